"""How the printed pack is set: lines that fit, nothing lost, nothing overlapping, rows kept whole."""

from __future__ import annotations

import io
import random
import re
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packs import pdf, pdf_type
from app.packs.model import Card, Chip, Pack
from app.packs.pdf_fit import fitted
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, TOP, Leaf
from app.packs.pdf_plan import ACTION
from app.packs.pdf_type import BODY, HEAD_BLACK, LEAD, LEAD_STRONG, TAB, TABLE, TITLE, Style
from tests.packs import pdf_samples, reading

WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cs",)),
        st.sampled_from("  aeiou WM-/,.\u00a0\u2011\n"),
        st.sampled_from("عبدالرحمن "),
    ),
    max_size=200,
)


def bare(text: str) -> str:
    return re.sub(r"[ \n]", "", text)


@given(WORDS, st.floats(20, 500), st.sampled_from([TABLE, TITLE, BODY]))
def test_wrapping_loses_no_character_and_no_line_is_too_wide(text: str, room: float, face: Style) -> None:
    lines = pdf_type.wrap(text, face, room)
    assert bare("".join(lines)) == bare(pdf_type.clean(text))
    for line in lines:
        assert len(line) == 1 or pdf_type.width(line, face) <= room + 0.02 or _mark_alone(line)


def _mark_alone(line: str) -> bool:
    """Joined letters may be wider apart from the neighbours that they were measured with."""
    return any("\u0600" <= c <= "\u06ff" for c in line)


@given(WORDS, WORDS, st.floats(60, 500))
def test_lines_in_two_weights_lose_no_character_either(strong: str, words: str, room: float) -> None:
    lines = pdf_type.flow(((LEAD_STRONG, strong), (LEAD, words)), room)
    said = "".join(text for line in lines for _, _, text in line)
    assert bare(said) == bare(pdf_type.clean(strong)) + bare(pdf_type.clean(words))
    for line in lines:
        x, face, text = line[-1]
        assert x == 0 or x + pdf_type.width(text, face) <= room + 0.1 or _mark_alone(text)


def test_a_title_steps_down_until_it_fits() -> None:
    room = 420.0
    assert pdf_type.title("Lantern Quay group", room)[0] is TITLE
    face, lines = pdf_type.title(
        "The Hollowbrook and Upper Tarrow Vale cross-border plant and trailer group", room
    )
    assert (face, len(lines)) == (TAB, 2)
    face, lines = pdf_type.title("Long " * 60, room)
    assert face is HEAD_BLACK
    assert bare("".join(lines)) == "Long" * 60


def boxes(leaf: Leaf) -> list[tuple[float, float, float, float, str]]:
    return [
        (x, y - 0.7 * face.size, x + pdf_type.width(words, face), y + 0.15 * face.size, words)
        for x, y, face, words in leaf.texts
    ]


def overlaps(leaf: Leaf) -> list[tuple[str, str]]:
    found = sorted(boxes(leaf), key=lambda box: box[1])
    return [
        (one[4], two[4])
        for number, one in enumerate(found)
        for two in found[number + 1 :]
        if two[1] < one[3] - 0.01 and one[0] < two[2] - 0.01 and two[0] < one[2] - 0.01
    ]


def test_no_text_stands_over_another_on_any_page() -> None:
    for number, leaf in enumerate(pdf.lay_out(pdf_samples.pack(logged=60)).leaves, 1):
        assert not overlaps(leaf), f"page {number}"


def test_a_row_is_never_split_over_two_pages() -> None:
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for page, leaf in enumerate(pdf.lay_out(pdf_samples.pack(logged=300)).leaves, 1):
        for _, _, _, words in leaf.texts:
            if found := re.fullmatch(r"26/(\d{3})", words):
                begins[int(found[1])] = page
            elif found := re.match(r"Sharing agreement (\d+) with", words):
                ends[int(found[1])] = page
    assert len(begins) == 306
    assert begins == ends


def test_no_group_line_stands_alone_at_the_foot_of_a_page() -> None:
    for logged in range(60, 80):
        for leaf in pdf.lay_out(pdf_samples.pack(logged=logged)).leaves:
            body = [text for text in leaf.texts if TOP < text[1] < BOTTOM - 10 and LEFT <= text[0] < RIGHT]
            last = max((y for _, y, _, words in body if not words.startswith("continues")), default=0)
            at_foot = [words for _, y, _, words in body if abs(y - last) < 1]
            assert not any(re.match(r"(Overdue|Due soon|Due later) \(\d+\)$", words) for words in at_foot)


def with_card(pack: Pack, card: Card) -> bytes:
    target = io.BytesIO()
    pdf.write(replace(pack, cards=(card,)), target)
    return target.getvalue()


ODD = (
    "", "x", "W" * 80, "عبد الرحمن الخطيب", "a-b " * 30, "Straße\nline two\nline three", "\u05d0\u05d1",
    "AS/2024/0117/" * 5, "Spoke to the council. " * 60, "No\u00a0break\u00a0" * 20,
)  # fmt: skip
COMPUTED = {
    "edition", "marking", "section", "letter", "number", "month", "id", "strand", "priority", "tier",
    "open_words", "score", "score_change", "band", "bands", "heads", "labels", "role",
}  # fmt: skip


