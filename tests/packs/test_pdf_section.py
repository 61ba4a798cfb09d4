"""Sections in print: everything in them is on the page, nothing overlaps, nothing leaves the page."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

import pytest

from app.packs import pdf, pdf_section, pdf_type
from app.packs.figure_scale import extent, marks_in_words, ticks
from app.packs.model import Answer, Ask, Block, Chip, Figure, Grid, GridCell, GridColumn, Pack, Section, Step
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, Leaf
from app.packs.pdf_page import Book, Place
from tests.packs import pdf_samples, reading, section_samples
from tests.packs.test_pdf_layout import ODD, overlaps


def pack(*sections: Section) -> Pack:
    return replace(pdf_samples.pack(), sections=sections or section_samples.sections(), cards=())


def laid(*blocks: Block) -> list[Leaf]:
    book = Book(pdf_samples.pack())
    made = Section("x", "A section", Answer("In short.", ""), blocks)
    pdf_section.section(book, made, Place("4", "4 A section", "4", "A section"))
    return book.leaves


def words(leaves: list[Leaf]) -> list[str]:
    return [text for leaf in leaves for _, _, _, text in leaf.texts]


def texts(value: Any) -> Iterator[str]:
    """Every text that a section holds, a kind or a letter apart."""
    if isinstance(value, StrEnum) or value is None:
        return
    if isinstance(value, Chip):
        yield value.words
    elif isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("key", "empty", "labels", "points", "y_axis"):
                yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def inside(leaves: list[Leaf]) -> None:
    for number, leaf in enumerate(leaves, 1):
        assert not [pair for pair in overlaps(leaf) if all(part.strip() for part in pair)], f"page {number}"
        for x, y, face, text in leaf.texts:
            assert x >= LEFT - 0.1
            assert x + pdf_type.width(text, face) <= RIGHT + 1, f"{text} on page {number}"
            assert y < BOTTOM + 4, f"{text} on page {number}"


def test_everything_in_a_section_is_in_the_file() -> None:
    target = io.BytesIO()
    pdf.write(pack(), target)
    said = reading.squeezed("".join(reading.pages(target.getvalue())))
    for section in section_samples.sections():
        for text in texts(section):
            assert reading.squeezed(text) in said, text


def test_nothing_overlaps_or_leaves_the_page() -> None:
    for section in section_samples.sections():
        inside(laid(*section.blocks))


@pytest.mark.parametrize("rows", [0, 1, 2, 40, 200])
def test_a_table_of_any_length_repeats_its_head_and_says_where_it_goes_on(rows: int) -> None:
    leaves = laid(section_samples.waiting(rows))
    inside(leaves)
    shown = words(leaves)
    assert sum(1 for text in shown if text.startswith("DC25")) == rows
    assert shown.count("Reference and name") == (len(leaves) if rows else 0)
    assert shown.count("Nothing waits for ratification.") == (0 if rows else 1)
    assert sum(1 for text in shown if text.startswith("continues on page")) == len(leaves) - 1
    assert shown.count("LIVE: an operation has begun before ratification.") == 1


def test_two_halves_stand_side_by_side_where_both_fit() -> None:
    leaf = laid(section_samples.ledger("By capability"), section_samples.ledger("By force"))[0]
    at = {text: (x, y) for x, y, _, text in leaf.texts if text.startswith("By ")}
    assert at["By capability"][1] == at["By force"][1]
    assert at["By force"][0] > at["By capability"][0] + 80


def test_halves_too_long_for_one_page_stand_one_under_the_other() -> None:
    names = tuple(f"Capability {place}" for place in range(70))
    leaves = laid(section_samples.ledger("By capability", names), section_samples.ledger("By force"))
    inside(leaves)
    both = [(number, x) for number, leaf in enumerate(leaves) for x, _, _, text in leaf.texts
            if text in ("By capability", "By force")]  # fmt: skip
    assert both[0] == (0, LEFT)
    assert both[1][0] > 0
    assert both[1][1] == LEFT


def test_a_half_that_does_not_fit_below_goes_on_the_next_page_beside_its_other() -> None:
    leaves = laid(
        section_samples.waiting(22),
        section_samples.ledger("By capability"),
        section_samples.ledger("By force"),
    )
    inside(leaves)
    last = [text for _, _, _, text in leaves[-1].texts]
    assert ("By capability" in last) == ("By force" in last)


def test_a_decision_is_never_split_and_each_has_its_boxes_and_lines() -> None:
    leaves = laid(section_samples.asks(12))
    inside(leaves)
    for leaf in leaves:
        own = [text for _, _, _, text in leaf.texts]
        assert own.count("Granted") == own.count("Condition") == sum(text.startswith("8.") for text in own)
    assert words(leaves).count("Refused") == 12


def test_no_arrow_leads_to_a_step_that_is_apart() -> None:
    def arrows(*apart: bool) -> int:
        steps = tuple(Step("1", "Draft", "with forces", apart=each) for each in apart)
        one = laid(Block(steps=steps))[0].shapes
        return sum(1 for shape in one if shape.startswith("0 G 1.1 w") and shape.count(" l") == 2)

    assert arrows(False, False, False) == 2
    assert arrows(False, False, True) == 1


def test_a_bar_over_its_limit_is_red_and_its_limit_is_marked() -> None:
    def shapes(cell: GridCell) -> str:
        grid = Grid("", (GridColumn("15", 20), GridColumn("")), ((cell, GridCell("words")),))
        return "\n".join(laid(Block(grid=grid))[0].shapes)

    assert pdf_type.RED in shapes(GridCell(share=0.9, limit=0.4, over=True))
    assert pdf_type.RED not in shapes(GridCell(share=0.3, limit=0.4))
    assert shapes(GridCell(share=0.3, limit=0.4)).count("1.1 w") == 1


def test_a_cell_of_nothing_but_a_chip_has_its_letter_and_its_words() -> None:
    shown = words(laid(section_samples.grants()))
    for text in ("R", "No outcome", "A", "Ends in 8 days", "G", "On time", "B", "Resulted", "not decided"):
        assert text in shown


@pytest.mark.parametrize("many", [0, 1, 60, 400])
def test_points_of_any_number_stay_inside(many: int) -> None:
    inside(laid(Block(figure=section_samples.effort(many))))


def test_more_bars_than_a_page_holds_go_on_over_pages_on_one_scale() -> None:
    labels = tuple(f"Force {place}" for place in range(90))
    series = tuple((name, tuple(float(n) for n in range(90))) for name in ("Major", "Minor"))
    figure = replace(section_samples.forces(), labels=labels, series=series)
    leaves = laid(Block(figure=figure))
    inside(leaves)
    assert len(leaves) > 2
    assert sum(text.startswith("Force ") for text in words(leaves)) == 90


def test_a_scale_that_does_not_start_at_nought_says_so() -> None:
    shown = " ".join(words(laid(Block(figure=section_samples.wait()))))
    assert "scale starts at 10" in shown


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0, 48, (0, 10, 20, 30, 40, 50)), (11, 17, (10, 12, 14, 16, 18)), (5, 5, (5, 6)), (0, 3, (0, 1, 2, 3))],
)
def test_a_scale_has_round_steps_around_its_values(low: float, high: float, found: tuple[float, ...]) -> None:
    assert ticks(low, high) == found


def test_a_scale_starts_at_nought_where_that_is_near() -> None:
    assert extent([150, 449])[0] == 0
    assert extent([300, 449])[0] == 300
    assert extent([300, 449], zero=True)[0] == 0


def test_marks_are_read_out_in_words() -> None:
    assert marks_in_words(section_samples.months())[0] == (
        "Dec 2025: Prevent, Protect and Prepare 5, Pursue 33; all 38"
    )
    assert marks_in_words(section_samples.wait())[-1] == "Nov 2026: 11"
    assert marks_in_words(section_samples.effort(1)) == ["DC25000: Score 150, Live activity 0"]


SHORT = tuple(text for text in ODD if len(text) <= 80)


def spoiled(value: Any, chance: random.Random, odd: tuple[str, ...] = ODD) -> Any:
    """The value with some of the texts that people type replaced by odd ones: names in figures are short."""
    if isinstance(value, Chip | StrEnum | GridColumn | Step):
        return value
    if isinstance(value, str):
        return chance.choice(odd) if chance.random() < 0.25 else value
    if isinstance(value, Ask):
        made = Ask(*(spoiled(part, chance) for part in value))
        return made._replace(number=value.number, options=value.options)
    if isinstance(value, GridCell):
        made = GridCell(*(spoiled(part, chance) if isinstance(part, str) else part for part in value))
        return made._replace(box=value.box)
    if isinstance(value, Figure):
        names = {name: spoiled(getattr(value, name), chance, SHORT) for name in ("labels", "points")}
        series = tuple((spoiled(name, chance, SHORT), numbers) for name, numbers in value.series)
        return replace(value, series=series, text=spoiled(value.text, chance), **names)
    if isinstance(value, tuple):
        parts = [spoiled(part, chance, odd) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        kept = ("key", "title", "remark", "total")
        changed = {
            f.name: spoiled(getattr(value, f.name), chance) for f in fields(value) if f.name not in kept
        }
        return replace(value, **changed)
    return value


@pytest.mark.parametrize("seed", range(12))
def test_whatever_people_typed_nothing_overlaps_or_leaves_the_page(seed: int) -> None:
    for section in section_samples.sections():
        odd = spoiled(section, random.Random(seed))
        pdf.write(pack(odd), io.BytesIO())
        inside(laid(*odd.blocks))
