"""The writers against the bare libraries, ten times the pages, and the month against bare SQL."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import cycle
from typing import Any

import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy import event

from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.packs import editions, excel, monthly, pdf, read_back
from app.packs.model import Pack
from app.reads import months
from app.store import engine
from tests.bench import replay
from tests.bench.measure import Row, against, by_turns, seconds
from tests.bench.registers import MONTH, NOW, opened


@cache
def region_pack() -> Pack:
    with opened("region") as register:
        return monthly.build(register.ask(months.everything, MONTH), NOW)


def excel_rows() -> list[Row]:
    pack = region_pack()
    written = BytesIO()
    excel.write(pack, written)
    book = load_workbook(written)
    sheets = [(sheet.title, _widths(sheet), _cells(sheet)) for sheet in book]
    count = sum(len(line) for _, _, lines in sheets for line in lines)
    ours, floor, beside = by_turns(
        lambda: excel.write(pack, BytesIO()),
        lambda: _write_only(sheets),
        lambda: _xlsxwriter(sheets),
        repeats=5,
    )
    what = f"pack to Excel, {count:,} cells"
    return [
        against(f"{what}: openpyxl write-only", ours, floor, 1.3),
        Row(f"{what}: XlsxWriter", seconds(ours), seconds(beside), f"{ours / beside:.2f} x", "", ""),
    ]


def _widths(sheet: Any) -> dict[str, float]:
    return {letter: shape.width for letter, shape in sheet.column_dimensions.items()}


def _cells(sheet: Any) -> list[list[Any]]:
    return [list(line) for line in sheet.iter_rows()]


def _write_only(sheets: list[tuple[str, dict[str, float], list[list[Any]]]]) -> None:
    """The same cells in the same formats by openpyxl's write-only mode, each format made once."""
    book = Workbook(write_only=True)
    for title, widths, lines in sheets:
        sheet = book.create_sheet(title)
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
        styles: dict[int, Any] = {}
        for line in lines:
            out = []
            for cell in line:
                made = WriteOnlyCell(sheet, cell.value)
                style = styles.get(cell.style_id)
                if style is None:
                    made.font, made.alignment = copy(cell.font), copy(cell.alignment)
                    made.border, made.number_format = copy(cell.border), cell.number_format
                    styles[cell.style_id] = made._style
                else:
                    made._style = style
                    if isinstance(cell.value, str):
                        made.data_type = "s"
                out.append(made)
            sheet.append(out)
    book.save(BytesIO())


def _xlsxwriter(sheets: list[tuple[str, dict[str, float], list[list[Any]]]]) -> None:
    """The same cells by XlsxWriter, in memory a row at a time."""
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    formats: dict[int, Any] = {}
    for title, widths, lines in sheets:
        sheet = book.add_worksheet(title)
        for letter, width in widths.items():
            sheet.set_column(f"{letter}:{letter}", width)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                style = formats.get(cell.style_id)
                if style is None:
                    style = formats[cell.style_id] = book.add_format(
                        {
                            "font_name": "Arial",
                            "font_size": cell.font.sz or 9,
                            "bold": bool(cell.font.b),
                            "num_format": cell.number_format,
                            "text_wrap": bool(cell.alignment.wrap_text),
                            "valign": "top",
                            "bottom": 7,
                        }
                    )
                value = cell.value
                if value is None:
                    sheet.write_blank(row, column, None, style)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, style)
                elif isinstance(value, int | float):
                    sheet.write_number(row, column, value, style)
                else:
                    sheet.write_datetime(row, column, value, style)
    book.close()


GROUPS = 60


def sixty(pack: Pack) -> Pack:
    """The pack with sixty group pages: those it has, again and again."""
    cards = zip(range(1, GROUPS + 1), cycle(pack.cards), strict=False)
    return replace(pack, cards=tuple(replace(card, number=f"5.{place}") for place, card in cards))