def spoiled(value: Any, name: str, chance: random.Random) -> Any:
    """The value with some of the texts that people type replaced by odd ones."""
    if name in COMPUTED or isinstance(value, Chip | StrEnum):
        return value
    if isinstance(value, str):
        return chance.choice(ODD) if chance.random() < 0.2 else value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        parts = zip(value._fields, value, strict=True)
        return type(value)(*(spoiled(part, field, chance) for field, part in parts))
    if isinstance(value, tuple):
        return tuple(spoiled(part, name, chance) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: spoiled(getattr(value, f.name), f.name, chance) for f in fields(value)}
        )
    return value


@pytest.mark.parametrize("seed", range(8))
def test_whatever_people_typed_nothing_overlaps_or_leaves_the_page(seed: int) -> None:
    pack = pdf_samples.pack(logged=30)
    odd = replace(
        pack,
        log=spoiled(pack.log, "", random.Random(seed)),
        cards=spoiled(pack.cards, "", random.Random(seed)),
        exceptions=spoiled(pack.exceptions, "", random.Random(seed)),
    )
    pdf.write(odd, io.BytesIO())
    for number, leaf in enumerate(pdf.lay_out(odd).leaves, 1):
        assert not [pair for pair in overlaps(leaf) if all(words.strip() for words in pair)], f"page {number}"
        for x, y, face, words in leaf.texts:
            if x < RIGHT + 2 and y < BOTTOM + 4:
                assert x + pdf_type.width(words, face) <= RIGHT + 1, f"{words} on page {number}"


LONG = "Spoke to the council about the yard, and to the neighbour who reported it first. "


@pytest.mark.parametrize("times", [8, 40, 400])
def test_a_text_of_any_length_is_printed_whole_and_inside_the_page(times: int) -> None:
    pack = pdf_samples.pack()
    card = replace(pack.cards[0], summary=LONG * times, update=LONG * times, since="Since: " + LONG * times)
    data = with_card(pack, card)
    text = reading.squeezed("".join(reading.pages(data)))
    assert text.count(reading.squeezed("Spoke to the council")) >= 3 * times - 6
    for page, char, left, bottom, right, _ in reading.characters(data):
        assert right <= 204, f"{char!r} on page {page}"
        assert left >= 16.9
        assert 297 - bottom <= 289.5


def test_an_action_taller_than_a_page_goes_on_over_pages() -> None:
    pack = pdf_samples.pack()
    strand = pack.cards[0].strands[0]
    tall = strand._replace(actions=(strand.actions[0]._replace(title=LONG * 150), *strand.actions[1:]))
    card = replace(pack.cards[0], strands=(tall, *pack.cards[0].strands[1:]))
    leaves = [leaf for leaf in pdf.lay_out(replace(pack, cards=(card,))).leaves if "· 5.1" in leaf.crumb]
    cells = [words for leaf in leaves for x, _, _, words in leaf.texts if x == ACTION.x]
    assert bare(LONG * 150) in bare("".join(words for words in cells if words != "Action"))
    assert all(y < BOTTOM for leaf in leaves for x, y, _, _ in leaf.texts if x == ACTION.x)


def test_what_goes_on_below_names_its_block() -> None:
    card, rest = fitted(replace(pdf_samples.lantern_quay(), summary=LONG * 20))
    assert card.summary.endswith("(goes on below)")
    assert [label for label, _ in rest] == ["What is this group?"]
    whole = card.summary.removesuffix(" (goes on below)") + " " + rest[0][1]
    assert " ".join(whole.split()) == (LONG * 20).strip()


def test_over_thirty_actions_in_a_strand_become_one_bar_with_counts() -> None:
    pack = pdf_samples.pack()
    strand = pack.cards[0].strands[0]._replace(overdue=12, soon=9, on_time=20, completed=4, resulted=6)
    card = replace(pack.cards[0], strands=(strand, *pack.cards[0].strands[1:]))
    leaf = next(
        leaf for leaf in pdf.lay_out(replace(pack, cards=(card,))).leaves if leaf.crumb.endswith("· 5.1")
    )
    words = [words for _, _, _, words in leaf.texts]
    assert [word for word in words if word in ("12", "9", "20", "4", "6")][:5] == ["12", "9", "20", "4", "6"]
    assert not overlaps(leaf)


def test_forty_agenda_items_and_a_hundred_groups_make_a_second_page_of_contents() -> None:
    pack = pdf_samples.pack()
    cards = tuple(replace(pack.cards[2], number=f"5.{n}", reference=f"DC{n}") for n in range(1, 181))
    target = io.BytesIO()
    pdf.write(replace(pack, cards=cards), target)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(target.getvalue())).pages]
    assert "Agenda and contents, continued" in pages[2]
    number = next(n for n, text in enumerate(pages, 1) if "5 Priority groups · 5.180" in text)
    assert reading.squeezed(f"5.180DC180, no name yet{number}") in reading.squeezed(pages[1] + pages[2])
