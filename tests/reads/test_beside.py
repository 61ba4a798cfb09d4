"""The lists of threats that want something beside them, and the threats one may link to."""

from __future__ import annotations

from datetime import date

import pytest

from app.commands import actions, gaps, threats, transfers
from app.domain.beside import IntelligenceGap, Transfer
from app.domain.codes import Strand
from app.reads import beside, home
from app.register import Register
from tests.builders import add_action, add_threat

TODAY = date(2026, 11, 26)
SOUND = {"niche_ref": "N1", "neighbourhood": "Avonmere East", "local_profile": "LP/1"}


def found(register: Register, check: str) -> set[str]:
    ids = register.ask(home.matching, check, TODAY)
    assert register.ask(home.home, TODAY).counts[check] == len(ids)
    return {id.removeprefix("t-") for id in ids}


@pytest.mark.parametrize(
    ("check", "field"),
    [
        ("no_neighbourhood", "neighbourhood"),
        ("no_local_profile", "local_profile"),
        ("no_master", "niche_ref"),
    ],
)
def test_what_is_not_recorded_is_found(register: Register, check: str, field: str) -> None:
    add_threat(register, "sound", **SOUND)
    add_threat(register, "bare", **{**SOUND, field: ""})
    assert found(register, check) == {"bare"}


def test_an_apmis_reference_alone_is_a_master_record(register: Register) -> None:
    add_threat(register, "a", apmis_ref="AP-1")
    assert found(register, "no_master") == set()


def test_only_open_gaps_without_any_owner_are_found(register: Register) -> None:
    for reference, more in (
        ("open", {}),
        ("council", {"owner_organisation": "Avonmere Council"}),
        ("closed", {"closed_on": TODAY, "answer": "Known"}),
    ):
        threat = add_threat(register, reference)
        gap = IntelligenceGap(
            id=f"g-{reference}", threat=threat.id, text="Who pays", raised_on=date(2026, 11, 2), **more
        )
        register.do(gaps.raise_, gap)
    assert found(register, "gap_unowned") == {"open"}


@pytest.mark.parametrize(
    ("check", "field", "strand"),
    [
        ("at_risk_no_prevent", "at_risk", Strand.PREVENT),
        ("victims_no_protect", "victims", Strand.PROTECT),
    ],
)
def test_people_to_be_protected_want_an_action_that_is_not_cancelled(
    register: Register, check: str, field: str, strand: Strand
) -> None:
    add_threat(register, "unknown")
    add_threat(register, "nobody", **{field: 0})
    add_threat(register, "pursued", **{field: 2})
    planned = add_threat(register, "planned", **{field: 2})
    dropped = add_threat(register, "dropped", **{field: 2})
    add_action(register, planned, "Visit the school", strand=strand)
    gone = add_action(register, dropped, "Visit the harbour", strand=strand)
    register.do(actions.cancel, gone, "closed", TODAY)
    assert found(register, check) == {"pursued", "dropped"}


def test_a_transfer_is_listed_while_it_waits(register: Register) -> None:
    one, two = add_threat(register, "one"), add_threat(register, "two")
    for threat in (one, two):
        made = register.do(
            transfers.propose,
            Transfer(
                id=f"x-{threat.id}", threat=threat.id, to_force="dorset", reason="Other", proposed_on=TODAY
            ),
        ).result
    register.do(transfers.accept, made, "Supt Lee", TODAY)
    assert found(register, "transfer_waiting") == {"one"}


def test_an_archived_threat_is_in_none_of_these_lists(register: Register) -> None:
    threat = add_threat(register, "one", victims=2)
    register.do(threats.archive, threat, TODAY, "Ended", "Supt Lee")
    for check in ("no_master", "no_neighbourhood", "victims_no_protect"):
        assert found(register, check) == set()


def test_every_threat_but_itself_may_be_linked_to(register: Register) -> None:
    one = add_threat(register, "B", name="", operation="Heron")
    register.do(threats.archive, add_threat(register, "A", name="Quay group"), TODAY, "Ended", "Supt Lee")
    add_threat(register, "C", name="", operation="")
    others = register.ask(beside.others, one.id)
    assert [(o.reference, o.display, o.archived) for o in others] == [
        ("A", "Quay group", True),
        ("C", "C", False),
    ]