def pdf_rows() -> list[Row]:
    """The tagged pack of sixty groups, and reading back what a force's edition withholds of both files."""
    pack = sixty(region_pack())
    book = pdf.lay_out(pack)
    drawn = replay.operations(book)
    cut, files = edition_files()
    ours, floor, check = by_turns(
        lambda: pdf.write(pack, BytesIO()),
        lambda: replay.draw(drawn),
        lambda: read_back.hits(files, cut.withheld, cut.month),
        repeats=5,
    )
    texts = sum(len(leaf.texts) for leaf in book.leaves)
    what = f"pack to PDF, tagged, {GROUPS} groups on {len(book.leaves)} pages, {texts:,} lines: bare canvas"
    back = f"reading both files of an edition back for {len(cut.withheld):,} withheld texts: the same canvas"
    return [against(what, ours, floor, 2.5), against(back, check, floor, 2.5)]


def edition_files() -> tuple[editions.Reduced, dict[str, bytes]]:
    """A force's edition of the region's month, whose pages are those of its own groups."""
    with opened("region") as register:
        month = register.ask(months.everything, MONTH)
    force = month.forces[0]
    edition = Edition(EditionKind.FORCE, force.id, force.name, force.id.upper())
    cut = editions.reduced(month, edition)
    pack = monthly.build(cut.month, NOW, edition=edition)
    printed, book = BytesIO(), BytesIO()
    pdf.write(pack, printed)
    excel.write(pack, book)
    return cut, {"pack.pdf": printed.getvalue(), "pack.xlsx": book.getvalue()}


def ten_times() -> list[Row]:
    """Ten times the groups and the lists: a layout that looks back over all pages would show here.

    Begun from three times the region, so that both have the same share of the heavier pages of groups: the
    agenda and the other pages in front are the same few in either.
    """
    pack, many = _times(region_pack(), 3), _times(region_pack(), 30)
    pages: dict[int, int] = {}

    def write(which: Pack) -> Callable[[], None]:
        def run() -> None:
            pages[id(which)] = pdf.write(which, BytesIO())

        return run

    small, large = by_turns(write(pack), write(many), repeats=3)
    few, lots = pages[id(pack)], pages[id(many)]
    for_each_ten = large / small / (lots / few) * 10
    what = f"{lots} pages against {few}, for ten times the pages"
    return [Row(what, seconds(large), seconds(small), f"{for_each_ten:.1f} x", "11 x", for_each_ten <= 11)]


def _times(pack: Pack, count: int) -> Pack:
    cards = tuple(
        replace(card, number=f"{card.number.split('.')[0]}.{copy_ * len(pack.cards) + place}")
        for copy_ in range(count)
        for place, card in enumerate(pack.cards, 1)
    )
    log = replace(
        pack.log, groups=tuple(group._replace(lines=group.lines * count) for group in pack.log.groups)
    )
    exceptions = replace(
        pack.exceptions,
        overdue=tuple(group._replace(lines=group.lines * count) for group in pack.exceptions.overdue),
        groups=tuple(group._replace(lines=group.lines * count) for group in pack.exceptions.groups),
    )
    return replace(pack, cards=cards, log=log, exceptions=exceptions)


def month_rows() -> list[Row]:
    """The month's rows by the reads, against the same SQL on the driver itself."""
    rows = []
    for size in ("region", "national"):
        with opened(size) as register:
            statements: list[tuple[str, Any]] = []

            def note(_c: Any, _cursor: Any, sql: str, values: Any, *_: Any, kept: Any = statements) -> None:
                if not sql.startswith("BEGIN"):
                    kept.append((sql, values))

            event.listen(register._engine, "before_cursor_execute", note)
            register.ask(months.everything, MONTH)
            event.remove(register._engine, "before_cursor_execute", note)
            bare = engine.connect(register.path / "register.db", register._opened.key, read_only=True)

            def floor(bare: Any = bare, statements: Any = tuple(statements)) -> list[Any]:
                bare.execute("BEGIN")
                found = [bare.execute(sql, values).fetchall() for sql, values in statements]
                bare.execute("COMMIT")
                return found

            count = sum(len(found) for found in floor())
            ours, least = by_turns(
                lambda register=register: register.ask(months.everything, MONTH),
                floor,
                repeats=25 if size == "region" else 7,
            )
            bare.close()
            rows.append(against(f"the month's data, {size}, {count:,} rows: bare driver", ours, least, 1.5))
    return rows
