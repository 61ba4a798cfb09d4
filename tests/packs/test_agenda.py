"""The agenda in the pack: numbers, decisions wanted, consent list, who is expected, what is switched off."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from app.domain.agenda import AgendaItem, numbered
from app.domain.codes import ItemState, MinutesState, Present, RequestState, Series
from app.domain.meeting import Attendance, Member
from app.domain.minutes import Minutes
from app.domain.month import Month, RequestRow
from app.packs import agenda, excel, monthly, pdf, stored
from app.packs.facts import Facts
from app.packs.model import Pack
from tests.packs import months
from tests.packs.reading import pages


def asked(id: str, threat: str, on: date, **fields: Any) -> RequestRow:
    """A request that waits for a decision, with the manager's view."""
    values: dict[str, Any] = dict.fromkeys(RequestRow._fields, "") | {
        "id": id, "threat": threat, "reference": f"26/{id}", "capability": None,
        "asked": "Two weeks of surveillance",
        "bid_on": on, "state": RequestState.WITH_MANAGER, "triaged_on": None, "manager_on": on,
        "manager_view": "Grant in part. One team.", "meeting": None, "decision": None, "decided_on": None,
        "conditions_met": None, "terms_agreed_on": None, "starts": None, "ends": None, "outcome_on": None,
        "reassess": False, **fields,
    }  # fmt: skip
    return RequestRow(**values)


def item(id: str, under: str | None, place: int, title: str, **fields: Any) -> AgendaItem:
    return AgendaItem(id=id, meeting="m12", under=under, place=place, title=title, **fields)


def laid(month: Month, *more: AgendaItem, off: tuple[str, ...] = ()) -> Month:
    """The month with its standing agenda laid for the meeting, some sections off, and more items."""
    standing = tuple(
        item(
            s.key, None, int(s.number), s.title, key=s.key, led_by=s.led_by, minutes=s.minutes,
            state=ItemState.OFF if s.key in off else ItemState.LISTED,
        )
        for s in month.settings.agenda
    )  # fmt: skip
    items = (*standing, *more)
    return replace(month, agenda=items, agenda_numbers=tuple((i.id, n) for n, i in numbered(items)))


GROUPS = (
    item("g1", "priorities", 1, "Hollowbrook", threat="big", rule="priority"),
    item(
        "g2", "priorities", 2, "Lantern Quay group", threat="0117", rule="priority",
        ask="Gloucestershire to name one contact", recommended="Agree",
    ),
    item("g3", "priorities", 3, "DC26002", threat="bare", rule="stable", consent=True),
)  # fmt: skip


def full() -> Month:
    """Two pages, one group on the consent list, a request of two, minutes to confirm, a private item."""
    month = replace(
        months.small(),
        requests=(asked("1", "0117", date(2026, 11, 1)), asked("2", "big", date(2026, 11, 20))),
        minutes_before=Minutes(id="x", meeting="m11", made_on=date(2026, 11, 13)),
        members=(
            Member(id="a", series=Series.TASKING, name="D/Supt P Halloran", organisation="Avon and Somerset"),
            Member(
                id="b", series=Series.TASKING, name="T Birdwood", organisation="SWROCU", role="capabilities"
            ),
            Member(id="c", series=Series.TASKING, name="Avonmere Council", items="3, 5 and 12"),
            Member(id="d", series=Series.TASKING, name="HMRC"),
            Member(id="e", series=Series.TASKING, name="Long gone", retired=True),
        ),
        attendance=(
            Attendance(id="z", meeting="m12", member="d", name="HMRC", state=Present.APOLOGIES),
            Attendance(
                id="y",
                meeting="m12",
                member="c",
                name="Avonmere Council",
                state=Present.DEPUTY,
                deputy="K Moss",
            ),
        ),
    )
    more = (
        *GROUPS,
        item("r", "requests", 1, "26/2: surveillance", request="2", threat="big"),
        item("d", "learning", 1, "Drones over prisons", minutes=10, ask="Set up a working group"),
        item("p", "learning", 2, "For the chair", private=True),
    )
    return laid(month, *more)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(full(), months.MADE_AT)


def test_pages_follow_the_agenda_and_the_consent_list_has_none(pack: Pack) -> None:
    assert [(card.number, card.reference) for card in pack.cards] == [
        ("5.1", "WI-2023-019"), ("5.2", "AS/2024/0117"),
    ]  # fmt: skip
    assert [(line.number, line.title) for line in pack.ranking] == [
        ("5.2", "Lantern Quay group"), ("5.1", months.LONG_NAME), ("5.3", ""),
    ]  # fmt: skip
    assert pack.ranking[2].answer == "On the consent list"
    assert pack.priority_answer.words.endswith("1 group on the consent list.")
    (block,) = pack.consent
    assert block.grid is not None
    assert [cell.words for cell in block.grid.rows[0][:2]] == ["5.3", "Name not yet recorded"]


def test_the_decisions_wanted_stand_in_the_order_they_are_taken(pack: Pack) -> None:
    assert [(one.number, one.words, one.section, one.recommended) for one in pack.wanted] == [
        ("2.1", "Confirm the minutes of 12\xa0November as a true record", "log", "Confirm"),
        ("5", "Take the consent list together: 1 item", "groups", "Agree"),
        ("5.2 a", "Lantern Quay group: Gloucestershire to name one contact", "card 5.2", "Agree"),
        ("8.1", f"Request 26/2: two weeks of surveillance, {months.LONG_NAME}", "requests", "Grant in part"),
        ("13.1", "Drones over prisons: Set up a working group", "", ""),
    ]
    assert {line.number: line.decisions for line in pack.agenda if line.decisions} == {
        "2": "1", "5": "2", "8": "1", "13": "1",
    }  # fmt: skip


