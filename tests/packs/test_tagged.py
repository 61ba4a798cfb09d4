"""The structure of the printed pack: everything is told or left out on purpose, in the order it is read."""

from __future__ import annotations

import gc
import io
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import page as checker
import pikepdf
import pytest
from pypdf import PdfReader

from app.packs import pdf
from app.packs.tagged import MARGIN
from tests.packs import pdf_samples, reading
from tests.packs.structure import Mark, Node, Tagged
from tests.packs.tagged_samples import WRITERS, printed


@cache
def tagged(name: str) -> Tagged:
    return Tagged(printed(name))


every = pytest.mark.parametrize("name", WRITERS)


@every
def test_everything_on_a_page_is_told_or_left_out_on_purpose(name: str) -> None:
    for number, marks in enumerate(tagged(name).pages, 1):
        for mark in marks:
            told = mark.number is not None or mark.kind == "Artifact"
            assert told or not mark.paints, f"{mark.text!r} on page {number}"
            assert told or mark.kind == ""


@every
def test_each_stretch_belongs_to_one_element_which_the_page_leads_back_to(name: str) -> None:
    made = tagged(name)
    held = [mark for mark in made.root.marks() if mark.number is not None]
    assert len({id(mark) for mark in held}) == len(held)
    assert len(held) == sum(mark.number is not None for marks in made.pages for mark in marks)
    holders = {id(kid): node for node in made.root.walk() for kid in node.kids if isinstance(kid, Mark)}
    for number, (sheet, marks) in enumerate(zip(made.file.pages, made.pages, strict=True)):
        assert int(sheet.StructParents) == number
        numbered = sorted(mark.number for mark in marks if mark.number is not None)
        assert numbered == list(range(len(made.parents[number])))
        for mark in marks:
            if mark.number is not None:
                holder = holders[id(mark)]
                assert made.parents[number][mark.number].objgen == holder.about.objgen
                assert holder.kind == mark.kind


@every
def test_a_page_is_drawn_in_the_order_it_is_read(name: str) -> None:
    made = tagged(name)
    order = {id(mark): place for place, mark in enumerate(made.root.marks())}
    for marks in made.pages:
        texts = [order[id(mark)] for mark in marks if mark.number is not None and mark.text]
        assert texts == sorted(texts)


@every
def test_the_lines_of_an_element_are_read_downwards(name: str) -> None:
    for node in tagged(name).root.walk():
        if node.kind in ("P", "H1", "H2", "H3", "LBody", "Lbl"):
            for mark in (kid for kid in node.kids if isinstance(kid, Mark)):
                for (left, above), (right, below) in pairwise(mark.places):
                    assert below <= above + 3 or right > left, mark.text


@every
def test_headings_lead_down_without_a_gap(name: str) -> None:
    sections = [node for node in tagged(name).root.kids if isinstance(node, Node) and node.kind == "Sect"]
    assert len(sections) == len(tagged(name).root.kids)
    for section in sections:
        headings = [node.kind for node in section.all("H1", "H2", "H3")]
        if not headings:
            assert section.about.T == MARGIN
            assert {kid.kind for kid in section.kids if isinstance(kid, Node)} == {"Link"}
            continue
        assert headings[0] == "H1"
        assert headings.count("H1") == 1
        for before, after in pairwise(headings):
            assert int(after[1]) <= int(before[1]) + 1


@every
def test_the_marking_is_the_first_that_is_heard(name: str) -> None:
    made = tagged(name)
    first = made.root.all("P")[0].says.split(" FICTIONAL")[0]
    assert first.startswith("OFFICIAL")
    for marks in made.pages:
        assert first in " ".join(mark.text for mark in marks if mark.kind == "Artifact")


def heads(node: Node, kind: str) -> list[str]:
    return [heading.says for heading in node.all(kind)]


def section(made: Tagged, title: str) -> Node:
    return next(
        node for node in made.root.all("Sect") if (first := node.all("H1", "H2")) and title in first[0].says
    )


def test_the_marking_is_the_first_that_is_heard_and_is_heard_once() -> None:
    pack, made = pdf_samples.pack(), tagged("pack")
    first = made.root.all("P")[0]
    assert first.says == f"{pack.marking} FICTIONAL"
    assert made.root.says.count(pack.marking) == 1
    for marks in made.pages:
        artifacts = " ".join(mark.text for mark in marks if mark.kind == "Artifact")
        assert pack.marking in artifacts
        assert pack.id in artifacts


def test_header_footer_index_and_turns_of_the_page_are_not_read() -> None:
    heard = tagged("pack").root.says
    for words in (
        "continues on page",
        "continued from",
        "Page 2 of",
        "(cont.)",
        "version 1.0 · full edition",
    ):
        assert words not in heard


