"""The page of a priority group: what it is, whether it gets worse, who leads, whether the plan moves."""

from __future__ import annotations

from app.domain.codes import ActionState, LeadRole, MappingState, Strand, ThreatKind
from app.domain.month import ActionRow, ThreatRow
from app.packs import custom, movement
from app.packs.card_asks import card_asks
from app.packs.disruptions import card_lines, period, since_words
from app.packs.exceptions import Found
from app.packs.facts import Facts, order, scheme_of
from app.packs.model import (
    ActionLine,
    Card,
    Fact,
    Lead,
    ScorePoint,
    StrandBlock,
    Unknown,
)
from app.packs.orders_checks import nominals_words
from app.packs.phrases import (
    by_how_much,
    change,
    count,
    day,
    day_and_month,
    listed,
    number,
    short_day,
    within,
)
from app.packs.since import acted, since
from app.words import times

KIND = {
    ThreatKind.OCG: "Organised crime group",
    ThreatKind.INDIVIDUAL: "Priority individual",
    ThreatKind.VULNERABILITY: "Vulnerability",
}
SUMMARY_LIMIT = 220
"""Characters; of a longer summary the first sentence is printed (typography.md §10)."""
ROLES = (LeadRole.LRO, LeadRole.SIO, LeadRole.SRO)


def _line(facts: Facts, action: ActionRow) -> ActionLine:
    moves, said = facts.moves_of.get(action.id, ()), []
    if action.meeting is not None:
        on, number_ = facts.set_at(action)
        at = f"item {number_} of " if number_ else ""
        said.append(f"set at {at}{short_day(on) if on else 'a meeting'}")
    if moves:
        first = moves[0].was
        said += [f"first due {short_day(first)}"] if first else []
        said.append(f"re-dated {times(len(moves))}: {moves[-1].reason}")
    return ActionLine(
        action.reference,
        facts.threats[action.threat].reference,
        action.title,
        "; ".join(said),
        facts.owner(action),
        action.due,
        facts.change(action),
        facts.chip(action),
    )


def _shown(facts: Facts, action: ActionRow) -> bool:
    """What the page's table holds: open, awaiting a result, or done since the meeting before."""
    return action.state in (ActionState.OPEN, ActionState.COMPLETED) or bool(
        action.state is ActionState.RESULTED and facts.change(action)
    )


def _strand(facts: Facts, threat: ThreatRow, strand: Strand) -> StrandBlock:
    actions = [
        row
        for row in facts.actions_of.get(threat.id, ())
        if row.strand is strand and row.state is not ActionState.CANCELLED
    ]
    letters = [facts.marks[row.id] for row in actions]
    red = sum(1 for mark in letters if mark.letter == "R")
    completed = sum(1 for mark in letters if mark.code == "rag.completed")
    resulted = sum(1 for mark in letters if mark.letter == "B")
    if actions:
        late = sum(1 for mark in letters if mark.code == "rag.overdue")
        parts = [f"{completed + resulted} of {len(actions)} done"]
        parts += [f"{late} overdue"] if late else []
        parts += [f"{red - late} without owner or date"] if red > late else []
        words = ", ".join(parts)
    else:
        plan = facts.plans.get(threat.id)
        reason = getattr(plan, f"{strand.value.lower()}_not_needed") if plan else ""
        words = f"Not needed: {reason}" if reason else "No action, and no reason why none is needed"
    shown = sorted((row for row in actions if _shown(facts, row)), key=lambda row: order(row, facts.marks))
    return StrandBlock(
        strand,
        red,
        sum(1 for mark in letters if mark.letter == "A"),
        sum(1 for mark in letters if mark.code == "rag.on_time"),
        completed,
        resulted,
        words,
        movement.moved_words(facts, threat, strand),
        movement.stands_still(facts, threat, strand),
        f"{sum(1 for row in actions if movement.is_open(row))} open",
        tuple(_line(facts, row) for row in shown),
    )


def _lead(facts: Facts, threat: ThreatRow, role: LeadRole) -> Lead:
    held = facts.lead(threat.id, role)
    if held is None:
        before = facts.lead_before(threat.id, role)
        if role is LeadRole.SRO:
            return Lead(role.value, "", "", False)
        if before is None or before.until is None:
            return Lead(role.value, "", "None recorded", False)
        return Lead(role.value, "", f"None, {(facts.today - before.until).days} days", False)
    officer = facts.officers[held.officer]
    parts = [facts.place(held.officer), f"from {day(held.since)}" if held.since else ""]
    words = ", ".join(part for part in parts if part)
    if role is LeadRole.LRO:
        trained = (
            f"trained {day(officer.lro_trained_on)}" if officer.lro_trained_on else "no training recorded"
        )
        words += f"\n{trained}; leads {count(facts.lro_load[held.officer], 'group')}"
    if officer.left_on:
        words += f"\nleft {day(officer.left_on)}"
    return Lead(role.value, facts.officer(held.officer), words, facts.is_new(held.since))


