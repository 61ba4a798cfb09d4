"""Disruptions: each rule and each step, what is refused, what undo brings back, what the history says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app import words
from app.commands import custom, disruptions, threats
from app.domain.clock import FixedClock
from app.domain.codes import FieldType, Rating, Strand
from app.domain.custom import CustomField
from app.domain.disruption import Disruption, Rerating
from app.domain.faults import Faulty
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.reads import card as card_reads
from app.reads import journal
from app.reads.card import Card
from app.register import Register
from app.ui.pages.card_history import moments
from tests.builders import add_disruption, add_threat

TODAY = date(2026, 11, 26)


@pytest.fixture
def threat(register: Register) -> Threat:
    return add_threat(register)


def shown(register: Register, threat: Threat) -> Card:
    return register.ask(card_reads.card, threat.id, TODAY)


def history(register: Register, threat: Threat) -> list[str]:
    entries = register.ask(journal.threat_history, threat.id)
    return [moment.text for moment in moments(entries, shown(register, threat), ())]


def head(register: Register) -> int:
    found: int = register.ask(lambda connection: journal.recent(connection, 1))[0].count
    return found + len(register.ask(lambda connection: journal.recent(connection, 500)))


def codes(**fields: Any) -> dict[str, str]:
    values: dict[str, Any] = {
        "id": "d", "threat": "t", "on": TODAY, "title": "Two charged", "strand": Strand.PURSUE,
        "rating": Rating.MINOR, "rationale": "Supply stopped", **fields,
    }  # fmt: skip
    return {fault.code: words.fault(fault) for fault in Disruption(**values).faults(TODAY)}


def test_a_whole_disruption_has_no_fault() -> None:
    assert codes() == {}
    assert (
        codes(originator="SIO", moderated_by="Supt Ashdown", moderated_on=TODAY, apmis=True, apmis_ref="A1")
        == {}
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "required"),
        ({"strand": None}, "disruption.no_strand"),
        ({"rating": None}, "disruption.no_rating"),
        ({"rationale": ""}, "disruption.no_rationale"),
        ({"on": TODAY + timedelta(days=1)}, "date.future"),
        ({"moderated_on": TODAY}, "disruption.no_moderator"),
        ({"moderated_by": "Supt Ashdown"}, "disruption.no_moderation_date"),
        ({"moderated_by": "A", "moderated_on": TODAY - timedelta(days=1)}, "disruption.moderated_first"),
        (
            {"originator": "Jo  Hale", "moderated_by": "jo hale", "moderated_on": TODAY},
            "disruption.own_moderation",
        ),
        ({"rating": None, "moderated_by": "A", "moderated_on": TODAY}, "disruption.moderated_unrated"),
        ({"apmis": True}, "disruption.no_apmis_ref"),
        ({"apmis_ref": "A1"}, "disruption.ref_not_on"),
    ],
)
def test_each_fault_is_found_and_has_words(fields: dict[str, Any], code: str) -> None:
    assert codes(**fields)[code]


def test_disruptions_are_numbered_and_no_number_comes_twice(register: Register, threat: Threat) -> None:
    first, second = (add_disruption(register, threat, id=f"d{n}") for n in range(2))
    assert [first.reference, second.reference] == ["D-0001", "D-0002"]
    register.do(disruptions.remove, second)
    assert add_disruption(register, threat, id="d3").reference == "D-0003"


def test_a_late_entry_is_taken_for_an_archived_threat_and_later_work_is_not(register: Register) -> None:
    threat = add_threat(register, "AS/2020/0001")
    register.do(threats.archive, threat, date(2026, 10, 1), "Over", "Supt Ashdown", acknowledged="yes")
    add_disruption(register, threat, id="late", on=date(2026, 10, 1))
    before = head(register)
    with pytest.raises(Refusal, match=r"disruption\.after_archive") as refused:
        add_disruption(register, threat, id="after", on=date(2026, 10, 2))
    assert "archived on 1 Oct 2026" in words.refusal(refused.value)
    (late,) = shown(register, threat).disruptions
    with pytest.raises(Refusal, match=r"disruption\.after_archive"):
        register.do(disruptions.change, replace(late, on=date(2026, 11, 1)))
    assert head(register) == before
    assert (
        register.do(disruptions.change, replace(late, title="Three charged")).result.title == "Three charged"
    )


def test_a_first_rating_is_a_change_and_another_is_not(register: Register, threat: Threat) -> None:
    made = add_disruption(register, threat, rating=None)
    rated = register.do(disruptions.change, replace(made, rating=Rating.MINOR)).result
    before = head(register)
    with pytest.raises(Refusal, match=r"disruption\.rerate_only"):
        register.do(disruptions.change, replace(rated, rating=Rating.MAJOR))
    with pytest.raises(Refusal, match=r"disruption\.rerate_only"):
        register.do(disruptions.change, replace(rated, rating=None))
    with pytest.raises(Refusal, match=r"disruption\.moderate_only"):
        register.do(disruptions.change, replace(rated, moderated_by="Supt Ashdown", moderated_on=TODAY))
    assert head(register) == before
    assert shown(register, threat).reratings == ()


def test_a_stale_copy_is_told_of_before_the_step_it_took(register: Register, threat: Threat) -> None:
    made = add_disruption(register, threat)
    register.do(disruptions.rerate, made, Rating.MAJOR, "Two convicted")
    with pytest.raises(Conflict):
        register.do(disruptions.change, replace(made, title="Three charged"))


def test_a_change_of_rating_keeps_the_one_before_and_clears_the_moderation(
    register: Register, threat: Threat, clock: FixedClock
) -> None:
    made = add_disruption(register, threat)
    moderated = register.do(disruptions.moderate, made, "Supt Ashdown", TODAY).result
    assert moderated.moderated
    again = register.do(disruptions.rerate, moderated, Rating.MAJOR, " Two convicted ", "Insp Vale").result
    assert (again.rating, again.moderated_by, again.moderated_on) == (Rating.MAJOR, "", None)
    clock.moment += timedelta(minutes=1)
    register.do(disruptions.rerate, again, Rating.NEGATIVE, "Convictions quashed")
    moves = [(m.was, m.now, m.reason, m.by, m.on) for m in shown(register, threat).reratings]
    assert moves == [
        (Rating.MODERATE, Rating.MAJOR, "Two convicted", "Insp Vale", TODAY),
        (Rating.MAJOR, Rating.NEGATIVE, "Convictions quashed", "Drew Quill", TODAY),
    ]
    told = "\n".join(history(register, threat))
    assert "Disruption “Two charged with supply”: rating from major to negative" in told
    assert "moderated by Supt Ashdown removed" in told
    assert "Reason: Two convicted" in told


@pytest.mark.parametrize(("now", "reason"), [(Rating.MODERATE, "Same"), (Rating.MAJOR, "  ")])
def test_a_change_of_rating_needs_another_rating_and_a_reason(
    register: Register, threat: Threat, now: Rating, reason: str
) -> None:
    made, before = add_disruption(register, threat), head(register)
    with pytest.raises(Faulty):
        register.do(disruptions.rerate, made, now, reason)
    assert head(register) == before


def test_undo_and_redo_take_a_change_of_rating_in_one_step(register: Register, threat: Threat) -> None:
    made = add_disruption(register, threat)
    moderated = register.do(disruptions.moderate, made, "Supt Ashdown", TODAY).result
    register.do(disruptions.rerate, moderated, Rating.MAJOR, "Two convicted")
    assert register.undo_label == "disruption re-rated"
    register.undo()
    card = shown(register, threat)
    assert [(d.rating, d.moderated_by) for d in card.disruptions] == [(Rating.MODERATE, "Supt Ashdown")]
    assert card.reratings == ()
    register.redo()
    card = shown(register, threat)
    assert [(d.rating, d.moderated_by) for d in card.disruptions] == [(Rating.MAJOR, "")]
    assert [m.now for m in card.reratings] == [Rating.MAJOR]
    assert register.verify().ok


def test_the_originator_does_not_moderate(register: Register, threat: Threat) -> None:
    made, before = add_disruption(register, threat, originator="Insp Vale"), head(register)
    with pytest.raises(Faulty) as refused:
        register.do(disruptions.moderate, made, "insp  vale", TODAY)
    (fault,) = refused.value.faults
    assert words.fault(fault).startswith("insp  vale originated this disruption, so somebody else")
    with pytest.raises(Faulty):
        register.do(disruptions.moderate, add_disruption(register, threat, id="u", rating=None), "A", TODAY)
    assert head(register) == before + 1


def test_it_is_put_on_apmis_with_its_reference_and_taken_off(register: Register, threat: Threat) -> None:
    made = add_disruption(register, threat)
    there = register.do(disruptions.apmis, made, True, " APM-1 ").result
    assert (there.apmis, there.apmis_ref) == (True, "APM-1")
    gone = register.do(disruptions.apmis, there, False, "APM-1").result
    assert (gone.apmis, gone.apmis_ref) == (False, "")
    assert "on APMIS from no to yes" in "\n".join(history(register, threat))


def test_a_removed_one_comes_back_whole_by_undo(register: Register, threat: Threat) -> None:
    field = CustomField(id="f", of="disruption", name="Seizure", type=FieldType.TEXT)
    register.do(custom.define, field)
    made = add_disruption(register, threat)
    rated = register.do(
        custom.along(disruptions.rerate, "disruption", {"f": "Cash"}, {}), made, Rating.MAJOR, "Convicted"
    ).result
    register.do(disruptions.remove, rated)
    card = shown(register, threat)
    assert (card.disruptions, card.reratings) == ((), ())
    register.undo()
    card = shown(register, threat)
    assert [d.rating for d in card.disruptions] == [Rating.MAJOR]
    assert [m.reason for m in card.reratings] == ["Convicted"]
    register.redo()
    assert shown(register, threat).disruptions == ()
    assert any(
        t.startswith("Disruption “Two charged with supply” removed. It said:")
        for t in history(register, threat)
    )
    assert register.verify().ok


def test_a_rerating_says_what_is_wrong_with_it() -> None:
    move = Rerating(id="m", disruption="d", was=Rating.MAJOR, now=Rating.MAJOR, reason="", on=TODAY)
    assert [fault.code for fault in move.faults(TODAY)] == ["required", "rerating.same"]