def test_the_cover_is_read_in_its_order() -> None:
    pack, made = pdf_samples.pack(), tagged("pack")
    cover = section(made, pack.title)
    assert heads(cover, "H1") == [f"{pack.region} {pack.title} {pack.month_words}"]
    assert heads(cover, "H2") == ["The month in six numbers", "Handling", "Left out of this issue"]
    meeting = cover.all("Table")[0]
    assert [row.all("TH")[0].says for row in meeting.all("TR")] == [fact.label for fact in pack.meeting]
    assert {head.attribute("/Scope") for head in meeting.all("TH")} == {"/Row"}
    assert [item.says for item in cover.all("LI")] == [
        " ".join((fact.words.split("\n")[0], fact.label, *fact.words.split("\n")[1:]))
        for fact in pack.numbers
    ]


def test_the_agenda_is_one_table_whose_page_numbers_are_links() -> None:
    pack, made = pdf_samples.pack(), tagged("pack")
    agenda = section(made, "Agenda and contents")
    (table,) = agenda.all("Table")
    titles = [row.all("TD")[0].says for row in table.all("TR") if len(row.all("TD")) > 2]
    assert titles[: len(pack.agenda)] == [line.title for line in pack.agenda]
    links = table.all("Link")
    assert all(link.links == 1 for link in links)
    assert [link.says.split(" ", 1)[0] for link in links if link.says.startswith("5.")] == [
        card.number for card in pack.cards
    ]


def test_a_group_page_is_read_from_top_to_bottom() -> None:
    made = tagged("pack")
    group = section(made, "5.1 Lantern Quay group")
    assert heads(group, "H2") == ["5.1 Lantern Quay group"]
    assert heads(group, "H3") == [
        "What is this group?", "Is it getting worse?", "Who leads?", "Is the plan moving?", "Latest update",
        "Checks",
    ]  # fmt: skip
    heard = group.says
    order = (
        "Priority 1 of 3", "Tier Regional", "AS/2024/0117", "Getting worse; plan slipping.", "Since 12 Nov",
        "What is this group?", "Supplies class A", "Themes", "Is it getting worse?", "438↑", "Score from 298",
        "MoRiLE 2020", "Who leads?", "LROC/Insp Lowri Orchard NEW", "SIODI", "Nothing is asked",
        "Is the plan moving?", "Pursue, 6 actions", "3 of 6 done", "Prevent, 4 actions", "Prepare, 3 actions",
        "Nothing moved for 63 days", "Latest update", "2 Dec 2026", "Checks", "Restraint order",
    )  # fmt: skip
    places = [heard.index(words) for words in order]
    assert places == sorted(places)


def test_pictures_say_what_they_show() -> None:
    made = tagged("pack")
    group = section(made, "5.1 Lantern Quay group")
    told = [figure.says for figure in group.all("Figure")]
    assert told == [
        "Score from 298 in Mar 2024 to 438 on 27 Nov 2026, six assessments, above the Severe line of 400",
        "Pursue, 6 actions: 1 overdue, 1 due soon, 1 on time, 1 completed, 2 resulted",
        "Prevent, 4 actions: 1 due soon, 2 on time, 1 resulted",
        "Protect, 4 actions: 1 due soon, 1 on time, 1 completed, 1 resulted",
        "Prepare, 3 actions: 2 overdue, 1 on time",
    ]
    for figure in made.root.all("Figure"):
        assert figure.says
        left, bottom, right, top = (float(at) for at in figure.attribute("/BBox"))
        assert 0 <= left < right <= 595.3
        assert 0 <= bottom < top <= 841.9


def test_chips_say_their_colour() -> None:
    chips = {node.says for node in tagged("pack").root.all("Span")}
    assert "Red: overdue 13 days" in chips
    assert {chip.split(":")[0] for chip in chips if ":" in chip} >= {"Red", "Amber", "Green", "Blue"}
    assert not any(mark.text in ("R", "A", "G", "B") and mark.kind != "Span"
                   for marks in tagged("pack").pages for mark in marks)  # fmt: skip


def grid(table: Node) -> list[int]:
    """How many columns each row fills, with cells that reach down from rows above."""
    reach: dict[int, int] = {}
    found = []
    for row in table.all("TR"):
        wide = sum(1 for left in reach.values() if left)
        reach = {column: left - 1 for column, left in reach.items() if left > 1}
        for cell in (kid for kid in row.kids if isinstance(kid, Node)):
            wide += int(cell.attribute("/ColSpan", 1))
            if (rows := int(cell.attribute("/RowSpan", 1))) > 1:
                reach[len(reach)] = rows - 1
        found.append(wide)
    return found


@every
def test_tables_are_regular_and_every_head_says_what_it_heads(name: str) -> None:
    for table in tagged(name).root.all("Table"):
        assert len(set(grid(table))) == 1, (table.page, table.says[:80], grid(table))
        for head in table.all("TH"):
            assert head.attribute("/Scope") in ("/Column", "/Row")
        for part in table.kids:
            assert isinstance(part, Node)
            assert part.kind in ("THead", "TBody", "TR")


