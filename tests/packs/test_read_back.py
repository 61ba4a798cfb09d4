"""Reading back: a withheld name is found wherever it is put, and everyday words stop nothing."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pypdf
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from app import words
from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.domain.month import UpdateRow
from app.errors import Refusal
from app.packs import editions, excel, monthly, pdf, read_back
from app.packs.editions_sieve import Reduced, WithheldText
from app.packs.read_back_search import Way
from tests.packs import months

NAME = WithheldText("threat", "name", "Tarrow Vale carriers", "other_force")
REFERENCE = WithheldText("threat", "reference", "AS/2024/0117", "other_force")
OPERATION = WithheldText("threat", "operation", "Sandpiper", "other_force")
TEXT = WithheldText(
    "update", "text", "Two phones were recovered from the loft by the search team on Monday", "other_force"
)
WITHHELD = (NAME, REFERENCE, OPERATION, TEXT)


def hits(data: bytes, withheld: tuple[WithheldText, ...] = WITHHELD, name: str = "pack") -> set[str]:
    return {hit.withheld.text for hit in read_back.hits({name: data}, withheld)}


def places(data: bytes) -> str:
    return " | ".join(hit.place for hit in read_back.hits({"pack": data}, WITHHELD))


@cache
def written() -> tuple[bytes, bytes]:
    pack = monthly.build(months.empty(), months.MADE_AT)
    printed, book = BytesIO(), BytesIO()
    pdf.write(pack, printed)
    excel.write(pack, book)
    return printed.getvalue(), book.getvalue()


def drawn(*lines: str) -> bytes:
    target = BytesIO()
    canvas = Canvas(target)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    return target.getvalue()


def changed(edit: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(BytesIO(written()[0]))
    edit(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "lines",
    [
        ("seen with the Tarrow Vale carriers",),
        ("seen with the Tarrow", "Vale carriers last week"),
        ("the TARROW\u00a0VALE CARRIERS",),
        ("the Tarrow-Vale", "carriers"),
        ("TarrowValeCarr", "iers"),
    ],
)
def test_a_name_is_found_on_a_page_in_any_case_and_over_line_breaks(lines: tuple[str, ...]) -> None:
    assert hits(drawn(*lines)) == {NAME.text}
    assert places(drawn(*lines)).startswith("page 1")


@pytest.mark.parametrize("said", ["AS/2024/0117", "AS 2024 0117", "as-2024-0117"])
def test_a_reference_is_found_whatever_parts_it(said: str) -> None:
    assert hits(drawn(f"see {said}.")) == {REFERENCE.text}


@pytest.mark.parametrize("said", ["AS/2024/01170", "XAS/2024/0117", "2024/0117"])
def test_another_reference_is_none(said: str) -> None:
    assert hits(drawn(f"see {said}.")) == set()


def test_six_words_of_a_text_are_found_and_five_are_not() -> None:
    assert hits(drawn("were recovered from the loft", "by the search")) == {TEXT.text}
    assert hits(drawn("recovered from the loft by")) == set()


def _bookmark(writer: pypdf.PdfWriter) -> None:
    writer.add_outline_item(title="Tarrow Vale carriers", page_number=0)


def _title(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/Title": "Tarrow Vale carriers"})


def _keyword(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/Keywords": "OFFICIAL, Tarrow Vale carriers"})


def _xmp(writer: pypdf.PdfWriter) -> None:
    writer.xmp_metadata = b"<x:xmpmeta><dc:title>Tarrow Vale carriers</dc:title></x:xmpmeta>"


def _attached(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("notes.txt", b"seen with the Tarrow Vale carriers")


def _attached_workbook(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("more.xlsx", in_book(lambda book: book.active.append(["Tarrow Vale carriers"])))


def _attached_pdf(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("more.pdf", drawn("Tarrow Vale", "carriers"))


def _attachment_name(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("Tarrow Vale carriers.txt", b"nothing")


def _alternative(writer: pypdf.PdfWriter) -> None:
    figure = DictionaryObject(
        {
            NameObject("/S"): NameObject("/Figure"),
            NameObject("/Alt"): TextStringObject("Tarrow Vale carriers"),
        }
    )
    writer._add_object(figure)


def _spoken(writer: pypdf.PdfWriter) -> None:
    stream = pypdf.generic.StreamObject()
    stream._data = b"/Span <</ActualText (the Tarrow Vale carriers)>> BDC EMC"
    writer._add_object(stream.flate_encode())


def _note(writer: pypdf.PdfWriter) -> None:
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject(NAME.text)}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def _destination(writer: pypdf.PdfWriter) -> None:
    writer.add_named_destination("Tarrow Vale carriers", 0)


def _accented(writer: pypdf.PdfWriter) -> None:
    # written as UTF-16, as every title with a letter beyond Latin 1 is
    writer.add_metadata({"/Subject": "Tarrow Vale carriers, Łódź"})


PDF_PLACES = (
    _bookmark, _title, _keyword, _xmp, _attached, _attached_workbook, _attached_pdf, _attachment_name,
    _alternative, _spoken, _note, _destination, _accented,
)  # fmt: skip


@pytest.mark.parametrize("put", PDF_PLACES, ids=lambda put: put.__name__.strip("_"))
def test_a_name_is_found_beside_the_pages(put: Callable[[pypdf.PdfWriter], None]) -> None:
    assert hits(written()[0]) == set()
    assert hits(changed(put)) == {NAME.text}


def test_a_name_is_found_in_objects_that_are_packed_together() -> None:
    inside = b"1 0 <</Title (the Tarrow Vale carriers)>>"
    packed = zlib.compress(inside)
    data = (
        drawn("nothing")
        + b"\n9 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b">> stream\n"
        + packed
        + b"\nendstream endobj\n"
    )
    assert hits(data) == {NAME.text}


def in_book(edit: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    edit(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(book: openpyxl.Workbook) -> None:
    book.active["C7"] = "the Tarrow Vale\ncarriers"


def _sheet_name(book: openpyxl.Workbook) -> None:
    book.create_sheet("Tarrow Vale carriers")


def _hidden_sheet(book: openpyxl.Workbook) -> None:
    made = book.create_sheet("More")
    made.sheet_state = "veryHidden"
    made["A1"] = "Tarrow Vale carriers"


def _header(book: openpyxl.Workbook) -> None:
    book.active.oddHeader.center.text = "Tarrow Vale carriers"
    book.active.oddHeader.center.size = 11
    book.active.oddHeader.center.font = "Arial,Bold"


def _footer(book: openpyxl.Workbook) -> None:
    book.active.evenFooter.left.text = "Tarrow Vale carriers"


def _defined(book: openpyxl.Workbook) -> None:
    book.defined_names["Tarrow_Vale_carriers"] = DefinedName("Tarrow_Vale_carriers", attr_text="Sheet!$A$1")


def _custom(book: openpyxl.Workbook) -> None:
    book.custom_doc_props.append(StringProperty(name="Source", value="Tarrow Vale carriers"))


def _core(book: openpyxl.Workbook) -> None:
    book.properties.description = "Tarrow Vale carriers"


def _comment(book: openpyxl.Workbook) -> None:
    book.active["A1"].comment = Comment("Tarrow Vale carriers", "nobody")


def _validation(book: openpyxl.Workbook) -> None:
    made = openpyxl.worksheet.datavalidation.DataValidation(
        type="list", formula1='"One,Tarrow Vale carriers"'
    )
    made.add("A1")
    book.active.add_data_validation(made)


def _tooltip(book: openpyxl.Workbook) -> None:
    book.active["A1"] = "see"
    book.active["A1"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(
        ref="A1", location="B1", tooltip="Tarrow Vale carriers"
    )


def _chart(book: openpyxl.Workbook) -> None:
    made = openpyxl.chart.BarChart()
    made.title = "Tarrow Vale carriers"
    book.active.add_chart(made, "C3")


BOOK_PLACES = (
    _cell, _sheet_name, _hidden_sheet, _header, _footer, _defined, _custom, _core, _comment, _validation,
    _tooltip, _chart,
)  # fmt: skip


@pytest.mark.parametrize("put", BOOK_PLACES, ids=lambda put: put.__name__.strip("_"))
def test_a_name_is_found_anywhere_in_a_workbook(put: Callable[[openpyxl.Workbook], object]) -> None:
    assert hits(in_book(lambda book: None)) == set()
    assert hits(in_book(put)) == {NAME.text}


def test_a_name_is_found_in_text_that_changes_its_face_and_in_our_own_workbook() -> None:
    parts = b"<r><t>Tarr</t></r><r><rPr><b/></rPr><t>ow Vale carriers</t></r>"
    rich = b'<row r="9"><c r="B9" t="inlineStr"><is>' + parts + b"</is></c></row>"
    data = edited(written()[1], "xl/worksheets/sheet1.xml", b"</sheetData>", rich + b"</sheetData>")
    assert hits(data) == {NAME.text}
    assert "sheet About, cell B9" in places(data)


def edited(book: bytes, part: str, was: bytes, now: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            assert name != part or was in data
            new.writestr(name, data.replace(was, now) if name == part else data)
    return target.getvalue()


def test_the_name_of_a_file_is_read_too() -> None:
    assert hits(written()[0], name="SW-2026-12 Tarrow Vale carriers.pdf") == {NAME.text}


def test_what_cannot_be_read_through_does_not_leave() -> None:
    writer = pypdf.PdfWriter(BytesIO(written()[0]))
    writer.encrypt("secret", algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    for data in (
        target.getvalue(),
        b"%PDF-1.7 broken",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 under a password",
    ):
        with pytest.raises(Refusal) as raised:
            read_back.hits({"pack": data}, WITHHELD)
        assert raised.value.code == "edition.unreadable"


def test_a_hit_stops_the_issue_and_names_file_and_place() -> None:
    with pytest.raises(Refusal) as raised:
        read_back.check({"pack.pdf": drawn("the Tarrow Vale carriers")}, Reduced(months.empty(), WITHHELD))
    assert raised.value.code == "edition.leak"
    assert (raised.value.fields["file"], raised.value.fields["place"]) == ("pack.pdf", "page 1")


# words that are everybody's


def ways(*texts: WithheldText, month: object = None) -> list[Way]:
    reduced = Reduced(month or months.empty(), texts)  # type: ignore[arg-type]
    return [looked.way for looked in read_back.ways(reduced)]


def operation(name: str) -> WithheldText:
    return WithheldText("threat", "operation", name, "other_force")


def released(*texts: str) -> object:
    rows = tuple(UpdateRow("0117", months.BEFORE, "DI Hale", None, text) for text in texts)
    return replace(months.small(), updates=rows)


def test_a_word_that_the_pack_prints_is_found_after_op_alone() -> None:
    plan = operation("Plan")
    assert ways(plan) == [Way.OPERATION]
    assert hits(drawn("the 4P plan of Plan"), (plan,)) == set()
    # without the month of the edition there is nothing else to tell them apart by
    assert hits(drawn("under Op PLAN they"), (plan,)) == {"Plan"}
    assert hits(drawn("Operation", "Plan"), (plan,)) == {"Plan"}


def test_a_word_that_released_texts_write_small_counts_with_a_capital() -> None:
    bridge = operation("Heronry")
    month = released("seen at the heronry", "the heronry was empty", "nothing")
    assert ways(bridge, month=month) == [Way.CAPITAL]

    def found(text: str) -> int:
        return len(read_back.hits({"x": drawn(text)}, (bridge,), month))  # type: ignore[arg-type]

    assert found("seen at the heronry") == 0
    assert found("Heronry was quiet") == 0
    assert found("asked about Heronry today") == 1
    assert found("asked about op heronry today") == 1


def test_a_name_that_is_part_of_an_address_is_none() -> None:
    assert hits(drawn("seized at Sandpiper Lane")) == set()
    assert hits(drawn("seized at Sandpiper Lane under Op Sandpiper")) == {"Sandpiper"}
    assert hits(drawn("seized under sandpiper")) == {"Sandpiper"}


def test_what_the_edition_says_by_right_is_not_looked_for() -> None:
    month = months.small()
    same = WithheldText("threat", "operation", "Sandpiper", "other_force")
    officer = WithheldText("officer", "name", "Morgan Hale", "other_force")
    author = WithheldText("update", "by", "DI Morgan Hale", "other_force")
    other = WithheldText("officer", "name", "Peregrine Tolland", "other_force")
    found = ways(same, officer, author, other, month=month)
    assert found == [Way.RELEASED, Way.RELEASED, Way.RELEASED, Way.WHOLE]


def test_runs_that_released_texts_share_tell_nothing() -> None:
    text = WithheldText(
        "update", "text", "Warrant served at the address and drugs for supply seized there", "x"
    )
    month = released("Warrant served at the address and drugs for supply seized in the shed")
    said = "Warrant served at the address and drugs for supply seized in the shed"
    assert read_back.hits({"x": drawn(said)}, (text,), month) == ()  # type: ignore[arg-type]
    whole = f"{text.text} today"
    assert len(read_back.hits({"x": drawn(whole)}, (text,), month)) == 1  # type: ignore[arg-type]


def test_what_says_too_little_is_told_as_such() -> None:
    short = WithheldText("threat", "operation", "Ox", "other_force")
    prose = WithheldText("action", "title", "Visit premises", "other_force")
    assert ways(short, prose) == [Way.SHORT, Way.SHORT]
    assert [words.say(way.value) for way in Way]


def test_ten_thousand_withheld_texts_are_sought_in_a_large_workbook_within_seconds() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number in range(4_000):
            book.active.append([f"Words of row {number} and cell {column} in it" for column in range(8)])

    data = in_book(fill)
    withheld = [
        WithheldText("threat", "reference", f"ZZ/2024/{number:05}", "other_force") for number in range(5_000)
    ]
    withheld += [
        WithheldText("update", "text", f"Nobody knows why number {number} of them was away", "other_force")
        for number in range(5_000)
    ]
    begun = time.process_time()
    assert read_back.hits({"big.xlsx": data}, withheld) == ()
    assert time.process_time() - begun < 4


def test_a_threat_that_went_to_another_force_may_be_named_by_the_force_that_had_it() -> None:
    force = Edition(EditionKind.FORCE, "as", "Avon and Somerset", "AS")
    month = months.small()
    before = monthly.build(editions.reduced(month, force).month, months.MADE_AT, edition=force)
    gone = month.threats[0]._replace(home_force="dc", other_forces=())
    moved = replace(month, threats=(gone, *month.threats[1:]))
    cut = editions.reduced(moved, force)
    told = {"pack.pdf": drawn("Left this edition: Lantern Quay group, AS/2024/0117")}
    assert {hit.words for hit in read_back.hits(told, cut.withheld, cut.month)} == {
        "lantern quay group", "as 2024 0117",
    }  # fmt: skip
    knowing = read_back.knowing(cut, before)
    read_back.check(told, knowing)
    with pytest.raises(Refusal):
        read_back.check({"pack.pdf": drawn("and Op Sandpiper goes on")}, knowing)
