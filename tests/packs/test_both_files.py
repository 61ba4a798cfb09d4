"""The workbook and the PDF of one Pack hold the same facts: what one prints, the other has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

import openpyxl
import pytest

from app.packs import excel, monthly, pdf
from app.packs.model import ActionLine, LogLine, Pack
from app.packs.phrases import day
from tests.packs.months import ARABIC, MADE_AT, small
from tests.packs.reading import pages, squeezed


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(small(), MADE_AT)


@pytest.fixture(scope="module")
def printed(pack: Pack) -> str:
    target = io.BytesIO()
    pdf.write(pack, target)
    return squeezed("".join(pages(target.getvalue())))


@pytest.fixture(scope="module")
def cells(pack: Pack) -> set[object]:
    target = io.BytesIO()
    excel.write(pack, target)
    book = openpyxl.load_workbook(target, read_only=True)
    values = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    return {value.date() if isinstance(value, datetime) else value for value in values}


def lines(pack: Pack) -> Iterator[ActionLine | LogLine]:
    """Every action that the pack prints."""
    for card in pack.cards:
        for block in card.strands:
            yield from block.actions
    for group in (*pack.log.groups, *pack.log.plans, *pack.exceptions.overdue):
        yield from group.lines


def dates(pack: Pack) -> set[date]:
    return {line.due for line in lines(pack) if line.due is not None}


def test_every_reference_is_in_both(pack: Pack, printed: str, cells: set[object]) -> None:
    references = {card.reference for card in pack.cards} | {line.reference for line in lines(pack)}
    references |= {line.reference for group in pack.exceptions.groups for line in group.lines}
    assert len(references) > 40
    assert {one for one in references if squeezed(one) not in printed} == set()
    assert references <= cells


def test_every_owner_and_lead_is_in_both(pack: Pack, printed: str, cells: set[object]) -> None:
    owners = {line.owner for line in lines(pack) if line.owner}
    owners |= {lead.name for card in pack.cards for lead in card.leads if lead.name}
    assert ARABIC in owners
    assert owners <= cells
    # a reader of PDF text finds Arabic in the order it is drawn: test_pdf.py looks for it as it is spoken
    assert {one for one in owners - {ARABIC} if squeezed(one) not in printed} == set()


def test_every_due_date_is_in_both(pack: Pack, printed: str, cells: set[object]) -> None:
    assert len(dates(pack)) > 30
    assert {one for one in dates(pack) if squeezed(day(one)) not in printed} == set()
    assert dates(pack) <= cells


def test_every_state_is_in_both_in_the_same_words(pack: Pack, printed: str, cells: set[object]) -> None:
    states = {line.chip.words for line in lines(pack)}
    assert len(states) > 8
    assert {one for one in states if squeezed(one) not in printed} == set()
    assert states <= cells


def test_every_exception_and_score_is_in_both(pack: Pack, printed: str, cells: set[object]) -> None:
    checks = {group.title for group in pack.exceptions.groups}
    assert {one for one in checks if squeezed(one) not in printed} == set()
    assert checks <= cells
    scores = {point.total for card in pack.cards for point in card.scores}
    assert scores <= cells
    assert {card.score for card in pack.cards if squeezed(card.score) not in printed} == set()