def test_only_the_requests_on_the_agenda_are_asked(pack: Pack) -> None:
    (section,) = [section for section in pack.sections if section.key == "requests"]
    assert section.answer.strong == "1 decision wanted."
    (asks,) = [block.asks for block in section.blocks if block.asks]
    assert [ask.number for ask in asks] == ["8.1"]
    hollowbrook, lantern = pack.cards
    assert [(ask.number, ask.verb) for ask in hollowbrook.asks] == [("5.1 a", "Decide")]
    assert "at item 8.1" in hollowbrook.asks[0].words
    assert [(ask.number, ask.words) for ask in lantern.asks] == [
        ("5.2 a", "Gloucestershire to name one contact (recommended: Agree)")
    ]


def test_the_time_is_summed_and_the_warning_is_in_words(pack: Pack) -> None:
    assert pack.allotted == "10:00 to 12:00, 125 minutes allotted of 120, 5 too many."
    last = pack.agenda[-1]
    assert (last.number, last.starts, last.minutes) == ("14", "12:00", 5)
    assert pack.agenda[12].below == (("13.1", "Drones over prisons"), ("13.P1", "For the chair"))


def test_who_is_expected_stands_by_group_with_deputies_and_apologies(pack: Pack) -> None:
    assert [(fact.label, fact.words) for fact in pack.expected] == [
        ("Forces", "Avon and Somerset, D/Supt P Halloran."),
        ("SWROCU", "T Birdwood (capabilities)."),
        ("Partners, items 3, 5 and 12 only", "Avonmere Council (deputy: K Moss)."),
        ("Apologies", "HMRC."),
    ]


def test_a_copy_without_the_private_item_keeps_every_other_number() -> None:
    whole = full()
    fewer = replace(whole, agenda=tuple(i for i in whole.agenda if not i.private and i.id != "g1"))
    numbers = [number for number, _ in Facts(fewer).agenda_items]
    assert "13.1" in numbers
    assert not any("P" in number for number in numbers)
    # what an edition leaves out renumbers nothing
    assert agenda.pages(Facts(fewer)) == {"0117": "5.2"}


def test_a_section_that_is_off_is_left_out_of_both_files_and_named(pack: Pack) -> None:
    off = ("log", "picture", "priorities", "exceptions", "reviews", "requests")
    made = monthly.build(laid(replace(full(), agenda=()), *GROUPS, off=off), months.MADE_AT)
    assert [line.number for line in made.agenda] == [str(n) for n in range(1, 9)]
    assert made.cards == ()
    assert not made.log.groups
    assert "requests" not in {section.key for section in made.sections}
    gone = {"Action log", "Picture", "Priorities", "Exceptions", "Reviews", "Requests"}
    assert gone & {sheet.name for sheet in made.sheets} == set()
    assert gone - {"Reviews"} <= {sheet.name for sheet in pack.sheets}
    assert "Priority groups, switched off for this meeting" in made.omitted
    file = io.BytesIO()
    assert pdf.write(made, file) < 10


def test_without_an_agenda_of_its_own_the_standing_one_is_printed() -> None:
    made = monthly.build(replace(full(), agenda=(), agenda_numbers=()), months.MADE_AT)
    assert [card.number for card in made.cards] == ["5.1", "5.2", "5.3"]
    assert [one.number for one in made.wanted] == ["2.1", "8.1", "8.2"]
    assert made.consent == ()
    assert all(line.below == () for line in made.agenda)


def test_confirmed_minutes_want_no_decision() -> None:
    month = full()
    assert month.minutes_before is not None
    kept = replace(month.minutes_before, state=MinutesState.CONFIRMED)
    made = monthly.build(replace(month, minutes_before=kept), months.MADE_AT)
    assert "2.1" not in {one.number for one in made.wanted}


def test_the_workbook_has_agenda_and_decisions_as_typed_cells(pack: Pack) -> None:
    file = io.BytesIO()
    excel.write(pack, file)
    book = load_workbook(file)
    rows = [tuple(cell.value for cell in row) for row in book["Agenda"].iter_rows(min_row=2, max_col=6)]
    assert ("5.3", "DC26002, consent list", None, None, None, None) in rows
    assert ("5.2", "Lantern Quay group", None, None, None, 1) in rows
    assert next(row for row in rows if row[0] == "13")[4:] == (10, 1)
    asked_ = [tuple(cell.value for cell in row) for row in book["Decisions"].iter_rows(min_row=2, max_col=7)]
    assert asked_[3] == (
        "8.1", f"Request 26/2: two weeks of surveillance, {months.LONG_NAME}", "WI-2023-019", "26/2",
        "Grant in part", None, None,
    )  # fmt: skip
    assert book.sheetnames[:3] == ["About", "Agenda", "Decisions"]


def test_the_agenda_page_says_all_of_it(pack: Pack) -> None:
    file = io.BytesIO()
    pdf.write(pack, file)
    (page,) = [text for text in pages(file.getvalue()) if "Decisions wanted" in text and "Led by" in text]
    words = " ".join(page.split())
    for said in (
        "125 minutes allotted of 120, 5 too many. 5 decisions wanted.",
        "Drones over prisons",
        "Take the consent list together: 1 item",
        "Amended",
        "Partners, items 3, 5 and 12 only: Avonmere Council (deputy: K Moss).",
    ):
        assert said in words


def test_it_is_stored_and_read_back_whole(pack: Pack) -> None:
    assert stored.value_of(Pack, stored.text_of(pack)) == pack
