"""The pack as a workbook: lays out what the Pack holds, works nothing out and hides nothing (excel.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from app.packs import workbook_about, workbook_file, workbook_style, workbook_text
from app.packs.model import Cell, ColumnKind, Pack, Sheet

Progress = Callable[[str, int, int], None]
PORTRAIT = ("About", "Agenda")
MM = 1 / 25.4


def write(pack: Pack, target: BinaryIO, progress: Progress | None = None) -> None:
    """Writes the workbook; equal packs give equal bytes. `progress` may raise to stop."""
    workbook = Workbook(write_only=True)
    _face(workbook)
    _properties(workbook, pack)
    _about(workbook, pack)
    for done, sheet in enumerate(pack.sheets, 1):
        if progress:
            progress(f"Sheet {sheet.name}", done, len(pack.sheets))
        _data(workbook, pack, sheet)
    workbook_file.save(workbook, target)


def _face(workbook: Any) -> None:
    # the first font is the one that column widths are counted in
    workbook._named_styles["Normal"].font = workbook_style.BODY
    workbook._fonts[0] = workbook_style.BODY
    workbook._fonts.clean = False


def _properties(workbook: Any, pack: Pack) -> None:
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = None
    properties.title = f"{pack.region} {pack.title.lower()}, {pack.month_words}"
    properties.subject = f"{pack.edition} edition, version {pack.version}"
    properties.keywords = f"{pack.marking}{' - FICTIONAL' if pack.fictional else ''}"
    properties.created = properties.modified = pack.made_at.replace(tzinfo=None, microsecond=0)
    workbook.custom_doc_props.append(StringProperty(name="Pack", value=pack.id))
    workbook.custom_doc_props.append(StringProperty(name="Version", value=pack.version))


def _escaped(text: str) -> str:
    """Text in a print header, where an ampersand begins a code."""
    return text.replace("&", "&&")


def _page(sheet: Any, pack: Pack) -> None:
    """Paper, margins, header and footer; the marking stands at the top and bottom of every page."""
    sheet.page_setup.orientation = "portrait" if sheet.title in PORTRAIT else "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.pageOrder = "downThenOver"
    margins = sheet.page_margins
    margins.left = margins.right = 10 * MM
    margins.top, margins.bottom, margins.header, margins.footer = 20 * MM, 18 * MM, 8 * MM, 8 * MM
    head, foot = sheet.oddHeader, sheet.oddFooter
    head.left.text = _escaped(f"{pack.region} {pack.title.lower()} · {pack.month_words}")
    foot.left.text = _escaped(f"{pack.id} · version {pack.version} · {pack.edition} edition")
    foot.right.text = "&A, page &P of &N"
    if pack.fictional:
        head.right.text = "FICTIONAL"
    for centre in (head.center, foot.center):
        centre.text, centre.font, centre.size = _escaped(pack.marking), "Arial,Bold", 11
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100


def _about(workbook: Any, pack: Pack) -> None:
    sheet = workbook.create_sheet("About")
    _page(sheet, pack)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 70
    workbook_file.keep_in_memory(sheet)
    fonts = {
        "marking": Font(name="Arial", size=12, bold=True),
        "title": Font(name="Arial", size=16, bold=True),
    }
    top = Alignment(vertical="top")
    for look, label, value in workbook_about.lines(pack):
        left = workbook_style.prepared(sheet, fonts.get(look, workbook_style.BOLD), Border(), top, "@")
        wrapped = Alignment(vertical="top", wrap_text=True)
        right = workbook_style.prepared(sheet, workbook_style.BODY, Border(), wrapped, "@")
        for cell, text in ((left, label), (right, value)):
            cell._value, cell.data_type = workbook_text.clean(text) or None, "s"
        sheet.append([left, right])


def _data(workbook: Any, pack: Pack, source: Sheet) -> None:
    sheet = workbook.create_sheet(source.name)
    _page(sheet, pack)
    for place, column in enumerate(source.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"{get_column_letter(source.keys + 1)}2"
    sheet.row_dimensions[1].height = 30
    sheet.print_title_rows = "1:1"
    workbook_file.keep_in_memory(sheet)
    sheet.append([workbook_style.head(sheet, column) for column in source.columns])
    last = 1 + _rows(sheet, source)
    _finish(sheet, source, last)


def _rows(sheet: Any, source: Sheet) -> int:
    """Appends the rows and returns how many; each column's cell is prepared once and filled again."""
    cells = [workbook_style.body(sheet, column) for column in source.columns]
    quoted = [workbook_style.as_text(cell) for cell in cells]
    scored = [
        workbook_style.with_decimal(cell) if column.kind is ColumnKind.SCORE else cell
        for cell, column in zip(cells, source.columns, strict=True)
    ]
    count = 0
    for row in source.rows:
        for part in workbook_text.parts(row, source.keys):
            sheet.append([
                _filled(place, value, cells, quoted, scored) for place, value in enumerate(part)
            ])  # fmt: skip
            count += 1
    if not count:
        # a table needs one row below its head
        sheet.append([_filled(place, None, cells, quoted, scored) for place in range(len(cells))])
        count = 1
    return count


def _filled(place: int, value: Cell, cells: list[Any], quoted: list[Any], scored: list[Any]) -> Any:
    if isinstance(value, str):
        cell = quoted[place] if value.startswith(workbook_text.FORMULA_LIKE) else cells[place]
        cell._value, cell.data_type = workbook_text.clean(value), "s"
        return cell
    cell = scored[place] if isinstance(value, float) and not value.is_integer() else cells[place]
    cell._value = value
    cell.data_type = "d" if isinstance(value, date | time) else "n"
    return cell


def _finish(sheet: Any, source: Sheet, last: int) -> None:
    """The table with its filter, what prints, and the conditional formats."""
    right = get_column_letter(len(source.columns))
    table = Table(displayName=source.name.replace(" ", "_"), ref=f"A1:{right}{last}")
    table._initialise_columns()
    for column, made in zip(source.columns, table.tableColumns, strict=True):
        assert isinstance(made, TableColumn)
        made.name = column.title
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    printed = max(place for place, column in enumerate(source.columns, 1) if column.prints)
    sheet.print_area = f"A1:{get_column_letter(printed)}{last}"
    for place, column in enumerate(source.columns, 1):
        letter = get_column_letter(place)
        for _, rule in workbook_style.rules(column.title):
            sheet.conditional_formatting.add(f"{letter}2:{letter}{last}", rule)
