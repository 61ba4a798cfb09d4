"""The desk and the pack count the same things: two queries, one answer for each check."""

from __future__ import annotations

from collections import Counter

import pytest

from app.domain.clock import FixedClock
from app.jobs import demo
from app.packs import monthly
from app.packs.model import Pack
from app.reads import home, months
from app.register import Register

SAME = {
    "no_lro": "Active with no LRO",
    "no_sio": "Active with no SIO",
    "lead_left": "Lead has left",
    "no_plan": "No 4P plan",
    "plan_not_approved": "Plan not approved",
    "only_pursue": "Only Pursue actions",
    "plan_review_overdue": "Plan review overdue",
    "not_scored": "No score",
    "reassess_due": "Score predates a major change",
    "score_stale": "Score older than the local interval",
    "live_unratified": "Operation live but not ratified",
    "submission_waiting": "With ROCTA longer than the local limit",
    "returned_waiting": "Returned and not sent again",
    "fields_missing": "Required fields missing",
    "disruption_not_apmis": "Disruption not on APMIS",
    "disruption_incomplete": "Disruption without P, rating or rationale",
    "negative_unassessed": "Negative disruption, not scored since",
    "no_disruption": "No disruption in the local period",
    "ranked_undisrupted": "Priority group with no disruption in the local period",
    "support_open": "Support granted without terms or outcome",
    "request_undecided": "Request undecided at a meeting",
    "release_unplanned": "Release due and no release plan",
    "order_not_considered": "Charged or convicted, no order considered",
    "order_wanting": "Order unmonitored or expiring",
    "no_master": "No reference to the master record",
    "gap_unowned": "Intelligence gap without owner",
    "no_neighbourhood": "No local policing link",
    "no_local_profile": "No local-profile link",
    "at_risk_no_prevent": "People at risk, no Prevent action",
    "victims_no_protect": "Vulnerable victims, no Protect action",
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> tuple[home.Home, Pack]:
    """The demonstration's front page on the day of the December meeting, and its December pack."""
    path = demo.make(tmp_path_factory.mktemp("agreement"))
    with Register.open(path, passphrase=demo.PASSPHRASE, clock=FixedClock(demo.NOW)) as register:
        pack = monthly.build(register.ask(months.everything, "2026-12"), demo.NOW)
        return register.ask(home.home, pack.as_at), pack


@pytest.mark.parametrize("check", SAME)
def test_home_and_the_exceptions_of_the_pack_agree(counted: tuple[home.Home, Pack], check: str) -> None:
    front, pack = counted
    found = Counter({group.title: group.total for group in pack.exceptions.groups})
    assert front.counts[check] == found[SAME[check]]
    assert front.counts[check] > 0


def test_home_and_the_cover_agree(counted: tuple[home.Home, Pack]) -> None:
    front, pack = counted
    numbers = {fact.label: fact.words.split("\n")[0] for fact in pack.numbers}
    assert numbers["active threats"] == str(front.active)
    assert numbers["decisions wanted"] == str(len(pack.wanted))
    assert pack.exceptions.answer.strong.startswith(f"{front.counts['overdue']} actions overdue")


def test_every_sheet_counts_what_the_pack_counts(counted: tuple[home.Home, Pack]) -> None:
    front, pack = counted
    sheets = {sheet.name: sheet for sheet in pack.sheets}
    status = [column.title for column in sheets["Threats"].columns].index("Status")
    active = [row for row in sheets["Threats"].rows if row[status] == "active"]
    assert len(active) == front.active
    assert len(sheets["Exceptions"].rows) == sum(group.total for group in pack.exceptions.groups)
    assert len(sheets["Priorities"].rows) == len(pack.ranking)
    together = sum(len(block.grid.rows) for block in pack.consent if block.grid)
    assert sum(bool(line.number) for line in pack.ranking) == len(pack.cards) + together
    assert sum(numbers[-1] for _, numbers in pack.picture.matrix.rows) == front.active
