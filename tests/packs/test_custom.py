"""Custom fields in the pack: typed columns at the end of the sheets, and a fact on a group's page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.domain.month import CustomValueRow, Month
from app.packs import excel, monthly, pdf
from app.packs.model import Pack, Sheet
from tests.packs.months import MADE_AT, small
from tests.packs.reading import pages, squeezed

FIELDS = (
    CustomField(id="z", of="threat", name="Zone", type=FieldType.CHOICE, choices=("North", "South")),
    CustomField(id="v", of="threat", name="Vessels", type=FieldType.NUMBER),
    CustomField(id="s", of="threat", name="Last seen", type=FieldType.DATE),
    CustomField(id="d", of="threat", name="score", type=FieldType.TEXT),
    CustomField(id="old", of="threat", name="Zone", retired=True),
    CustomField(id="gone", of="threat", name="Berth", retired=True),
    CustomField(id="c", of="action", name="Cost", type=FieldType.NUMBER),
    CustomField(id="o", of="officer", name="Shift"),
    CustomField(id="x", of="nominal", name="Alias checked"),
)
VALUES = (
    CustomValueRow("z", "0117", "South"),
    CustomValueRow("v", "0117", "1250.5"),
    CustomValueRow("s", "0117", "2026-11-01"),
    CustomValueRow("old", "0050", "East"),
    CustomValueRow("c", "101", "800"),
    CustomValueRow("o", "hale", "Late"),
)


def month() -> Month:
    return replace(small(), custom_fields=FIELDS, custom_values=VALUES)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(month(), MADE_AT)


def sheet(pack: Pack, name: str) -> Sheet:
    return next(one for one in pack.sheets if one.name == name)


def column(pack: Pack, name: str, title: str) -> dict[str, object]:
    found = sheet(pack, name)
    place = [one.title for one in found.columns].index(title)
    return {str(row[0]): row[place] for row in found.rows}


def test_the_columns_stand_before_the_marking_and_no_title_is_there_twice(pack: Pack) -> None:
    titles = [one.title for one in sheet(pack, "Threats").columns]
    assert titles[-6:] == ["Zone", "Vessels", "Last seen", "score (local)", "Zone (local)", "Marking"]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert [one.width for one in sheet(pack, "Threats").columns[-6:-1]] == [18] * 5
    assert [one.title for one in sheet(pack, "Actions").columns][-2:] == ["Cost", "Marking"]
    assert [one.title for one in sheet(pack, "Leads").columns][-2:] == ["Shift", "Marking"]
    for one in pack.sheets:
        assert {len(row) for row in one.rows} <= {len(one.columns)}


def test_the_cells_are_typed(pack: Pack) -> None:
    assert column(pack, "Threats", "Zone")["AS/2024/0117"] == "South"
    assert column(pack, "Threats", "Vessels")["AS/2024/0117"] == 1250.5
    assert column(pack, "Threats", "Last seen")["AS/2024/0117"] == date(2026, 11, 1)
    assert column(pack, "Threats", "Zone (local)")["AS/2024/0050"] == "East"
    assert column(pack, "Threats", "Zone")["AS/2024/0200"] is None
    assert column(pack, "Actions", "Cost")["A-101"] == 800
    assert column(pack, "Leads", "Shift")["DI Morgan Hale"] == "Late"


def test_both_files_say_them(pack: Pack) -> None:
    target = io.BytesIO()
    excel.write(pack, target)
    table = openpyxl.load_workbook(target)["Threats"]
    rows = list(table.iter_rows(values_only=True))
    heads = next(row for row in rows if "Zone" in row)
    first = next(row for row in rows if row[0] == "AS/2024/0117")
    said = dict(zip(heads, first, strict=True))
    assert (said["Zone"], said["Vessels"], said["Last seen"].date()) == ("South", 1250.5, date(2026, 11, 1))
    printed = io.BytesIO()
    pdf.write(pack, printed)
    text = squeezed("".join(pages(printed.getvalue())))
    assert squeezed("Zone: South; Vessels: 1250.5; Last seen: 1 Nov 2026") in text


def test_a_page_says_nothing_of_fields_that_are_not_filled_in(pack: Pack) -> None:
    labels = [[fact.label for fact in card.facts] for card in pack.cards]
    assert ["Also recorded" in found for found in labels] == [True, False, False]


def test_a_crowd_of_fields_does_not_crowd_the_page() -> None:
    many = tuple(CustomField(id=f"m{n}", of="threat", name=f"Field number {n}") for n in range(60))
    values = tuple(CustomValueRow(field.id, "0117", "something that was said") for field in many)
    made = monthly.build(replace(small(), custom_fields=many, custom_values=values), MADE_AT)
    fact = next(fact for fact in made.cards[0].facts if fact.label == "Also recorded")
    assert len(fact.words) <= 300
    assert len(sheet(made, "Threats").columns) > 80
    pdf.write(made, io.BytesIO())
