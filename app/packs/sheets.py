"""The data sheets of the workbook: every fact as a typed cell, worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.domain.codes import LeadRole, Strand
from app.domain.month import ActionRow, ThreatRow
from app.domain.rag import WORDS
from app.packs import columns, custom, log, log_checks, movement, ranking, scores
from app.packs.disruptions import of_period
from app.packs.exceptions import CHECKS, OF_MEETINGS, Found
from app.packs.facts import Facts, order
from app.packs.model import Card, Cell, Picture, Sheet
from app.packs.picture_sheet import picture_sheet

Row = tuple[Cell, ...]


ORDER = (
    "Agenda", "Decisions", "Groups", "Asks", "Contacts", "Action log", "Changes", "Picture", "Submissions",
    "Priorities", "Effort", "Threats", "Actions", "Scores", "Leads", "Updates", "Exceptions", "Reviews",
    "Requests", "Archive", "Disruptions", "Performance", "Orders", "Nominals", "Gaps", "Learning", "Texts",
    "Conditions", "Late papers",
)  # fmt: skip
"""The order of the data sheets (excel.md §4)."""


def in_order(made: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets in the workbook's order."""
    return tuple(sorted(made, key=lambda sheet: ORDER.index(sheet.name)))


def _worst_first(facts: Facts, threats: Iterable[ThreatRow]) -> list[ThreatRow]:
    def key(row: ThreatRow) -> tuple[float, str]:
        score = facts.score(row.id)
        return (-score.total if score else float("inf"), row.reference)

    return sorted(threats, key=key)


def _live(facts: Facts, threat: str) -> tuple[int, int]:
    """Open and overdue actions of a threat."""
    actions = [row for row in facts.actions_of.get(threat, ()) if movement.is_open(row)]
    return len(actions), sum(1 for row in actions if facts.marks[row.id].code == "rag.overdue")


def _threats(facts: Facts, exceptions: Counter[str]) -> Iterable[Row]:
    archived = [row for row in facts.month.threats if row.id not in facts.active_ids]
    for row in (*_worst_first(facts, facts.active), *archived):
        score = facts.score(row.id)
        sio, lro = facts.lead(row.id, LeadRole.SIO), facts.lead(row.id, LeadRole.LRO)
        total = score.total if score else None
        yield (
            row.reference, row.name or None, row.operation or None, row.kind.value, facts.force(row) or None,
            facts.theme(row) or None, row.status.value, row.tier or None,
            facts.officer(sio.officer) if sio else None, facts.officer(lro.officer) if lro else None,
            total, score.assessed_on if score else None, row.next_review,
            "; ".join(facts.force_names.get(id, id) for id in row.other_forces) or None,
            "; ".join(facts.theme_names.get(id, id) for id in row.secondary_themes) or None,
            facts.score_change(row.id), facts.band(total) or None,
            sio.since if sio else None, lro.since if lro else None,
            facts.place(lro.officer) or None if lro else None, row.mapping.value, row.mapping_on,
            len(facts.nominals_of.get(row.id, ())) or None,
            row.niche_ref or None, row.apmis_ref or None, *_live(facts, row.id),
            len(of_period(facts, row.id)), exceptions[row.id], "; ".join(row.tags) or None,
            row.neighbourhood or None, row.local_profile or None, row.victims, row.at_risk,
            row.summary or None,
            *custom.cells(facts, "threat", row.id),
        )  # fmt: skip


def _actions(facts: Facts) -> Iterable[Row]:
    threats, strands = facts.threats, {strand: place for place, strand in enumerate(Strand)}

    def key(row: ActionRow) -> tuple[object, ...]:
        return (threats[row.threat].reference, strands[row.strand], *order(row, facts.marks))

    for row in sorted(facts.month.actions, key=key):
        threat, chip, moves = threats[row.threat], facts.chip(row), facts.moves_of.get(row.id, ())
        place = row.owner_organisation or (facts.place(row.owner) if row.owner else "")
        yield (
            row.reference, threat.reference, row.strand.value, row.title, facts.owner(row) or None,
            row.set_on, row.due, row.state.value, WORDS[chip.letter] or None, chip.words, row.outcome or None,
            threat.name or None, place or None, facts.first_due(row), len(moves), facts.change(row) or None,
            row.handling.value, row.conditions or None, *custom.cells(facts, "action", row.id),
        )  # fmt: skip