def _since(facts: Facts, threat: ThreatRow) -> str:
    if facts.before is not None:
        return since(facts, threat)
    if facts.since is None:
        return ""
    found = []
    score, earlier = facts.score(threat.id), facts.score_before(threat.id)
    if score and earlier and facts.is_new(score.assessed_on):
        found.append(f"score {number(earlier.total)} → {number(score.total)}")
    elif score and facts.is_new(score.assessed_on):
        first = len(facts.scores_of[threat.id]) == 1
        found.append(f"{'first scored' if first else 'scored by another scheme'}, {number(score.total)}")
    for role in ROLES:
        held = facts.lead(threat.id, role)
        if held and facts.is_new(held.since):
            before = facts.lead_before(threat.id, role)
            found.append(
                f"{role.value} changed, was {facts.officer(before.officer)}"
                if before
                else f"{role.value} assigned"
            )
    if facts.is_new(threat.mapping_on):
        found.append(threat.mapping.value)
    if told := acted(facts, threat):
        found.append(f"actions: {told}")
    if effects := since_words(facts, threat):
        found.append(effects)
    words = " · ".join(found) or "nothing recorded as changed"
    return f"Since {day_and_month(facts.since)}: {words}"  # fmt: skip


def _answer(facts: Facts, threat: ThreatRow) -> tuple[str, str]:
    strong = f"{movement.direction(facts, threat)}; {movement.plan_words(facts, threat)}."
    parts = []
    score, moved = facts.score(threat.id), facts.score_change(threat.id)
    if score is None:
        parts.append("Not scored.")
    else:
        parts.append(f"Score {number(score.total)}{f', {by_how_much(moved)}' if moved is not None else ''}.")
    open_ = [row for row in facts.actions_of.get(threat.id, ()) if movement.is_open(row)]
    late = [row for row in open_ if facts.marks[row.id].code == "rag.overdue"]
    if not open_:
        parts.append("No action is open.")
    elif len(open_) == 1:
        parts.append(f"Its one open action is {'' if late else 'not '}overdue.")
    else:
        state = f"{len(late)} {'is' if len(late) == 1 else 'are'} overdue" if late else "none is overdue"
        parts.append(f"Of {count(len(open_), 'open action')} {state}.")
    still = [strand.value for strand in Strand if movement.stands_still(facts, threat, strand)]
    if still:
        parts.append(
            f"Nothing has moved in {listed(still)} for {facts.month.settings.still_days} days or more."
        )
    return strong, " ".join(parts)


def _summary(text: str) -> str:
    if len(text) <= SUMMARY_LIMIT:
        return text
    first, stop, _ = text.partition(". ")
    return f"{first}." if stop else text


def _mapping(facts: Facts, threat: ThreatRow) -> str:
    words = threat.mapping.value.capitalize()
    if threat.mapping is MappingState.NOT_SUBMITTED:
        return words
    waiting = ""
    if threat.mapping in (MappingState.SUBMITTED, MappingState.RETURNED) and threat.mapping_on:
        waiting = f", {(facts.today - threat.mapping_on).days} days ago"
    return f"{words} {day(threat.mapping_on, '')}{waiting}".strip()


def _facts(facts: Facts, threat: ThreatRow) -> tuple[Fact, ...]:
    primary = facts.theme(threat)
    others = [facts.theme_names.get(id, id) for id in threat.secondary_themes]
    masters = [
        f"Niche {threat.niche_ref}" if threat.niche_ref else "",
        f"APMIS {threat.apmis_ref}" if threat.apmis_ref else "",
    ]
    return (
        Fact("Themes", "; ".join([primary or "not set", *(within(theme) for theme in others)])),
        Fact("Mapping", _mapping(facts, threat)),
        *((Fact("Nominals", words),) if (words := nominals_words(facts, threat)) else ()),
        Fact("Next review", day(threat.next_review)),
        Fact("Masters", "; ".join(part for part in masters if part) or "not set"),
        *custom.card_facts(facts, threat.id),
    )  # fmt: skip


def _score_note(facts: Facts, threat: ThreatRow) -> str:
    score = facts.score(threat.id)
    if score is None:
        return "No assessment is recorded."
    scheme = f"{score.scheme} {score.scheme_version}".strip() or "scheme not recorded"
    parts = [scheme, day(score.assessed_on, "date not recorded"), score.assessor or "assessor not recorded"]
    if score.moderator:
        parts.append(f"moderated by {score.moderator}")
    tail = f"; confidence {score.confidence.value}" if score.confidence else ""
    local = facts.local_label(score)
    tail += f". {local}" if local else ""
    return ", ".join(parts) + tail + ("." if not facts.month.settings.bands else ". Bands are local.")


