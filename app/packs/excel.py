"""The pack as a workbook, for those who filter, sort and copy: lays out the Pack, hides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, BinaryIO

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.views import Selection

from app.domain.clock import local
from app.packs import about, manifest
from app.packs.excel_archive import Archive, Writer
from app.packs.excel_chart import add_charts
from app.packs.excel_form import Form, open_style, protect
from app.packs.excel_rows import Inked, Rows, fitting, row
from app.packs.excel_styles import body_style, form_of, head_style, new_book, plain_style, rules
from app.packs.model import Fact, Pack, Sheet

Progress = Callable[[int, int], None]
PORTRAIT = frozenset({"About", "Agenda"})
MOST_ABOVE, MOST_BELOW = 47, 50
"""Letters that stand clear of the marking on a portrait page."""
HEAD_HEIGHT, ABOUT_WIDTH = 30, 70
BESIDE = 6
"""Lines to which a column that is not printed may raise a row, so that it never stretches the print."""
MM = 1 / 25.4


def write(pack: Pack, target: BinaryIO, progress: Progress | None = None) -> None:
    """Writes equal packs to equal bytes; `progress(done, all)` hears of each sheet and may raise to stop."""
    write_as(pack, about.title(pack), about.facts(pack), target, progress)


def write_as(
    pack: Pack,
    title: str,
    facts: Sequence[Fact],
    target: BinaryIO,
    progress: Progress | None = None,
    forms: Mapping[str, Form] = MappingProxyType({}),
) -> None:
    """Writes the sheets of a pack, or of a paper framed like one, behind an About of this title and facts.

    `forms` are the sheets that are filled in and come back, by name.
    """
    book = new_book()
    _properties(book, pack)
    rows = {"About": _about(book, pack, title, facts)}
    for sheet in pack.sheets:
        rows[sheet.name] = _sheet(book, pack, sheet, forms.get(sheet.name))
    with Archive(target, local(pack.made_at)) as archive:
        Writer(book, archive, _told(rows, progress)).write_data()


def _told(rows: dict[str, Rows], progress: Progress | None) -> dict[str, Rows]:
    def telling(done: int, source: Rows) -> Rows:
        def told() -> Iterator[str]:
            if progress is not None:
                progress(done, len(rows))
            yield from source()

        return told

    return {name: telling(done, source) for done, (name, source) in enumerate(rows.items())}


def _properties(book: Any, pack: Pack) -> None:
    moment = local(pack.made_at).replace(tzinfo=None, microsecond=0)
    book.properties = DocumentProperties(
        creator="",  # were it absent, some readers would put their own name in its place
        title=f"{'DRAFT ' if pack.draft else ''}{pack.region} {pack.title.lower()}, {pack.month_words}",
        subject=f"{pack.edition} edition, version {pack.version}",
        keywords=f"{pack.marking}{' - FICTIONAL' if pack.fictional else ''}",
        language="en-GB",
        created=moment,
        modified=moment,
    )
    for name, value in manifest.properties(pack):
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    book.calculation = CalcProperties(fullCalcOnLoad=False)


def _about(book: Any, pack: Pack, headed: str, facts: Sequence[Fact]) -> Rows:
    made = book.create_sheet("About")
    made.column_dimensions["A"].width, made.column_dimensions["B"].width = 26, ABOUT_WIDTH
    view = made.sheet_view
    view.showGridLines, view.tabSelected, view.zoomScale = False, True, 100
    view.selection = [Selection(activeCell="A2", sqref="A2")]
    _print(made, pack)
    marking, title = plain_style(book, 12, bold=True), plain_style(book, 16, bold=True)
    label, words = plain_style(book, bold=True), plain_style(book, wrap=True)
    made.print_area = f"A1:B{len(facts) + 5}"

    def lines() -> Iterator[str]:
        yield row([Inked("A", marking, marking)], 1, [pack.marking])
        if pack.fictional:
            yield row([Inked("A", marking, marking)], 2, ["FICTIONAL"])
        yield row([Inked("A", title, title)], 4, [headed])
        pair = [Inked("A", label, label), Inked("B", words, words, ABOUT_WIDTH)]
        for number, fact in enumerate(facts, 6):
            yield row(pair, number, [fact.label, fact.words])

    return lines


def _inked(book: Any, sheet: Sheet, filled: Form | None = None) -> list[Inked]:
    found = []
    for place, (before, column) in enumerate(zip((None, *sheet.columns), sheet.columns, strict=False)):
        form = form_of(sheet, place)
        if filled is not None and column.title in filled.filled:
            plain, quoted = (open_style(book, column, form, quoted=quote) for quote in (False, True))
        else:
            plain, quoted = (body_style(book, column, form, before, quoted=quote) for quote in (False, True))
        # a letter is narrower than the digit that widths count; a word at a line's end leaves a gap
        wraps = round(column.width * 1.1) - 3 if column.wrap else 0
        most = 0 if column.prints else BESIDE
        found.append(Inked(get_column_letter(place + 1), plain, quoted, wraps, most))
    return found


def _heads(book: Any, sheet: Sheet) -> list[Inked]:
    pairs = zip((None, *sheet.columns), sheet.columns, strict=False)
    styles = [head_style(book, column, before) for before, column in pairs]
    return [Inked(get_column_letter(place), style, style) for place, style in enumerate(styles, 1)]


def _sheet(book: Any, pack: Pack, sheet: Sheet, form: Form | None = None) -> Rows:
    made = book.create_sheet(sheet.name)
    for place, column in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(place)].width = column.width
    _view(made, sheet.keys)
    _print(made, pack)
    tables, last = [], -2
    for part in (sheet, *sheet.below):
        start = last + 3
        # a table needs one row below its head
        lines = [*fitting(part.rows, part.keys)] or [(None,) * len(part.columns)]
        last = start + len(lines)
        _table(made, part, start, last)
        tables.append((start, _heads(book, part), _inked(book, part, form), part, lines))
    if form is not None:
        protect(made, sheet, form, last)
    printed = max(sum(column.prints for column in part.columns) for part in (sheet, *sheet.below))
    made.print_area = f"A1:{get_column_letter(printed)}{last}"
    made.print_title_rows = "1:1"
    charts = add_charts(made, sheet, [start for start, *_ in tables])
    beside = plain_style(book)

    def cells() -> Iterator[str]:
        for start, heads, inked, part, lines in tables:
            drawn = charts if start == 1 else []
            ends = [Inked(letters, beside, beside) for letters, _ in drawn]
            names = [column.title for column in part.columns]
            yield row([*heads, *ends], start, [*names, *(words for _, words in drawn)], HEAD_HEIGHT)
            for number, line in enumerate(lines, start + 1):
                yield row(inked, number, line)

    return cells


def _table(made: Any, sheet: Sheet, start: int, last: int) -> None:
    letters = get_column_letter(len(sheet.columns))
    name = sheet.name.replace(" ", "_")
    table: Any = Table(displayName=name, name=name, ref=f"A{start}:{letters}{last}")
    table._initialise_columns()
    for column, shape in zip(sheet.columns, table.tableColumns, strict=True):
        shape.name = column.title
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    made._tables.add(table)  # add_table warns in write-only mode, even when the columns are set
    for place, column in enumerate(sheet.columns, 1):
        for rule in rules(column):
            at = get_column_letter(place)
            made.conditional_formatting.add(f"{at}{start + 1}:{at}{last}", rule)


def _view(made: Any, keys: int) -> None:
    view = made.sheet_view
    view.showGridLines, view.tabSelected, view.zoomScale = False, False, 100
    made.freeze_panes = f"{get_column_letter(keys + 1)}2"
    view.pane.activePane = "bottomLeft"
    for selection in view.selection:
        if selection.pane == "bottomLeft":
            selection.activeCell = selection.sqref = "A2"


def _print(made: Any, pack: Pack) -> None:
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup, margins = made.page_setup, made.page_margins
    setup.orientation = "portrait" if made.title in PORTRAIT else "landscape"
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = 9, 1, 0
    setup.pageOrder = "downThenOver"
    margins.left = margins.right = 10 * MM
    margins.top, margins.bottom, margins.header, margins.footer = 20 * MM, 18 * MM, 8 * MM, 8 * MM
    draft = "DRAFT · " if pack.draft else ""
    copy = f" · copy {pack.copy}" if pack.copy else ""
    head, foot = made.oddHeader, made.oddFooter
    name = f"{pack.region} {pack.title.lower()} · {pack.month_words}"
    if made.title in PORTRAIT and len(name) > MOST_ABOVE:
        name = f"{pack.region} · {pack.month_words}"
    head.left.text = _code(name)
    head.right.text = "FICTIONAL" if pack.fictional else None
    version = f" · version {pack.version} · {pack.edition} edition{copy}" if pack.version else ""
    told = f"{draft}{pack.id}{version}"
    if made.title in PORTRAIT and len(told) > MOST_BELOW:
        told = f"{draft}{pack.id} · version {pack.version}{copy}"
    foot.left.text = _code(told)
    foot.right.text = "&A, page &P of &N"
    for side in (head.left, head.right, foot.left, foot.right):
        # small enough to stay clear of the marking on a portrait page
        side.font, side.size = "Arial,Regular", 7 if made.title in PORTRAIT else 9
    for centre in (head.center, foot.center):
        centre.font, centre.size, centre.text = "Arial,Bold", 11, _code(pack.marking)


def _code(text: str) -> str:
    """Text in a page header, where & begins a code."""
    return text.replace("&", "&&")