def test_a_table_that_goes_on_is_one_with_its_head_once() -> None:
    made = tagged("pack")
    group = section(made, "The Hollowbrook")
    table = next(table for table in group.all("Table") if "Owner" in table.says)
    assert len({place for place, marks in enumerate(made.pages) for mark in marks
                if any(mark is own for own in table.marks())}) >= 2  # fmt: skip
    assert sum(head.says == "Owner" for head in table.all("TH")) == 1
    sides = [head for head in table.all("TH") if int(head.attribute("/RowSpan", 1)) > 1]
    assert [head.says.split(" ")[0] for head in sides] == ["Pursue", "Prevent", "Protect", "Prepare"]
    assert [int(head.attribute("/RowSpan")) for head in sides] == [14, 11, 9, 6]
    assert {head.attribute("/Scope") for head in sides} == {"/Row"}


def test_links_say_where_they_lead() -> None:
    made = tagged("pack")
    names = {str(note.Contents) for sheet in made.file.pages for note in sheet.get("/Annots", [])}
    assert "2.2 Action log" in names or "2 Action log" in names
    assert "5.1 Lantern Quay group" in names
    count = sum(len(sheet.get("/Annots", [])) for sheet in made.file.pages)
    links = made.root.all("Link")
    assert count == len(links) == sum(link.links for link in links)
    for sheet in made.file.pages:
        assert sheet.Tabs == "/S"
        for note in sheet.get("/Annots", []):
            holder = made.parents[int(note.StructParent)]
            assert holder.S == "/Link"


def test_words_of_two_lines_stay_apart() -> None:
    heard = tagged("pack").root.says
    assert "leave unattended" in heard
    assert "Supplies class A drugs to three coastal towns by two county lines; moves cash" in heard


def test_a_name_in_arabic_is_said_as_it_is_written() -> None:
    group = section(tagged("pack"), "The Hollowbrook")
    assert "عبد الرحمن الخطيب, Tarrow Vale colleges" in group.says


@every
def test_the_file_is_sound_for_qpdf(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(printed(name))
    with pikepdf.open(path) as file:
        assert file.check_pdf_syntax() == []
        assert file.Root.MarkInfo.Marked
        assert file.Root.Lang == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle


CLAIM = {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}
"""The two rules that a file must claim to be PDF/UA: it does not."""


@every
def test_a_checker_of_pdf_ua_finds_nothing_but_that_the_claim_is_not_made(name: str) -> None:
    report = checker.validate_pdf_bytes(printed(name), profile="ua1")
    assert {failure.rule_id for failure in report.failures} == CLAIM
    assert report.rules.total > 100


def test_another_reader_hears_the_same_order(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(printed("pack"))
    found = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True)
    assert not found.stderr
    heard = reading.squeezed("".join(
        line.strip()[1:-1] for line in found.stdout.decode().splitlines() if line.strip().startswith('"')
    ))  # fmt: skip
    plain = "".join(mark.text for mark in tagged("pack").root.marks())
    assert heard == reading.squeezed(plain)


@every
def test_every_font_is_embedded_whole_in_what_it_draws(name: str) -> None:
    file = tagged(name).file
    fonts = {str(font.BaseFont): font for sheet in file.pages for font in sheet.Resources.Font.values()}
    assert fonts
    for said, font in fonts.items():
        assert said[7] == "+"
        assert font.FontDescriptor.FontFile2.read_bytes()[:4] in (b"\0\1\0\0", b"true")
        assert b"<0000>\n" not in font.ToUnicode.read_bytes()


def test_the_title_is_where_readers_look_for_it_and_no_claim_is() -> None:
    # by pypdf: pikepdf's reader of metadata renames namespaces for every XML writer of this process
    about = PdfReader(io.BytesIO(printed("pack")))
    assert about.xmp_metadata is not None
    assert about.metadata is not None
    assert about.xmp_metadata.dc_title == {"x-default": about.metadata.title}
    assert about.xmp_metadata.dc_description == {"x-default": about.metadata.subject}
    with pikepdf.open(io.BytesIO(printed("pack"))) as file:
        assert b"pdfuaid" not in file.Root.Metadata.read_bytes()


def test_a_written_pack_leaves_nothing_that_only_a_search_for_garbage_finds() -> None:
    """That search would stop the window for a tenth of a second: the elements know each other both ways."""
    pack = pdf_samples.pack()
    pdf.write(pack, io.BytesIO())
    gc.collect()
    gc.disable()
    try:
        pdf.write(pack, io.BytesIO())
        assert gc.collect() == 0
    finally:
        gc.enable()
