"""A workbook written without a temporary file, and to the same bytes whenever it is written."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ARC_APP, ExcelWriter

# openpyxl names itself and a program here; the part may be empty but not absent
NO_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


class SteadyZip(ZipFile):
    """A zip whose members all carry the first moment that the format knows."""

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:
        """Adds a member, compressed, without the time of writing."""
        member = ZipInfo(name if isinstance(name, str) else name.filename)
        member.compress_type = ZIP_DEFLATED
        super().writestr(member, NO_PROGRAM if member.filename == ARC_APP else data, compresslevel=6)


class MemoryWriter(ExcelWriter):
    """openpyxl's writer, taking each sheet from memory instead of from a plain temporary file."""

    def write_worksheet(self, sheet: Any) -> None:
        """Adds one sheet to the archive and lets its memory go."""
        sheet._drawing = None
        if not sheet.closed:
            sheet.close()
        writer = sheet._writer
        sheet._rels = writer._rels
        self._archive.writestr(sheet.path[1:], writer.out.getvalue())
        self.manifest.append(sheet)
        writer.out.close()


def keep_in_memory(sheet: Any) -> None:
    """Makes a write-only sheet write to memory; call it after its views and widths are set, before any row."""
    sheet._writer = WorksheetWriter(sheet, out=BytesIO())
    sheet._writer.write_top()


def save(workbook: Workbook, target: BinaryIO) -> None:
    """Writes the workbook; equal workbooks give equal bytes."""
    with SteadyZip(target, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        MemoryWriter(workbook, archive).write_data()
