"""Which editions there are, and under which ids their packs go."""

from __future__ import annotations

from dataclasses import replace

from app.domain.codes import ChoiceList, EditionKind
from app.domain.edition import CHAIR, FULL, Edition, initials, offered
from app.domain.region import Choice, Force

FORCES = (
    Force(id="as", name="Avon and Somerset", code="AS"), Force(id="do", name="Dorset"),
    Force(id="old", name="Old County", retired=True), Force(id="unit", name="SWROCU"),
)  # fmt: skip


def partner(id: str, name: str, short: str = "", **fields: object) -> Choice:
    made = Choice(id=id, list=ChoiceList.PARTNER, name=name, short=short)
    return replace(made, **fields)  # type: ignore[arg-type]


def test_every_force_and_every_partner_has_one_beside_the_chairs_and_the_full_one() -> None:
    choices = (
        partner("a", "Avonmere Council", "Avon."), partner("b", "Brackwater housing association"),
        partner("c", "Gone", retired=True), Choice(id="x", list=ChoiceList.CAPABILITY, name="Cyber"),
    )  # fmt: skip
    found = offered(FORCES, choices, unit="SWROCU")
    assert found[:2] == (CHAIR, FULL)
    assert [edition.pack_id("SW", "2026-12") for edition in found] == [
        "SW-2026-12-C", "SW-2026-12", "SW-2026-12-AS", "SW-2026-12-DORS", "SW-2026-12-P-AVON",
        "SW-2026-12-P-B",
    ]  # fmt: skip
    assert [edition.words for edition in found][-2:] == [
        "partner, Avonmere Council", "partner, Brackwater housing association",
    ]  # fmt: skip


def test_two_of_one_code_are_told_apart() -> None:
    found = offered((), (partner("a", "Avonmere Council"), partner("b", "Ash County")))
    assert [edition.code for edition in found[2:]] == ["AC", "AC2"]


def test_a_code_is_made_of_letters_and_digits_alone() -> None:
    assert initials("Health & Housing (North/West)") == "HHN"
    assert initials("dorset") == "DORS"
    assert initials("the housing trust") == "THT"
    assert offered((), (partner("a", "Trust", "N/A 1"),))[2].code == "NA1"
    assert Edition(EditionKind.PARTNER, "a", "Trust", "NA1").pack_id("SW", "2026-12") == "SW-2026-12-P-NA1"
