"""Hostile and damaged files: a review or one refusal, never anything else."""

from __future__ import annotations

import warnings
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app import words
from app.domain.faults import stops
from app.domain.intake import Known, Taking
from app.errors import Refusal
from tests.intake.files import (
    AVON,
    DEVON,
    DORSET,
    EMPTY,
    TODAY,
    candidates_of,
    csv_of,
    known_after,
    part,
    rezipped,
    taking_of,
)

NAMES = ("tracker.xlsx", "tracker.csv", "tracker.txt", "tracker.ods", "tracker")
SAMPLES = {path.name: path.read_bytes() for path in (AVON, DEVON, DORSET)}
SHEET = part(SAMPLES[AVON.name], "xl/worksheets/sheet1.xml")
FORM = part(SAMPLES[DORSET.name], "xl/worksheets/sheet1.xml")


def read_whole(data: bytes, name: str, known: Known = EMPTY) -> Taking | Refusal:
    """From bytes to what would be written, or the refusal; any other exception fails the test."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it does not know; the child hushes it
            warnings.simplefilter("ignore")
            return taking_of(candidates_of(data, name), known)
    except Refusal as refusal:
        # a code without words raises KeyError here
        words.say(refusal.code, {**refusal.fields, "file": name})
        return refusal


@given(st.binary(max_size=4000), st.sampled_from(NAMES))
@settings(max_examples=150)
@example(b"", "tracker.csv")
@example(b"PK\x03\x04", "tracker.xlsx")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tracker.xlsx")
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read_whole(data, name)


def changed(data: bytes, edits: list[tuple[float, bytes]]) -> bytes:
    """The bytes with pieces written over at places given as shares of the whole."""
    made = bytearray(data)
    for where, piece in edits:
        at = int(where * len(made))
        made[at : at + len(piece)] = piece
    return bytes(made)


EDITS = st.lists(st.tuples(st.floats(0, 0.9999), st.binary(min_size=1, max_size=12)), min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=10).map(str.encode)
TEXT_EDITS = st.lists(
    st.tuples(st.floats(0, 0.9999), TEXTS | st.sampled_from([b"=", b";", b'"', b"\n", b"<", b"&"])),
    max_size=8,
)


@given(st.sampled_from(sorted(SAMPLES)), EDITS)
@settings(max_examples=120)
def test_a_damaged_sample_is_read_or_refused(name: str, edits: list[tuple[float, bytes]]) -> None:
    read_whole(changed(SAMPLES[name], edits), name)


@given(st.floats(0, 1))
@settings(max_examples=40)
def test_a_truncated_sample_is_read_or_refused(share: float) -> None:
    for name, data in SAMPLES.items():
        read_whole(data[: int(len(data) * share)], name)


@given(TEXT_EDITS)
@settings(max_examples=60)
def test_a_list_with_other_words_is_read_or_refused(edits: list[tuple[float, bytes]]) -> None:
    read_whole(changed(SAMPLES[DEVON.name], edits), DEVON.name)


@given(TEXT_EDITS)
@settings(max_examples=40)
def test_a_sheet_with_other_words_inside_a_sound_zip_is_read_or_refused(
    edits: list[tuple[float, bytes]],
) -> None:
    for path, xml in ((AVON, SHEET), (DORSET, FORM)):
        data = rezipped(SAMPLES[path.name], "xl/worksheets/sheet1.xml", changed(xml, edits))
        read_whole(data, path.name)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters=";\r\n\x00"), max_size=12) | st.sampled_from(
    ["Pre", "Pursue", "TBC", "31/11/2026", "=1+1", "@x", "DC1", "1. Visit - DI A B - by 1/1/27", "ongoing"]
)
HEADS = st.sampled_from(
    ["Reference", "Group", "Op name", "4P", "Action", "Owner", "Target date", "Status", "SIO", "Score",
     "Date scored", "ROCTA", "Primary crime", "Other crime", "PURSUE", "Date archived", "Reason", "odd", ""]
)  # fmt: skip


@given(st.lists(HEADS, min_size=1, max_size=9), st.lists(st.lists(CELLS, max_size=9), max_size=8))
@settings(max_examples=150)
def test_any_headings_over_any_cells_may_be_saved_and_are_not_taken_in_twice(
    heads: list[str], rows: list[list[str]]
) -> None:
    taking = read_whole(csv_of(heads, *rows), "avon-and-somerset.csv")
    if isinstance(taking, Taking):
        assert [fault for record in taking.new for fault in stops(record.faults(TODAY))] == []
        again = read_whole(csv_of(heads, *rows), "avon-and-somerset.csv", known_after(taking))
        assert isinstance(again, Taking)
        assert (again.new, again.amendments) == ((), ())


@pytest.mark.parametrize(
    ("part_name", "code"),
    [("xl/worksheets/sheet1.xml", "import.too_large"), ("xl/styles.xml", "import.too_large")],
)
def test_a_bomb_is_refused_before_it_is_inflated(part_name: str, code: str) -> None:
    data = rezipped(SAMPLES[AVON.name], part_name, b" " * (64 * 1024 * 1024))
    assert len(data) < 200_000
    with pytest.raises(Refusal) as refused:
        candidates_of(data, AVON.name)
    assert refused.value.code == code


def test_many_parts_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("many") / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(2_100):
            archive.writestr(f"xl/{number}.xml", "<a/>")
    with pytest.raises(Refusal) as refused:
        candidates_of(path.read_bytes(), path.name)
    assert refused.value.code == "import.too_large"


def test_a_merged_range_over_the_whole_sheet_is_refused() -> None:
    xml = SHEET.replace(b'ref="A1:P1"', b'ref="A1:XFD1048576"')
    assert xml != SHEET
    with pytest.raises(Refusal) as refused:
        candidates_of(rezipped(SAMPLES[AVON.name], "xl/worksheets/sheet1.xml", xml), AVON.name)
    assert refused.value.code == "import.too_large"


def test_a_cell_longer_than_any_spreadsheet_keeps_is_refused() -> None:
    text = "".join(chr(97 + number * number % 26) for number in range(120_000)).encode()
    xml = SHEET.replace(b"Taunton family", text, 1)
    with pytest.raises(Refusal) as refused:
        candidates_of(rezipped(SAMPLES[AVON.name], "xl/worksheets/sheet1.xml", xml), AVON.name)
    assert refused.value.code == "import.too_large"


def test_entities_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    xml = bomb + SHEET.replace(b"Taunton family", b"&a;", 1)
    with pytest.raises(Refusal) as refused:
        candidates_of(rezipped(SAMPLES[AVON.name], "xl/worksheets/sheet1.xml", xml), AVON.name)
    assert refused.value.code == "import.unreadable"