def _band(facts: Facts, threat: ThreatRow) -> str:
    score, earlier = facts.score(threat.id), facts.score_before(threat.id)
    now = facts.band(score.total) if score else ""
    before = facts.band(earlier.total) if earlier else now
    return f"now {now}" if now and now != before else now


def _unknowns(facts: Facts, threat: ThreatRow) -> tuple[Unknown, ...]:
    found = []
    if not threat.name:
        found.append(Unknown("Name", "It cannot be told from other records"))
    if not threat.primary_theme:
        found.append(Unknown("Primary theme", "It is missing from the threat picture"))
    if not facts.lead(threat.id, LeadRole.LRO) and not facts.lead(threat.id, LeadRole.SIO):
        found.append(Unknown("SIO and LRO", "No one can be asked about it"))
    if facts.score(threat.id) is None:
        found.append(
            Unknown("Score with assessor, date and rationale", "It stands in the list by hand, not by score")
        )
    if threat.id not in facts.plans:
        found.append(
            Unknown("4P plan, owner and approval", "No step is recorded, and nobody answers for one")
        )
    if not threat.niche_ref and not threat.apmis_ref:
        found.append(
            Unknown("Reference to the master record", "The working record cannot be checked against it")
        )
    return tuple(found)


def _note(facts: Facts, threat: ThreatRow, blocks: tuple[StrandBlock, ...]) -> str:
    shown = sum(len(block.actions) for block in blocks)
    kept = len(facts.actions_of.get(threat.id, ()))
    if not kept:
        return ""
    since = f", and those done since {short_day(facts.since)}" if facts.since else ""
    earlier = f" {kept - shown} closed earlier: workbook, sheet Actions." if kept > shown else ""
    return f"Open actions{since}.{earlier} State as at {day(facts.today)}; the rule is on the last page."


def _priority(facts: Facts, threat: ThreatRow) -> str:
    """ "3 of 12 (was 5)": the rank at the last meeting where that is known and another."""
    before = dict(facts.month.ranks_before)
    place = next((at for at, row in enumerate(facts.priorities, 1) if row.id == threat.id), None)
    if place is None:
        return "not in the ranked list"
    was = f"was {before[threat.id]}" if threat.id in before else "new"
    said = f" ({was})" if before and before.get(threat.id) != place else ""
    return f"{place} of {len(facts.priorities)}{said}"


def card(facts: Facts, threat: ThreatRow, number_: str, exceptions: tuple[Found, ...]) -> Card:
    """The page of a priority group under its number on the agenda ("5.3")."""
    strong, answer = _answer(facts, threat)
    blocks = tuple(_strand(facts, threat, strand) for strand in Strand)
    updates = facts.updates_of.get(threat.id, [])
    latest = updates[-1] if updates else None
    score, moved = facts.score(threat.id), facts.score_change(threat.id)
    others = [facts.force_names.get(id, id) for id in threat.other_forces]
    own = facts.force(threat) or "No home force"
    plan = facts.plans.get(threat.id)
    if plan is None:
        plan_words = "No 4P plan is recorded."
    else:
        approved = (
            f"approved {day(plan.approved_on)} by {plan.approved_by}" if plan.approved_on else "not approved"
        )
        plan_words = f"Plan {approved}; review {day(plan.next_review)}."
    return Card(
        number=number_,
        reference=threat.reference,
        title=threat.name,
        operation=f"Op {threat.operation.upper()}" if threat.operation else "",
        kind=KIND[threat.kind],
        forces=f"{own}; also {listed(others)}" if others else own,
        priority=_priority(facts, threat),
        tier=threat.tier,
        answer_strong=strong,
        answer=answer,
        since=_since(facts, threat),
        summary=_summary(threat.summary),
        facts=_facts(facts, threat),
        score=number(score.total) if score else "",
        score_change=change(moved) if moved is not None else "",
        score_note=_score_note(facts, threat),
        scores=tuple(
            ScorePoint(row.assessed_on, row.total)
            for row in facts.scores_of.get(threat.id, ())
            if row.assessed_on is not None and score and scheme_of(row) == scheme_of(score)
        ),
        bands=facts.month.settings.bands,
        leads=tuple(_lead(facts, threat, role) for role in ROLES),
        lead_notes=(plan_words,),
        strands=blocks,
        update_head=f"{day(latest.on)}, {latest.by}." if latest else "",
        update=latest.text if latest else "No update is recorded.",
        checks=tuple(f"{one.check.title}: {one.detail}" for one in exceptions)
        or ("No exception was found.",),
        unknowns=_unknowns(facts, threat),
        note=_note(facts, threat, blocks),
        band=_band(facts, threat),
        disruptions=card_lines(facts, threat),
        period=period(facts),
        asks=card_asks(facts, threat, number_),
    )
