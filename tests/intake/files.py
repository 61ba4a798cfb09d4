"""Files for the tests of the intake: the three samples, and small trackers made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import openpyxl

from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.ids import new_id
from app.domain.inbox import Held
from app.domain.intake import Known, Name, Taking
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.score import Score
from app.domain.threat import Note, Threat
from app.intake import child, layouts, reading, records, review
from app.intake.candidates import Candidates
from app.intake.cells import Book, from_json
from app.jobs.set_up import choices, reference_records

R = TypeVar("R", bound=Record)
SAMPLES = Path(__file__).parent.parent / "samples"
AVON = SAMPLES / "avon-and-somerset-tracker.xlsx"
DEVON = SAMPLES / "devon-and-cornwall-actions.csv"
DORSET = SAMPLES / "dorset-returns.xlsx"

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
REGION, FORCES, THEMES = reference_records("south-west", fictional=True)
CHOICES = choices()
EMPTY = Known(forces=FORCES, themes=THEMES)

HEADINGS = (
    "OCG Ref",
    "Op name",
    "AKA",
    "Primary crime",
    "SIO",
    "LRO",
    "MoRiLE",
    "Date scored",
    "PURSUE",
    "PROTECT",
)
LIST = ("Reference", "Group", "4P", "Action", "Owner", "Target date", "Status")


def book_of(data: bytes, name: str) -> Book:
    """What the child makes of these bytes, read in this process."""
    return from_json(child.parse(data, name), name, "0" * 64)


def candidates_of(data: bytes, name: str, mapping: layouts.Mapping | None = None) -> Candidates:
    """The candidates of a file's bytes."""
    book = book_of(data, name)
    layout = layouts.recognise(book, mapping)
    return reading.read(book, layout, forces=FORCES, themes=THEMES, today=TODAY, choices=CHOICES)


def sample(path: Path) -> Candidates:
    """The candidates of a sample."""
    return candidates_of(path.read_bytes(), path.name)


def taking_of(candidates: Candidates, known: Known = EMPTY, *, accept: bool = True) -> Taking:
    """What the candidates come to without a reviewer."""
    made = review.build(candidates, known)
    return records.taking(made, accept=accept, now=NOW, today=TODAY, new_id=partial(new_id, NOW))


def workbook(*rows: Sequence[Any], sheet: str = "LIVE") -> openpyxl.Workbook:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(*rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    """Rows as a CSV file with semicolons."""
    return "\r\n".join(";".join(row) for row in rows).encode(encoding)


def list_row(**cells: str) -> list[str]:
    """One row of an action list in Devon and Cornwall, sound but for the cells given."""
    sound = {
        "reference": "DC1",
        "group": "Quay group",
        "strand": "Pursue",
        "action": "Visit premises",
        "owner": "PC A Hale",
        "due": "01/12/2026",
        "status": "Open",
    }
    return list({**sound, **cells}.values())


def rezipped(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def known_after(taking: Taking) -> Known:
    """An empty register after these new records were saved."""

    def new(cls: type[R]) -> tuple[R, ...]:
        return tuple(replace(record, version=1) for record in taking.new if isinstance(record, cls))

    threats = new(Threat)
    return replace(
        EMPTY,
        officers=new(Officer),
        threats=threats,
        names=tuple(Name(threat.id, threat.reference, threat.name, threat.operation) for threat in threats),
        assignments=new(Assignment),
        scores=new(Score),
        notes=new(Note),
        actions=new(Action),
        held=frozenset(record.fingerprint for record in new(Held)),
    )
