"""The printed pack read back: every page marked and numbered, every fact on it, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from app.packs import pdf, pdf_fonts, pdf_type, pdf_words
from app.packs.model import Pack
from tests.packs import pdf_samples, reading

ROOT = Path(__file__).parents[2]
ARABIC_OWNER = "عبد الرحمن الخطيب, Tarrow Vale colleges"


def printed(pack: Pack) -> bytes:
    target = io.BytesIO()
    pages = pdf.write(pack, target)
    data = target.getvalue()
    assert pages == len(pypdf.PdfReader(io.BytesIO(data)).pages)
    return data


@pytest.fixture(scope="module")
def pack() -> Pack:
    return pdf_samples.pack()


@pytest.fixture(scope="module")
def data(pack: Pack) -> bytes:
    return printed(pack)


@pytest.fixture(scope="module")
def pages(data: bytes) -> list[str]:
    return reading.pages(data)


def test_every_page_carries_the_marking_at_top_and_bottom(pages: list[str]) -> None:
    for text in pages:
        assert text.count("OFFICIAL-SENSITIVE - RECIPIENTS ONLY") == 2
        assert text.count("FICTIONAL") >= 2


def test_a_real_pack_is_not_called_fictional(pack: Pack) -> None:
    assert not any("FICTIONAL" in text for text in reading.pages(printed(replace(pack, fictional=False))))


def test_a_long_marking_takes_two_lines_and_never_a_smaller_size(pack: Pack) -> None:
    marking = (
        "OFFICIAL-SENSITIVE - FOR NAMED RECIPIENTS ONLY, NOT TO BE COPIED - LAW ENFORCEMENT AND COMMERCIAL"
    )
    leaves = pdf.lay_out(replace(pack, marking=marking)).leaves
    for leaf in leaves:
        set_in = [
            face.size for _, y, face, words in leaf.texts if words and words in marking and len(words) > 20
        ]
        assert set_in == [10] * 4
    for text in reading.pages(printed(replace(pack, marking=marking))):
        assert reading.squeezed(text).count(reading.squeezed(marking)) == 2


def test_every_page_says_which_of_how_many_it_is(pages: list[str]) -> None:
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "SW-2026-12 · version 1.0 · full edition · issued 4 Dec 2026" in text.replace("\u00a0", " ")


def test_contents_name_the_pages_on_which_things_stand(pack: Pack, pages: list[str]) -> None:
    contents = reading.squeezed(pages[1])
    for card in pack.cards:
        name = card.title or f"{card.reference}, no name yet"
        number = next(n for n, text in enumerate(pages, 1) if f"5 Priority groups · {card.number}" in text)
        # whole, however long; the page stands on the first line of a name that takes several
        assert reading.squeezed(f"{card.number}{name[:30]}") in contents
        assert all(word in contents for word in name.split())
        assert re.search(rf"{re.escape(card.number)}.{{1,200}}?{number}", contents)
    for title, item, tab in (("Action log", "2", "2.2"), ("Threat picture by theme and force", "3", "3")):
        number = next(
            n
            for n, text in enumerate(pages, 1)
            if reading.squeezed(text).startswith(reading.squeezed(f"{tab}{title}"))
        )
        line = next(line for line in pack.agenda if line.number == item)
        row = f"{item}{line.title}{line.led_by}{line.starts}{line.minutes}{number}"
        assert reading.squeezed(row) in contents
    assert reading.squeezed(f"Key, rules and sources{len(pages)}") in contents


def facts(pack: Pack) -> set[str]:
    """Every reference, owner, date and state that the sections hold."""
    lines = [
        line
        for group in (*pack.log.groups, *pack.log.plans, *pack.exceptions.overdue)
        for line in group.lines
    ]
    found = {text for line in lines for text in (line.reference, line.threat, line.title, line.chip.words)}
    found |= {line.owner or "No owner" for line in lines}
    found |= {str(on.year) for line in lines for on in (line.set_on, line.first_due, line.due) if on}
    found |= {pdf_words.day(on) for line in lines for on in (line.set_on, line.first_due, line.due) if on}
    for card in pack.cards:
        found |= {
            card.reference,
            card.operation,
            card.title,
            card.forces,
            card.kind,
            card.since,
            card.summary,
        }
        found |= {card.score, card.score_change, card.band, card.score_note, card.update, card.update_head}
        found |= {card.answer, card.answer_strong, card.note, *card.lead_notes, *card.checks}
        found |= {text for fact in card.facts for text in (fact.label, fact.words)}
        found |= {text for lead in card.leads for text in (lead.role, lead.name, lead.words)}
        found |= {text for unknown in card.unknowns for text in unknown}
        for strand in card.strands:
            found |= {strand.words, strand.moved, strand.open_words}
            for line in strand.actions:
                found |= {line.title, line.second, line.owner or "No owner", line.change, line.chip.words}
                found |= {pdf_words.full(line.due) if line.due else "No date"}
    for group in pack.exceptions.groups:
        found |= {group.title, group.behind, *(text for line in group.lines for text in line)}
    found |= {text for fact in (*pack.meeting, *pack.rules) for text in (fact.label, fact.words)}
    found |= {text for fact in pack.numbers for text in (fact.label, *fact.words.split("\n"))}
    found |= {pack.rag_rule, pack.picture.figure.text, *pack.picture.points, *pack.handling, *pack.omitted}
    return found


def test_every_fact_of_the_pack_is_found_in_the_file(pack: Pack, pages: list[str]) -> None:
    text = reading.squeezed("".join(pages))
    missing = {fact for fact in facts(pack) if reading.squeezed(fact) not in text}
    assert missing == {ARABIC_OWNER}  # this reader gives Arabic from left to right


def test_an_arabic_name_is_joined_and_can_be_searched_for(data: bytes, tmp_path: Path) -> None:
    assert ARABIC_OWNER.split(",", maxsplit=1)[0] in reading.spoken(data, tmp_path)
    glyphs = pdf_fonts.shape("عبد")
    assert [glyph.says for glyph in glyphs] == ["د", "ب", "ع"]
    alone = [pdf_fonts.shape(letter)[0].number for letter in "دبع"]
    assert [glyph.number for glyph in glyphs][1:] != alone[1:]


def test_accents_of_every_alphabet_are_there(pages: list[str]) -> None:
    text = reading.squeezed("".join(pages))
    for name in ("Brzęczyszczykiewicz", "Łukasiewicz-Pérez", "Straße&Söhne", "SiânÓBriain"):
        assert name in text


def test_what_no_font_of_ours_draws_is_printed_as_its_code(pack: Pack) -> None:
    card = replace(pack.cards[2], title="Group \u05d0\u4e2d \U0001f600 bell\x07 and \u202eturned")
    text = reading.squeezed("".join(reading.pages(printed(replace(pack, cards=(card,))))))
    assert "Group[U+05D0][U+4E2D][U+1F600]bell[U+0007]and[U+202E]turned" in text


def test_the_cover_names_no_group_and_no_operation(pack: Pack, pages: list[str]) -> None:
    cover = reading.squeezed(pages[0])
    for card in pack.cards:
        for name in (card.title, card.operation, card.reference):
            assert not name or reading.squeezed(name) not in cover


def test_nothing_stands_outside_the_text_area(data: bytes) -> None:
    for page, char, left, bottom, right, top in reading.characters(data):
        in_text = left >= 16.9 and right <= 193.1
        in_index = left >= 197 and right <= 204 and top > 297 - 24 - 15 * 5.6
        assert in_text or in_index, f"{char!r} on page {page} at {left:.1f} to {right:.1f} mm"
        from_top = 297 - bottom
        bands = ((7, 12.2), (14, 19.3), (23.9, 275.6), (277.5, 282.5), (284, 289.5))
        assert any(begin <= 297 - top and from_top <= end for begin, end in bands), (
            f"{char!r} on page {page} at {297 - top:.1f} to {from_top:.1f} mm"
        )


def test_a_long_table_goes_on_with_its_head_and_says_so(pages: list[str]) -> None:
    first = next(n for n, text in enumerate(pages) if "5 Priority groups · 5.2" in text)
    assert f"continues on page {first + 2} →" in pages[first]
    assert f"← continued from page {first + 1}" in pages[first + 1]
    assert "WI-2023-019 · Op GREAT CRESTED GREBE" in pages[first + 1]
    head = "PNo.ActionOwnerDueChangeState"
    assert head in reading.squeezed(pages[first])
    assert head in reading.squeezed(pages[first + 1])
    assert "(cont.)" in pages[first + 1]
    assert "Step 50" in pages[first + 1] + pages[first + 2]


def test_a_log_of_hundreds_repeats_head_and_group(pack: Pack) -> None:
    pages = reading.pages(printed(pdf_samples.pack(logged=300)))
    log = [text for text in pages[2:] if "2 Minutes and action log" in text]
    assert len(log) > 8
    for text in log:
        assert "No.Action,owner,reasonforthelastmoveSetatFirstdueNowdueCarried" in reading.squeezed(text)
    assert sum("(cont.)" in text for text in log) >= len(log) - 3


def test_bookmarks_lead_to_every_section_and_group(pack: Pack, data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    titles: dict[str, int] = {}

    def walk(outline: list[object]) -> None:
        for entry in outline:
            if isinstance(entry, list):
                walk(entry)
            else:
                assert isinstance(entry, pypdf.generic.Destination)
                titles[str(entry.title)] = (reader.get_destination_page_number(entry) or 0) + 1

    walk(reader.outline)
    assert list(titles) == [
        "Cover", "Agenda and contents", "2.2 Action log", "3 Threat picture by theme and force",
        "5 Priority groups", *(f"{card.number} {card.title or card.reference}" for card in pack.cards),
        "6 Overdue and exceptions", "Key, rules and sources",
    ]  # fmt: skip
    pages = reading.pages(data)
    for card in pack.cards:
        number = titles[f"{card.number} {card.title or card.reference}"]
        assert f"5 Priority groups · {card.number}" in pages[number - 1]


def test_numbers_in_contents_and_margin_are_links(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots") or ()]
    assert {link["/Subtype"] for link in links} == {"/Link"}
    assert len(links) > 4 * (len(reader.pages) - 1)


def test_all_fonts_are_embedded_subsets(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(font["/BaseFont"].split("+")[1])
            assert font["/BaseFont"][7] == "+"
            assert "/FontFile2" in font["/FontDescriptor"]
    assert names == {"IBMPlexSans", "IBMPlexSans-SmBld", "IBMPlexSansArabic"}


def test_properties_name_the_pack_and_nobody(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    info = dict(reader.metadata or {})
    assert (
        info["/Title"]
        == "South West Regional tasking pack December 2026 (SW-2026-12 version 1.0, full edition)"
    )
    assert info["/Keywords"] == "OFFICIAL-SENSITIVE - RECIPIENTS ONLY, FICTIONAL"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261204154000+00'00'"
    assert not {"/Author", "/Producer", "/Creator"} & set(info)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    for name in (b"reportlab", b"opensource", str(ROOT).encode(), b".ttf", b"IBM Corp"):
        assert name.lower() not in data.lower()


def test_a_draft_says_so_across_every_page_and_in_its_title(pack: Pack) -> None:
    data = printed(replace(pack, draft=True))
    assert all("DRAFT" in text for text in reading.pages(data))
    assert str((pypdf.PdfReader(io.BytesIO(data)).metadata or {})["/Title"]).startswith("DRAFT ")


PRINT_HASH = """
import hashlib, io
from app.packs import pdf
from tests.packs import pdf_samples
target = io.BytesIO()
pdf.write(pdf_samples.pack(), target)
print(hashlib.sha256(target.getvalue()).hexdigest())
"""


def test_bytes_are_the_same_in_every_process_locale_and_order(pack: Pack, data: bytes) -> None:
    printed(replace(pack, cards=pack.cards[1:]))  # what was printed before must not matter
    assert printed(pack) == data
    hashes = set()
    for seed, language, zone, epoch in (("1", "C", "UTC", "0"), ("2", "de_DE.UTF-8", "Asia/Tokyo", "86400")):
        env = os.environ | {
            "PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone, "SOURCE_DATE_EPOCH": epoch,
        }  # fmt: skip
        run = subprocess.run(
            [sys.executable, "-c", PRINT_HASH], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        hashes.add(run.stdout)
    assert len(hashes) == 1


def test_progress_counts_the_pages_and_can_stop_before_a_byte_is_written(pack: Pack) -> None:
    seen: list[tuple[int, int]] = []
    target = io.BytesIO()
    count = pdf.write(pack, target, lambda done, of: seen.append((done, of)))
    assert seen == [(number, count) for number in range(1, count + 1)]

    def stop(done: int, of: int) -> None:
        raise InterruptedError

    target = io.BytesIO()
    with pytest.raises(InterruptedError):
        pdf.write(pack, target, stop)
    assert not target.getvalue()


def test_a_month_with_nothing_recorded_still_prints(pack: Pack) -> None:
    empty = replace(
        pack,
        cards=(),
        log=replace(pack.log, groups=(), meetings=(), plans=()),
        picture=replace(pack.picture, matrix=replace(pack.picture.matrix, rows=())),
        exceptions=replace(pack.exceptions, overdue=(), groups=()),
        numbers=(), omitted=(), handling=(), rules=(), meeting=(),
    )  # fmt: skip
    text = "".join(reading.pages(printed(empty)))
    assert "Overdue and exceptions" not in text
    assert "Priority groups" in text


def test_a_date_of_another_year_says_its_year() -> None:
    assert pdf_words.full(date(2025, 3, 4)) == "\u20074\u00a0Mar\u00a02025"


def test_the_four_states_are_told_apart_in_grey(pack: Pack, data: bytes) -> None:
    """Red prints dark, Amber light, Green and Blue white with an outline; Blue is round."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[len(document) - 1]
        picture = page.render(scale=8, grayscale=True).to_pil()
    leaf = pdf.lay_out(pack).leaves[-1]
    tones, corners = {}, {}
    for x, y, face, words in leaf.texts:
        if words in ("R", "A", "G", "B"):
            middle = x + pdf_type.width(words, face) / 2
            left, top = middle - 1.85 * reading.MM, y - 7.9
            tones[words] = picture.getpixel((int((left + 1.4) * 8), int((y + 1) * 8)))
            corners[words] = picture.getpixel((int((left + 0.4) * 8), int((top + 0.4) * 8)))
    assert tones["R"] < 100 < tones["A"] < 215
    assert tones["G"] > 240
    assert tones["B"] > 240
    assert corners["G"] < 200
    assert corners["B"] > 240
