"""The draft of an edition and what the preflight finds in it, on a real register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.commands import agenda, meetings, pack_sections
from app.domain.agenda import AgendaItem
from app.domain.codes import EditionKind
from app.domain.edition import FULL, Edition
from app.domain.meeting import Meeting
from app.domain.preflight import Found, Stand
from app.errors import Refusal
from app.jobs import draft_pack, issue_month
from app.packs.findings import said
from app.register import Register
from tests.builders import add_action, add_threat

DORSET = Edition(EditionKind.FORCE, "dorset", "Dorset", "DO")
PARTNER = Edition(EditionKind.PARTNER, "p-1", "Saltmarsh Housing", "SH")


@pytest.fixture
def month(register: Register) -> Register:
    """Two groups in the ranked list, one in each of two forces, and the meeting of December."""
    for place, (reference, force) in enumerate((("AS/1", "avon-and-somerset"), ("DO/1", "dorset")), 1):
        threat = add_threat(register, reference, name=f"Quay line {place}", home_force=force, priority=place)
        add_action(register, threat, f"Visit premises {place}", due=date(2026, 11, 1))
    register.do(
        meetings.plan, Meeting(id="m-12", month="2026-12", on=date(2026, 12, 10), chair="ACC Standish")
    )
    return register


def found(register: Register, edition: Edition = FULL) -> dict[str, Found]:
    """The findings that are not in order; of the empty sections the last."""
    made = draft_pack.draft(register, "2026-12", edition)
    return {check.code: check for check in made.found if check.stand is not Stand.ORDER}


def test_an_edition_counts_its_own_threats_alone(month: Register) -> None:
    whole, dorset, partner = found(month), found(month, DORSET), found(month, PARTNER)
    assert (whole["overdue"].number, dorset["overdue"].number) == (2, 1)
    assert whole["priority_no_lro"].names == ("Quay line 1", "Quay line 2")
    assert dorset["priority_no_lro"].names == ("Quay line 2",)
    assert "priority_no_lro" not in partner
    assert partner["nothing_released"].stand is Stand.MUST


def test_an_empty_section_is_named_with_its_number_until_it_is_switched_off(month: Register) -> None:
    made = draft_pack.draft(month, "2026-12")
    empty = [said(check) for check in made.found if check.code == "section_empty"]
    assert "Section 13, Learning, is empty" in empty
    month.do(pack_sections.switch, "m-12", "", "learning", False)
    after = draft_pack.draft(month, "2026-12")
    assert not [check for check in after.found if check.code == "section_empty" and check.way == "learning"]


def test_a_higher_marking_in_a_text_and_letters_without_a_glyph_are_found(month: Register) -> None:
    add_threat(month, "DO/2", name="Wharf line", priority=3, summary="Copied from a SECRET paper 𓀀")
    marked = found(month)
    assert said(marked["marking_low"]) == "Text marked SECRET stands in a pack of a lower marking"
    assert "U+13000" in said(marked["unprintable"])


def test_the_time_of_the_agenda_is_held_against_that_of_the_meeting(month: Register) -> None:
    month.do(agenda.add, AgendaItem(id="", meeting="m-12", title="Visit", minutes=200))
    assert said(found(month)["agenda_over"]).startswith("Agenda takes 200 of 120 minutes")


def test_another_forces_group_named_in_a_text_is_a_hit_that_stops_and_the_full_edition_may_have_it(
    month: Register, tmp_path: Path
) -> None:
    add_threat(
        month, "DO/2", name="Wharf line", home_force="dorset", priority=3, summary="Works with Quay line 1."
    )
    hit = found(month, DORSET)["withheld_found"]
    assert (hit.stand, hit.number) == (Stand.MUST, 1)
    assert "withheld_found" not in found(month)
    with pytest.raises(Refusal) as refused:
        issue_month.issue(month, "2026-12", tmp_path / "out", edition=DORSET, gaps_reason="anyway")
    assert refused.value.code == "edition.leak"


def test_without_a_meeting_there_is_no_draft(month: Register) -> None:
    with pytest.raises(Refusal) as refused:
        draft_pack.draft(month, "2027-03")
    assert refused.value.code == "export.no_meeting"
