"""A wide tracker's columns for local links, tags, victims and people at risk."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.threat import Threat
from app.intake import headings
from app.register import Register
from tests.builders import add_threat
from tests.intake.files import candidates_of, saved, workbook
from tests.intake.registers import all_of, bring

HEADS = (
    "OCG Ref", "Group name", "Neighbourhood team", "Local profile", "Tags", "Vulnerable victims",
    "Victims reference", "People at risk", "At risk reference", "Pursue",
)  # fmt: skip
ROW = ("DC/1", "Quay group", "Avonmere East", "LP/26/3", "Coast; quay, COAST", 3, "CSE/26/4", 0, "", "")


def tracker(folder: Path, *row: object, name: str = "Devon and Cornwall tracker.xlsx") -> Path:
    path = folder / name
    path.write_bytes(saved(workbook(HEADS, row)))
    return path


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Local policing link", "neighbourhood"), ("Local profile link", "local_profile"), ("Tag", "tags"),
     ("Victims", "victims"), ("Persons at risk", "at_risk")],
)  # fmt: skip
def test_a_heading_means_its_field(heading: str, field: str) -> None:
    assert headings.field_of(heading) == field


def test_the_cells_are_read_as_what_they_are() -> None:
    (threat,) = candidates_of(saved(workbook(HEADS, ROW)), "Devon and Cornwall.xlsx").threats
    made = threat.fields
    assert (made.neighbourhood, made.local_profile, made.tags) == (
        "Avonmere East",
        "LP/26/3",
        ("Coast", "quay"),
    )
    assert (made.victims, made.victims_ref, made.at_risk, made.at_risk_ref) == (3, "CSE/26/4", 0, "")


def test_a_count_that_is_none_is_kept_as_a_note_and_said() -> None:
    row = (*ROW[:5], "several", *ROW[6:7], "tbc", *ROW[8:])
    (threat,) = candidates_of(saved(workbook(HEADS, row)), "Devon and Cornwall.xlsx").threats
    assert (threat.fields.victims, threat.fields.at_risk) == (None, None)
    assert ("Vulnerable victims", "several") in {(note.heading, note.text) for note in threat.notes}
    assert "import.count.no_number" in {finding.code for finding in threat.findings}


def test_a_new_threat_has_them_and_a_known_one_is_filled(register: Register, tmp_path: Path) -> None:
    add_threat(register, "DC/1", name="Quay group", home_force="devon-and-cornwall", tags=("harbour",))
    bring(register, tracker(tmp_path, *ROW))
    (known,) = all_of(register, Threat, reference="DC/1")
    assert (known.neighbourhood, known.victims, known.at_risk) == ("Avonmere East", 3, 0)
    assert known.tags == ("harbour", "Coast", "quay")
    register.undo()
    assert all_of(register, Threat, reference="DC/1")[0].tags == ("harbour",)
    bring(register, tracker(tmp_path, "DC/2", "Wharf group", *ROW[2:], name="Devon and Cornwall b.xlsx"))
    (new,) = all_of(register, Threat, reference="DC/2")
    assert (new.local_profile, new.victims_ref, new.tags) == ("LP/26/3", "CSE/26/4", ("Coast", "quay"))


def test_the_same_file_again_changes_nothing(register: Register, tmp_path: Path) -> None:
    path = tracker(tmp_path, *ROW)
    bring(register, path)
    before = all_of(register, Threat)
    bring(register, path)
    assert all_of(register, Threat) == before