def _officer_loads(facts: Facts) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Groups led in any role, open and overdue actions owned, by officer."""
    groups = Counter(
        officer
        for officer, _ in {
            (row.officer, row.threat)
            for row in facts.month.assignments
            if row.until is None and row.threat in facts.active_ids
        }
    )
    owned = [row for row in facts.month.actions if row.owner and movement.is_open(row)]
    late = Counter(row.owner for row in owned if facts.marks[row.id].code == "rag.overdue")
    return groups, Counter(str(row.owner) for row in owned), Counter({str(k): v for k, v in late.items()})


def _leads(facts: Facts) -> Iterable[Row]:
    groups, open_, late = _officer_loads(facts)
    name = facts.officer
    rows = sorted(
        facts.month.assignments,
        key=lambda row: (
            facts.officers[row.officer].name, row.officer, row.until is not None,
            facts.threats[row.threat].reference, row.role, row.since or date.min,
        ),
    )  # fmt: skip
    for row in rows:
        threat, officer = facts.threats[row.threat], facts.officers[row.officer]
        yield (
            name(row.officer), facts.place(row.officer) or None, row.role.value, threat.reference,
            threat.name or None, row.since, row.until, officer.lro_trained_on, groups[row.officer],
            open_[row.officer], late[row.officer], *custom.cells(facts, "officer", row.officer),
        )  # fmt: skip


def _updates(facts: Facts) -> Iterable[Row]:
    for threat in facts.month.threats:
        for row in reversed(facts.updates_of.get(threat.id, [])):
            strand = row.strand.value if row.strand else None
            yield (
                threat.reference, threat.name or None, row.on, row.by or None, strand, row.text,
                row.handling.value, row.conditions or None,
            )  # fmt: skip


def _exceptions(facts: Facts, found: tuple[Found, ...]) -> Iterable[Row]:
    for one in found:
        yield (
            one.check.number, one.check.title, one.check.behind, one.check.weight, one.threat.reference,
            one.threat.name or None, facts.force(one.threat) or None, one.detail,
        )  # fmt: skip
    check = next(check for check in CHECKS if check.number == OF_MEETINGS)
    for row in log_checks.of_meetings(facts):
        yield (
            check.number, check.title, check.behind, check.weight, None, row.title, None,
            f"{row.reference}, {log_checks.words(facts, row)}",
        )  # fmt: skip


def sheets(
    facts: Facts,
    found: tuple[Found, ...],
    cards: tuple[Card, ...],
    shown: Picture,
    marking: str,
) -> tuple[Sheet, ...]:
    """Every data sheet that has rows, in the workbook's order; `marking` ends each row."""
    counts = Counter(one.threat.id for one in found)
    threat_columns = custom.widened(facts, "threat", columns.THREATS)
    action_columns = custom.widened(facts, "action", columns.ACTIONS)
    officer_columns = custom.widened(facts, "officer", columns.LEADS)
    made = (
        ("Action log", "one action of a meeting or that presses", "meeting or plan, RAG, due date",
         columns.ACTION_LOG, 1, log.rows(facts)),
        ("Threats", "one threat, archived ones last", "score", threat_columns, 2, _threats(facts, counts)),
        ("Actions", "one action of a 4P plan", "threat, P, RAG, date", action_columns, 2, _actions(facts)),
        ("Scores", "one assessment", "threat, newest first", scores.COLUMNS, 1, scores.rows(facts)),
        ("Leads", "one officer in one role", "officer, current first", officer_columns, 1, _leads(facts)),
        ("Updates", "one update", "threat, newest first", columns.UPDATES, 1, _updates(facts)),
        ("Exceptions", "one exception", "check, threat", columns.EXCEPTIONS, 1, _exceptions(facts, found)),
    )  # fmt: skip
    always = {"Threats", "Actions", "Scores", "Leads", "Updates"}
    built = (
        Sheet(name, about, by, cols, keys, tuple((*row, marking) for row in rows))
        for name, about, by, cols, keys, rows in made
    )
    log_, *others = built
    front = (log_, picture_sheet(shown, marking)) if shown.matrix.rows else (log_,)
    ranked = ranking.sheet(facts, cards, marking)
    effort = ranking.effort_sheet(facts, marking)
    return tuple(sheet for sheet in (*front, ranked, effort, *others) if sheet.rows or sheet.name in always)
