"""Layouts: recognised by synonyms, mapped by a person where they are not, and remembered by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.codes import LeadRole, Strand, ThreatStatus
from app.errors import Refusal
from app.intake import headings
from app.intake.layouts import Mapping, Shape, named, recognise
from app.intake.review import build
from tests.intake.files import (
    AVON,
    DEVON,
    DORSET,
    EMPTY,
    LIST,
    book_of,
    candidates_of,
    csv_of,
    list_row,
    saved,
    taking_of,
    workbook,
)


@pytest.mark.parametrize(
    ("heading", "field"),
    [("OCG Ref", "reference"), ("MoRiLE 2020", "score"), ("By when", "due"), ("4P", "strand"),
     ("AKA / nominal", "name"),
     ("P", "strand"), ("rocta", "mapping"), ("URN:", "reference"), ("Days since score", ""), ("", "")],
)  # fmt: skip
def test_a_heading_means_a_field_only_by_a_synonym(heading: str, field: str) -> None:
    assert headings.field_of(heading) == field


def test_a_heading_that_resembles_one_is_only_suggested() -> None:
    assert headings.field_of("Action ownr") == ""
    assert headings.suggestion("Action ownr") == "owner"
    assert headings.suggestion("zzz") == ""


def test_headings_are_found_below_a_preamble_and_in_another_order() -> None:
    made = workbook(
        ("Wiltshire Police, tracker of groups",),
        ("OFFICIAL-SENSITIVE",),
        (),
        ("Lead responsible officer", "Prevent", "Crime type", "OCG number"),
        ("Insp A Hale", "1. Visit school - PC B Vance", "Fraud", "WI/1"),
    )
    found = candidates_of(saved(made), "groups.xlsx")
    (threat,) = found.threats
    assert found.force == "wiltshire"
    assert (threat.fields.reference, threat.fields.primary_theme) == ("WI/1", "fraud")
    assert [(role, party.name) for role, party in threat.leads] == [(LeadRole.LRO, "A Hale")]
    assert [(action.strand, action.title) for action in threat.actions] == [(Strand.PREVENT, "Visit school")]


def test_the_primary_theme_is_not_doubled_where_its_column_stands_to_the_right() -> None:
    rows = (["Ref", "Other crime", "Primary crime"], ["WI/1", "Fraud, Drugs", "Fraud"])
    (threat,) = candidates_of(csv_of(*rows), "wiltshire.csv").threats
    assert (threat.fields.primary_theme, threat.fields.secondary_themes) == ("fraud", ("illegal-drugs",))


def test_a_heading_that_nobody_knows_is_told_and_its_words_are_kept() -> None:
    rows = ([*LIST, "Colour of van"], [*list_row(), "red"])
    found = candidates_of(csv_of(*rows), "devon-and-cornwall.csv")
    (told,) = (finding for finding in found.findings if finding.code == "import.column.unknown")
    assert "Colour of van" in told.words
    assert [(note.heading, note.text) for note in found.threats[0].notes] == [("Colour of van", "red")]
    assert "Colour of van: red" in found.threats[0].actions[0].as_written


def test_a_file_without_known_headings_says_what_it_did_not_recognise() -> None:
    data = csv_of(["Kennung", "Wer", "Schritt"], ["X1", "PC A Hale", "Visit premises"])
    found = candidates_of(data, "unknown.csv")
    assert found.threats == ()
    assert [finding.code for finding in found.findings] == ["import.sheet.not_data"]
    review = build(found, EMPTY)
    assert not review.understood
    assert [heading.heading for heading in review.unrecognised] == ["Kennung", "Wer", "Schritt"]
    assert review.unrecognised[1].example == "PC A Hale"


def test_a_person_says_what_the_headings_mean() -> None:
    data = csv_of(["Kennung", "Wer", "Schritt", "P"], ["X1", "PC A Hale", "Visit premises", "Pro"])
    said = Mapping(shape=Shape.ACTIONS, columns={"Kennung": "reference", "Wer": "owner", "Schritt": "action"})
    (threat,) = candidates_of(data, "unknown.csv", said).threats
    (action,) = threat.actions
    assert (threat.fields.reference, action.title, action.strand) == ("X1", "Visit premises", Strand.PROTECT)


def test_a_person_may_say_that_a_column_is_no_data() -> None:
    rows = (list(LIST), list_row(owner="PC A Hale"))
    (threat,) = candidates_of(csv_of(*rows), "devon-and-cornwall.csv", Mapping(columns={"Owner": ""})).threats
    assert threat.actions[0].owner is None
    assert "Owner: PC A Hale" in threat.actions[0].as_written


def test_a_mapping_is_remembered_as_a_record_and_found_by_its_name() -> None:
    said = Mapping(shape=Shape.ACTIONS, columns={"Schritt": "action", "Datum": ""})
    kept = said.record("l1", "Der Tracker")
    assert named("der tracker", (kept,)) == said
    assert named("wide", ()).shape is Shape.WIDE
    assert named("One form on each sheet", ()).shape is Shape.FORMS
    with pytest.raises(Refusal) as refused:
        named("other", (kept,))
    assert refused.value.fields["known"] == "wide, actions, forms, Der Tracker"


def test_a_layout_forced_upon_a_file_that_has_another_finds_nothing() -> None:
    book = book_of(csv_of(list(LIST), list_row()), "list.csv")
    assert recognise(book, Mapping(shape=Shape.FORMS)).sheets == ()


def test_rows_that_are_no_record_are_told_or_kept_for_a_person() -> None:
    rows = (
        ["Ref", "Op name", "SIO", "LRO"],
        ["WI/1", "Op KITE"],
        ["", "", "Total of leads", "12"],
        ["", "", "end"],
    )
    found = candidates_of(csv_of(*rows), "wiltshire.csv")
    assert len(found.threats) == 1
    assert [row.as_written for row in found.loose] == ["Total of leads; 12"]
    assert [finding.found for finding in found.findings] == ["end"]


def test_a_row_with_a_name_and_no_reference_waits_for_one() -> None:
    rows = (list(LIST), list_row(reference=""), list_row(reference="", action="Call landlord"))
    taking = taking_of(candidates_of(csv_of(*rows), "devon-and-cornwall.csv"))
    assert taking.counts["threats"] == 0
    assert taking.counts["held"] == 1
    assert taking.counts["actions"] == 0


def test_a_reference_that_stands_twice_gives_one_group() -> None:
    rows = (
        ["Ref", "Op name", "SIO", "PURSUE"],
        ["WI/1", "Op KITE", "DI A Hale", "1. One"],
        ["wi/ 1", "Op WREN", "DI B Vance", "1. Two"],
    )
    (threat,) = candidates_of(csv_of(*rows), "wiltshire.csv").threats
    assert (threat.fields.operation, [action.title for action in threat.actions]) == ("KITE", ["One", "Two"])
    assert "import.reference.twice" in {finding.code for finding in threat.findings}
    assert "WREN" in "".join(note.text for note in threat.notes)


@pytest.mark.parametrize("title", ["ongoing", "Monitor.", ""])
def test_an_action_that_says_nothing_is_held(title: str) -> None:
    taking = taking_of(candidates_of(csv_of(list(LIST), list_row(action=title)), "devon-and-cornwall.csv"))
    assert (taking.counts["actions"], taking.counts["held"]) == (0, 1)


def test_the_force_is_asked_where_the_file_does_not_name_one() -> None:
    found = candidates_of(csv_of(list(LIST), list_row()), "list.csv")
    assert found.force is None
    assert [finding.code for finding in found.findings] == ["import.force.unknown"]


def test_groups_on_a_sheet_of_archived_ones_are_archived_and_the_silence_is_told() -> None:
    made = workbook(("Ref", "Op name"), ("WI/1", "Op KITE"), sheet="Archived 2025")
    (threat,) = candidates_of(saved(made), "wiltshire.xlsx").threats
    assert threat.fields.status is ThreatStatus.ARCHIVED
    assert [finding.code for finding in threat.findings] == ["import.archive.no_reason"]


def test_a_list_may_come_as_a_workbook_with_real_dates() -> None:
    made = workbook(list(LIST), [*list_row()[:5], date(2026, 12, 1), "Open"])
    (action,) = candidates_of(saved(made), "devon-and-cornwall.xlsx").threats[0].actions
    assert action.due == date(2026, 12, 1)
    assert "Target date: 01/12/2026" in action.as_written


def test_a_form_may_have_its_labels_in_the_first_column_and_no_actions() -> None:
    made = workbook(
        ("URN:", "DO1"), ("SIO:", "DI A Hale"), ("Operation:", "Op Kite"), ("Colour of van:", "red")
    )
    (threat,) = candidates_of(saved(made), "dorset.xlsx").threats
    assert (threat.fields.reference, threat.fields.operation, threat.actions) == ("DO1", "Kite", ())
    assert [note.text for note in threat.notes] == ["red"]


@pytest.mark.parametrize("sample", [AVON, DEVON, DORSET])
@pytest.mark.parametrize("shape", Shape)
def test_any_shape_may_be_asked_of_any_file(sample: Path, shape: Shape) -> None:
    found = candidates_of(sample.read_bytes(), sample.name, Mapping(shape=shape))
    assert isinstance(found.threats, tuple)
