"""The file around the sheets: no temporary files, no names, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP

from app.packs.excel_rows import Rows

# openpyxl names Microsoft Excel here; the pack names no program
_APP = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<DocSecurity>0</DocSecurity></Properties>"
)
_CHUNK = 256


class Archive(ZipFile):
    """A zip whose members all carry one time and no trace of the machine."""

    def __init__(self, target: BinaryIO, made_at: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        self._date = (made_at.year, made_at.month, made_at.day, made_at.hour, made_at.minute, 0)

    def member(self, name: str) -> ZipInfo:
        """A member's entry."""
        info = ZipInfo(name, self._date)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 0  # else it differs between Windows and the others
        return info

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Writes a member; the properties that would name the program are replaced."""
        super().writestr(self.member(name), _APP if name == ARC_APP else data)


class Shell(WorksheetWriter):
    """What stands before and after the rows of a sheet, in memory."""

    def parts(self) -> tuple[bytes, bytes]:
        """The XML up to the rows, and after them."""
        self.write_top()
        xf: Any = self.xf.send(True)
        with xf.element("sheetData"):
            pass
        self.xf.send(None)
        self.write_tail()
        # lxml closes an empty element one way, the standard library the other
        whole: bytes = self.read().replace(b"<sheetData></sheetData>", b"<sheetData/>")
        before, _, after = whole.partition(b"<sheetData/>")
        return before, after


def _drawing(charts: list[Any]) -> SpreadsheetDrawing:
    """The charts of a sheet, each with what it shows in words: openpyxl has no place for them."""
    made: Any = SpreadsheetDrawing()
    framed = made._chart_frame

    def frame(number: int) -> Any:
        chart = framed(number)
        chart.nvGraphicFramePr.cNvPr.descr = charts[number - 1].said
        return chart

    made._chart_frame = frame
    made.charts = charts
    return made  # type: ignore[no-any-return]


class Writer(ExcelWriter):
    """Openpyxl's own writer of parts, with our rows."""

    def __init__(self, book: Workbook, archive: Archive, rows: dict[str, Rows]) -> None:
        super().__init__(book, archive)
        self._members = archive
        self._rows = rows

    def write_worksheet(self, ws: Any) -> None:
        """Writes one sheet: openpyxl's XML around our rows."""
        ws._drawing = _drawing(ws._charts)
        ws._drawing.images = ws._images
        shell: Any = Shell(ws, BytesIO())
        before, after = shell.parts()
        ws._rels = shell._rels
        with self._members.open(self._members.member(ws.path[1:]), "w") as member:
            member.write(before + b"<sheetData>")
            for chunk in _chunks(self._rows[ws.title]()):
                member.write(chunk)
            member.write(b"</sheetData>" + after)
        self.manifest.append(ws)


def _chunks(rows: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    for row in rows:
        held.append(row)
        if len(held) >= _CHUNK:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()
