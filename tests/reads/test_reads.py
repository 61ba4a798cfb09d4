"""What the desk asks: each count agrees with the list that makes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.commands import actions, leads, officers, plans, region, scores, threats
from app.domain.codes import LeadRole, MappingState, Strand
from app.domain.plan import Plan
from app.domain.score import Score
from app.reads import card, home, journal
from app.reads import threats as threat_reads
from app.register import Register
from tests.builders import add_action, add_nominal, add_officer, add_threat

TODAY = date(2026, 11, 26)


@pytest.fixture
def busy(register: Register) -> Register:
    """A register with one healthy group, and others that each lack one thing."""
    lead = add_officer(register, "Frances Tremayne")

    def healthy(reference: str, *, but: str = "") -> None:
        threat = add_threat(register, reference)
        for role in (LeadRole.SIO, LeadRole.LRO):
            if but != role.value:
                register.do(leads.assign, threat.id, role, lead.id, date(2026, 1, 5))
        if but != "score":
            register.do(
                scores.record,
                Score(id=f"s{reference}", threat=threat.id, total=300, assessed_on=date(2026, 9, 1)),
            )
        if but != "plan":
            register.do(
                plans.save,
                Plan(
                    id=f"p{reference}", threat=threat.id, owner=lead.id, approved_by="Supt", approved_on=TODAY
                ),
            )
        if but != "mapping":
            register.do(threats.map_step, threat, MappingState.RATIFIED, date(2026, 9, 1))
        for strand in (Strand.PURSUE,) if but == "strands" else (Strand.PURSUE, Strand.PREVENT):
            due = date(2026, 11, 1) if but == "overdue" else date(2027, 3, 1)
            add_action(register, threat, title=f"Visit {reference} {strand}", strand=strand, due=due)

    for but in ("", "SIO", "LRO", "score", "plan", "mapping", "strands", "overdue"):
        healthy(f"R-{but or 'healthy'}", but=but)
    return register  # fmt: skip


@pytest.mark.parametrize(
    ("check", "who"),
    [
        ("no_sio", "R-SIO"),
        ("no_lro", "R-LRO"),
        ("not_scored", "R-score"),
        ("no_plan", "R-plan"),
        ("not_ratified", "R-mapping"),
        ("only_pursue", "R-strands"),
        ("overdue", "R-overdue"),
    ],
)
def test_each_count_names_its_threats(busy: Register, check: str, who: str) -> None:
    rows = {row.id: row.reference for row in busy.ask(threat_reads.grid, TODAY)}
    assert {rows[id] for id in busy.ask(home.matching, check, TODAY)} == {who}


def test_every_count_on_home_is_the_length_of_its_list(busy: Register) -> None:
    front = busy.ask(home.home, TODAY)
    on_actions = home.action_checks(TODAY, 2).keys()
    assert front.counts["overdue"] == 2
    for check, count in front.counts.items():
        if check not in on_actions and check != "lro_load":
            assert count == len(busy.ask(home.matching, check, TODAY)), check
    assert (front.active, front.archived, front.held) == (8, 0, 0)


def test_an_lro_over_the_local_limit_counts_once_and_lists_all_they_hold(busy: Register) -> None:
    assert busy.ask(home.home, TODAY).counts["lro_load"] == 1
    assert len(busy.ask(home.matching, "lro_load", TODAY)) == 7


def test_an_archived_threat_is_in_no_list_of_active_ones(busy: Register) -> None:
    busy.do(region.change_setting, "lro_limit", 4)
    listed = busy.ask(home.matching, "lro_load", TODAY)
    assert len(listed) == 7
    ended = min(listed)
    threat = busy.ask(card.card, ended, TODAY).threat
    busy.do(threats.archive, threat, TODAY, "Dismantled", "Supt Lee", acknowledged="Dorset works on")
    assert busy.ask(home.matching, "lro_load", TODAY) == listed - {ended}


@pytest.mark.parametrize("planned", [True, False])
def test_a_plan_whose_actions_were_all_cancelled_is_told_alike(register: Register, planned: bool) -> None:
    threat = add_threat(register)
    if planned:
        register.do(plans.save, Plan(id="p", threat=threat.id))
    register.do(actions.cancel, add_action(register, threat), "moved away", TODAY)
    (row,) = register.ask(threat_reads.grid, TODAY)
    told = register.ask(card.card, threat.id, TODAY).plan_state
    assert told == row.plan
    assert told.code == ("plan.on_track" if planned else "plan.none")


def test_the_list_says_what_the_card_says(busy: Register) -> None:
    rows = {row.reference: row for row in busy.ask(threat_reads.grid, TODAY)}
    healthy, overdue = rows["R-healthy"], rows["R-overdue"]
    assert (healthy.plan.letter, healthy.sio, healthy.score) == ("G", "DI Frances Tremayne", 300)
    assert (overdue.plan.code, overdue.plan.number, overdue.overdue, overdue.open) == (
        "plan.overdue",
        2,
        2,
        2,
    )
    assert (rows["R-LRO"].lro, rows["R-plan"].planned) == ("", False)


def test_a_stale_score_and_a_lead_who_left_are_found(busy: Register) -> None:
    later = date(2027, 4, 1)
    assert "R-score" not in {r.reference for r in busy.ask(threat_reads.grid, later) if r.score_stale}
    assert len(busy.ask(home.matching, "score_stale", later)) == 7
    officer = busy.ask(threat_reads.grid, TODAY)[0]
    assert not officer.lead_left
    (lead,) = busy.ask(home_officers)
    busy.do(officers.leave, lead, TODAY)
    assert len(busy.ask(home.matching, "lead_left", TODAY)) == 8


def home_officers(connection: object) -> list[object]:
    from app.domain.officer import Officer
    from app.store.tables import table

    rows = connection.execute(table(Officer).select())  # type: ignore[attr-defined]
    return [Officer(**row._mapping) for row in rows]


def test_recent_changes_name_their_threat(busy: Register) -> None:
    threat = add_threat(busy, "R-new", operation="Whimbrel")
    action = add_action(busy, threat)
    busy.do(actions.redate, action, date(2027, 1, 4), "late")
    newest = busy.ask(journal.recent, 3)
    assert [(b.command, b.subject, b.reference) for b in newest] == [
        ("action.redate", "Op Whimbrel", "R-new"),
        ("action.add", "Op Whimbrel", "R-new"),
        ("threat.add", "Op Whimbrel", "R-new"),
    ]


def test_a_nominal_counts_on_its_last_day_on_the_group(register: Register) -> None:
    threat = add_threat(register)
    add_nominal(register, threat, until=TODAY)
    add_nominal(register, threat, "NOM-100008", until=TODAY - timedelta(days=1))
    (row,) = register.ask(threat_reads.grid, TODAY)
    assert row.nominals == 1
