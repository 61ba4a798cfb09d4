"""What a person is asked of one row, of a file under review or of the inbox: a value, without any screen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import words
from app.domain.codes import Strand
from app.domain.custom_value import PREFIX
from app.domain.inbox import Held
from app.intake.differences import Change
from app.intake.findings import Finding, Level
from app.intake.records import held_finding
from app.intake.review import DATE_CODES, Check, ReviewRow

NAMES = {
    "sio": "SIO",
    "lro": "LRO",
    "sro": "SRO",
    "rag": "RAG",
    "lro_trained": "LRO trained",
    "owner": "Owner",
}


def field_words(field: str) -> str:
    """A field's name for people: "Primary theme", "SIO"."""
    if field.startswith(PREFIX):
        return field.removeprefix(PREFIX)
    last = field.removeprefix("lead.")
    return NAMES.get(last.casefold()) or last.replace("_", " ").capitalize().replace(" ref", " reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row's question: which answers it wants, and what a person needs to see for them."""

    key: str
    heading: str
    sentences: tuple[str, ...]
    strands: tuple[Strand, ...] = ()
    wants_date: bool = False
    wants_title: bool = False
    wants_reference: bool = False
    title: str = ""
    due: date | None = None
    strand: Strand | None = None
    said: str = ""
    alike: int = 1
    changes: tuple[Change, ...] = ()
    chosen: frozenset[str] = frozenset()
    register: str = ""
    same: bool | None = None
    as_written: str = ""
    may_take: bool = True
    may_skip: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person said of one row; `take` None leaves it for later."""

    key: str
    take: bool | None = None
    strand: Strand | None = None
    due: date | None = None
    title: str | None = None
    reference: str | None = None
    same: bool | None = None
    fields: frozenset[str] | None = None
    alike: bool = False


HEADINGS = {
    Check.STRAND: "choose the strand",
    Check.DATE: "put the date right",
    Check.FAULT: "put this right",
    Check.CHANGES: "differs from the register",
    Check.NEW: "new",
    Check.SAME: "already in the register",
    Check.SKIPPED: "skipped",
    Check.HELD: "waits in the import inbox",
}


def strands_of(reading: str) -> tuple[Strand, ...]:
    """The strands that a finding names, or all four."""
    return tuple(strand for strand in Strand if strand.value in reading) or tuple(Strand)


def said_alone(finding: Finding) -> str:
    """A finding without the place, which the heading tells already."""
    sentence = finding.words.removeprefix(finding.place.words).lstrip(": ")
    return sentence[:1].upper() + sentence[1:]


def _open(row: ReviewRow) -> bool:
    """Whether accepting would still say something; a row taken with nothing to choose needs no more."""
    return not row.take or bool(row.changes) or bool(row.findings)


def question(row: ReviewRow) -> Question:
    """What is asked of a row under review."""
    codes = {finding.code for finding in row.findings if finding.level is Level.HOLD}
    strand_fault = next((f for f in row.findings if f.code.startswith("import.strand.")), None)
    shown = [f for f in row.findings if f.level is not Level.INFO] or list(row.findings)
    sentences = [said_alone(finding) for finding in dict.fromkeys(shown)]
    if row.check is Check.FAULT and not codes and row.kind == "action":
        sentences.append("Its group has no reference yet. Enter that first.")
    place = (
        f"{row.sheet}, row {row.row}" if row.sheet and row.row else f"Row {row.row}" if row.row else row.sheet
    )
    register = ", ".join(part for part in (row.register_reference, row.register_says) if part)
    return Question(
        key=row.key,
        heading=f"{place}: {HEADINGS[row.check]}",
        sentences=tuple(sentences),
        strands=strands_of(strand_fault.reading) if strand_fault else (),
        wants_date=bool(DATE_CODES & {finding.code for finding in row.findings}),
        wants_title=row.kind == "action" and any(code.startswith("import.title.") for code in codes),
        wants_reference=row.kind == "threat" and "import.reference.missing" in codes,
        title=row.action if row.kind == "action" else "",
        due=row.due,
        strand=row.strand if strand_fault else None,
        said=row.fault.found if row.fault else "",
        alike=row.alike,
        changes=row.changes,
        chosen=row.chosen,
        register=register,
        same=row.same,
        as_written=row.as_written,
        may_take=row.kind != "row" and row.check not in (Check.SAME, Check.HELD) and _open(row),
        may_skip=row.check not in (Check.SAME, Check.HELD),
    )


def _written(candidate: Any) -> str:
    """The words of the file that a held candidate keeps, wherever in it they stand."""
    if isinstance(candidate, dict):
        own = candidate.get("as_written")
        if isinstance(own, str) and own:
            return own
        return next((text for value in candidate.values() if (text := _written(value))), "")
    return ""


HELD_HEADINGS = {
    "import.strand.": Check.STRAND,
    "import.due.": Check.DATE,
    "import.differs": Check.CHANGES,
}


def held_question(held: Held) -> Question:
    """What is asked of a row that waits in the inbox."""
    finding = held_finding(held)
    candidate = json.loads(held.candidate)
    place = " ".join(part for part in (held.sheet, f"row {held.row}" if held.row else "") if part)
    strand = held.code.startswith("import.strand.")
    check = next((c for code, c in HELD_HEADINGS.items() if held.code.startswith(code)), Check.FAULT)
    return Question(
        key=held.id,
        heading=f"{place[:1].upper()}{place[1:]}: {HEADINGS[check]}" if place else HEADINGS[check],
        sentences=(said_alone(finding),),
        strands=strands_of(finding.reading) if strand else (),
        wants_date=held.code in DATE_CODES,
        wants_title=held.code.startswith("import.title."),
        wants_reference=held.code == "import.reference.missing",
        said=held.found,
        as_written=_written(candidate),
        may_take=held.kind != "row",
    )


def check_words(row: ReviewRow) -> str:
    """What the check column says."""
    number = len(row.changes)
    return words.say(f"import.check.{row.check.value}", {"number": number})
