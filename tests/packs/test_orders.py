"""Orders and releases in the pack: what is due, what is in force, who comes out; by reference only."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest

from app.domain.codes import ChoiceList, NominalRole, OrderState
from app.domain.custom import CustomField
from app.domain.month import CustomValueRow, Month, NominalRow, OrderRow
from app.domain.region import Choice
from app.packs import excel, monthly, orders, pdf
from app.packs.facts import Facts
from app.packs.model import Grid, Pack, Section, Sheet
from tests.packs.months import MADE_AT, MEETING, empty, small
from tests.packs.reading import pages, squeezed

S = OrderState
DAY = timedelta(days=1)
TYPES = (
    Choice(id="scpo", list=ChoiceList.ORDER_TYPE, name="Serious Crime Prevention Order", short="SCPO"),
    Choice(id="tro", list=ChoiceList.ORDER_TYPE, name="Travel Restriction Order", short="TRO"),
)


def nominal(id: str, of: str, **fields: Any) -> NominalRow:
    """A peripheral nominal at large."""
    values: dict[str, Any] = {
        "reference": f"NOM-{id}", "role": NominalRole.PERIPHERAL, "since": date(2026, 3, 2), "until": None,
        "in_custody": False, "charged_on": None, "convicted_on": None, "release_on": None,
        "release_plan": "", "owner": None, **fields,
    }  # fmt: skip
    return NominalRow(id=id, threat=of, **values)


def order(id: str, of: str, **fields: Any) -> OrderRow:
    """An SCPO under consideration."""
    values: dict[str, Any] = {
        "nominal": None, "order_type": "scpo", "reference": f"T{id}", "state": S.CONSIDERED,
        "considered_on": None, "applied_on": None, "granted_on": None, "in_force_on": None,
        "expires_on": None, "owner": None, "owner_organisation": "", "due": None, "due_what": "",
        "note": "", **fields,
    }  # fmt: skip
    return OrderRow(id=f"o{id}", threat=of, **values)


def month() -> Month:
    """Orders due, ended and pending; releases due with a plan and without, one on an archived threat."""
    begun = {"state": S.GRANTED, "granted_on": date(2026, 1, 5), "in_force_on": date(2026, 2, 2)}
    return replace(
        small(),
        choices=TYPES,
        nominals=(
            nominal("1", "0117", role=NominalRole.PRINCIPAL, in_custody=True, release_on=MEETING + 20 * DAY,
                    convicted_on=date(2026, 1, 5)),
            nominal("2", "0117", role=NominalRole.SIGNIFICANT, release_on=MEETING + 60 * DAY,
                    release_plan="RP-8277", owner="hale"),
            nominal("3", "0117", charged_on=date(2026, 6, 1)),
            nominal("4", "0117", until=MEETING - DAY, charged_on=date(2026, 6, 1)),
            nominal("5", "0050", release_on=MEETING + 5 * DAY),
        ),
        orders=(
            order("1", "0117", nominal="1", **begun, owner="hale", due=MEETING - 3 * DAY, due_what="Visit"),
            order("2", "0117", nominal="2", **begun, expires_on=MEETING + 10 * DAY),
            order("3", "0117", order_type="tro", state=S.GRANTED, granted_on=date(2026, 11, 1),
                  in_force_on=MEETING + 20 * DAY, owner_organisation="NCA"),
            order("4", "0117", **begun, expires_on=MEETING - DAY, due=MEETING, due_what="Never"),
            order("5", "big", state=S.APPLIED, applied_on=date(2026, 11, 1), due=MEETING + 40 * DAY,
                  due_what="Hearing"),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(month(), MADE_AT)


@pytest.fixture(scope="module")
def section(pack: Pack) -> Section:
    return next(one for one in pack.sections if one.key == "orders")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def grid(section: Section, title: str) -> Grid:
    return next(b.grid for b in section.blocks if b.grid is not None and b.grid.title == title)


def table(section: Section, title: str) -> list[list[str]]:
    return [
        [plain(" | ".join(part for part in (cell.words, cell.second) if part)) for cell in row]
        for row in grid(section, title).rows
    ]


def sheet(pack: Pack, name: str) -> Sheet:
    return next(one for one in pack.sheets if one.name == name)


def rows(pack: Pack, name: str) -> list[dict[str, object]]:
    found = sheet(pack, name)
    return [dict(zip((c.title for c in found.columns), row, strict=True)) for row in found.rows]


def test_the_answer_says_what_is_due_and_what_lacks(section: Section) -> None:
    assert (
        plain(section.answer.strong) == "2 orders due by 7 Jan 2027, 1 overdue; 2 releases, 1 without a plan."
    )
    assert section.answer.words == (
        "2 in force, 1 granted and not yet in force, 1 expiring and 1 monitored by nobody."
    )


def test_the_orders_due_stand_by_their_day_with_who_monitors_them(section: Section) -> None:
    assert table(section, "Orders due") == [
        ["7 Dec 2026 | overdue 3 days", "SCPO T1 | NOM-1, in force", "AS/2024/0117 | Lantern Quay group",
         "Visit", "DI Morgan Hale"],
        ["20 Dec 2026", "SCPO T2 | NOM-2, in force", "AS/2024/0117 | Lantern Quay group", "Expires",
         "nobody"],
    ]  # fmt: skip
    assert (
        plain(grid(section, "Orders due").remark) == "by 7 Jan 2027, 28 days from the meeting (local setting)"
    )


def test_a_release_says_its_plan_or_that_there_is_none(section: Section) -> None:
    told = [[row[0], row[1], row[3], row[4]] for row in table(section, "Releases due")]
    assert told == [
        ["30 Dec 2026 | in custody", "NOM-1 | principal", "none", "nobody"],
        ["8 Feb 2027", "NOM-2 | significant", "RP-8277", "DI Morgan Hale"],
    ]


def test_orders_in_force_are_counted_by_type_and_force(section: Section) -> None:
    found = grid(section, "In force by type and force")
    assert [column.title for column in found.columns] == ["Order", "A&S", "In force", "Granted, not yet"]
    assert table(section, found.title) == [
        ["Serious Crime Prevention Order", "2", "2", "–"],
        ["Travel Restriction Order", "–", "0", "1"],
    ]
    assert [cell.words for cell in found.total] == ["Region", "2", "2", "1"]


def test_what_expires_soon_is_listed_again(section: Section) -> None:
    assert [row[0] for row in table(section, "Expiring")] == ["20 Dec 2026"]


def test_the_sheet_of_orders_has_the_columns_of_the_design(pack: Pack) -> None:
    widths = [(column.title, column.width) for column in sheet(pack, "Orders").columns]
    assert widths == [
        ("Order", 20), ("Threat", 16), ("Nominal reference", 18), ("Considered", 12), ("Applied", 12),
        ("Granted", 12), ("In force", 12), ("Expires", 12), ("Monitoring owner", 26), ("Next due", 12),
        ("What is due", 36), ("Release date", 12), ("Release plan", 9), ("Marking", 44),
    ]  # fmt: skip
    assert [row["Order"] for row in rows(pack, "Orders")] == [
        "SCPO T1",
        "SCPO T2",
        "SCPO T5",
        "TRO T3",
        "SCPO T4",
    ]
    first, *_, last = rows(pack, "Orders")
    assert (first["Next due"], first["What is due"]) == (MEETING - 3 * DAY, "Visit")
    assert (first["Release date"], first["Release plan"]) == (MEETING + 20 * DAY, "No")
    assert (last["Next due"], last["What is due"], last["Release plan"]) == (None, None, None)


def test_the_sheet_of_nominals_holds_those_on_active_threats_by_role(pack: Pack) -> None:
    assert [(row["Nominal reference"], row["Role"]) for row in rows(pack, "Nominals")] == [
        ("NOM-1", "principal"), ("NOM-2", "significant"), ("NOM-3", "peripheral"),
    ]  # fmt: skip
    assert [row["In custody"] for row in rows(pack, "Nominals")] == ["Yes", "No", "No"]


def test_nominals_are_counted_on_the_threats_sheet_and_the_group_page(pack: Pack) -> None:
    counted = {row["Reference"]: row["Nominals"] for row in rows(pack, "Threats")}
    assert (counted["AS/2024/0117"], counted["WI-2023-019"]) == (3, None)
    first, second, *_ = pack.cards
    assert [f.words for f in first.facts if f.label == "Nominals"] == [
        "1 principal, 1 significant, 1 peripheral"
    ]
    assert not [f for f in second.facts if f.label == "Nominals"]


def test_the_checks_name_references_and_days(pack: Pack) -> None:
    found = {group.title: [plain(line.detail) for line in group.lines] for group in pack.exceptions.groups}
    assert found["Release due and no release plan"] == ["NOM-1, 30 Dec 2026"]
    assert found["Charged or convicted, no order considered"] == ["NOM-3, charged 1 Jun 2026"]
    assert found["Order unmonitored or expiring"] == ["SCPO T2: not monitored, expires 20 Dec 2026"]


def test_a_month_without_orders_and_releases_has_no_section() -> None:
    assert orders.section(Facts(empty())) is None
    assert orders.sheets(Facts(empty()), "X") == ()
    quiet = replace(small(), choices=TYPES, orders=(order("1", "big"),), nominals=(nominal("1", "big"),))
    assert orders.section(Facts(quiet)) is None


def test_a_force_that_is_not_recorded_has_a_column_of_its_own() -> None:
    lone = replace(
        small(), choices=TYPES,
        orders=(order("1", "0200", state=S.IN_FORCE, in_force_on=MEETING, owner="hale"),),
    )  # fmt: skip
    made = orders.section(Facts(lone))
    assert made is not None
    found = grid(made, "In force by type and force")
    assert [column.title for column in found.columns][1] == "No force"
    assert plain(made.answer.strong) == "Nothing is due on an order by 7 Jan 2027."
    assert grid(made, "Releases due").empty == "No release is due within 3 months of the meeting."


def test_no_page_or_sheet_of_ours_tells_a_nominal_but_by_reference(pack: Pack, section: Section) -> None:
    """The record holds nothing else of a nominal; here nothing else is printed."""
    printed = [table(section, title) for title in ("Orders due", "Releases due")]
    told = " ".join(cell for rows_ in printed for row in rows_ for cell in row).replace(",", "")
    assert {word for word in told.split() if word.startswith("NOM-")} == {"NOM-1", "NOM-2"}
    fields = set(NominalRow._fields)
    assert not fields & {"name", "names", "alias", "address", "born", "note", "summary"}
    assert [column.title for column in sheet(pack, "Nominals").columns] == [
        "Nominal reference", "Threat", "Role", "Since", "In custody", "Release date",
        "Release plan", "Marking",
    ]  # fmt: skip


def test_custom_fields_are_columns_before_the_marking() -> None:
    fields = (
        CustomField(id="court", of="ancillary_order", name="Court"),
        CustomField(id="cell", of="nominal", name="Prison"),
    )
    values = (CustomValueRow("court", "o1", "Avonmere"), CustomValueRow("cell", "1", "Hollow Edge"))
    made = monthly.build(replace(month(), custom_fields=fields, custom_values=values), MADE_AT)
    assert rows(made, "Orders")[0]["Court"] == "Avonmere"
    assert [row["Prison"] for row in rows(made, "Nominals")][:2] == ["Hollow Edge", None]
    assert [column.title for column in sheet(made, "Orders").columns][-2:] == ["Court", "Marking"]


def test_every_word_of_the_section_is_printed_and_every_cell_is_in_the_workbook(
    pack: Pack, section: Section
) -> None:
    target = io.BytesIO()
    pdf.write(pack, target)
    printed = squeezed("".join(pages(target.getvalue())))
    told = [section.title, section.answer.strong, section.answer.words]
    for block in section.blocks:
        assert block.grid is not None
        told += [block.grid.title, block.grid.remark, block.grid.note]
        told += [part for row in block.grid.rows for cell in row for part in (cell.words, cell.second)]
    assert {text for text in told if squeezed(text) not in printed} == set()
    target = io.BytesIO()
    excel.write(pack, target)
    book = openpyxl.load_workbook(target, read_only=True)
    for name in ("Orders", "Nominals"):
        found = [
            tuple(value.date() if isinstance(value, datetime) else value for value in row)
            for row in book[name].iter_rows(min_row=2, values_only=True)
        ]
        assert found == list(sheet(pack, name).rows)
