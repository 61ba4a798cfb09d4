"""The printed form of a submission: every field, what is missing, the clock; hostile text; the same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.commands import submissions, threats
from app.domain.codes import MappingState as State
from app.domain.threat import Threat
from app.errors import Refusal
from app.jobs import submission_form as job
from app.reads import journal
from app.reads.record import record
from app.register import Register
from tests.submission_desk import asks, submitted

HOSTILE = "<img src='x'> (a) \\ % =1+1 \u202e\u0007 عبد الرحمن 𝔘 </para>"


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def flat(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split())


def test_the_form_says_everything_that_is_submitted(register: Register) -> None:
    asks(register)
    made = submitted(register, State.RETURNED, on(1, 10), on(2, 10), on(20, 10), live_operation=True)
    data = job.preview(register, made.threat, made.id)
    said = flat(text_of(data))
    for words in (
        "Submission to ROCTA: Tidemoor line",
        "3 of 3 required fields are filled in.",
        "LIVE: an operation has begun before ratification.",
        "Name of the group What the force calls it. Tidemoor line",
        "Evidence of harm What shows it. Log 12",
        "Score proposed Not filled in (not required)",
        "18 days with ROCTA, 37 days with the force after a return, 55 days in all. "
        "Returned for 37 days, 9 days over the local limit of 28 days.",
        "Give the logs.",
        "Decided at ROCTA by",
        "Returned for information",
        "Page 1 of",
    ):
        assert words in said, words
    pages = PdfReader(BytesIO(data)).pages
    for page in pages:
        page_said = page.extract_text()
        assert page_said.count("OFFICIAL-SENSITIVE - RECIPIENTS ONLY") == 2
        assert page_said.count("FICTIONAL") == 2
        assert "S-0001" in page_said


def test_what_is_missing_is_said_at_the_top_and_at_the_field(register: Register) -> None:
    asks(register)
    made = submitted(register, State.DRAFT, on(1), harm="")
    said = flat(text_of(job.preview(register, made.threat, made.id)))
    assert "2 of 3 required fields are filled in. Missing: Evidence of harm." in said
    assert "Evidence of harm What shows it. Missing" in said
    assert "Not sent to ROCTA yet; a draft for 25 days." in said


def test_the_same_register_gives_the_same_bytes(register: Register, tmp_path: Path) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2))
    first = job.preview(register, made.threat, made.id)
    assert first == job.preview(register, made.threat, made.id)
    about = PdfReader(BytesIO(first)).metadata
    assert about is not None
    assert about.title == "Submission to ROCTA S-0001, South West"
    assert about.author is None
    assert "Tidemoor" not in str(dict(about))


def test_hostile_words_are_printed_and_do_nothing(register: Register) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2), harm=HOSTILE * 40, name=HOSTILE)
    data = job.preview(register, made.threat, made.id)
    said = text_of(data)
    assert "<img src='x'> (a) \\ % =1+1" in said
    assert "[U+202E]" in said
    assert "[U+0007]" in said
    reader = PdfReader(BytesIO(data))
    assert not [page for page in reader.pages if "/XObject" in page.get("/Resources", {})]


def test_saving_puts_one_file_in_place_and_logs_the_disclosure(register: Register, tmp_path: Path) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2))
    folder = tmp_path / "out"
    printed = job.save(register, made.threat, made.id, folder)
    assert [path.name for path in folder.iterdir()] == ["S-0001 submission OFFICIAL-SENSITIVE FICTIONAL.pdf"]
    assert printed.path.read_bytes() == job.preview(register, made.threat, made.id)
    last = register.ask(journal.recent, 1)[0]
    assert last.command == "submission.print"
    assert last.detail["recipients"] == "ROCTA"
    assert last.detail["files"] == {printed.path.name: printed.hash}
    # no record changed, so there is nothing to undo
    assert register.undo_label == "submission sent to ROCTA"
    assert register.verify().ok


def test_a_folder_that_cannot_be_written_to_is_refused(register: Register, tmp_path: Path) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2))
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(Refusal, match=r"export\.no_folder"):
        job.save(register, made.threat, made.id, blocked)
    register.do(submissions.reject, register.ask(record, type(made), made.id), on(20), "No group.")
    register.undo()


def test_a_submission_that_is_gone_is_refused(register: Register) -> None:
    asks(register)
    made = submitted(register, State.DRAFT, on(1))
    register.do(submissions.withdraw, made)
    with pytest.raises(Refusal, match="gone"):
        job.preview(register, made.threat, made.id)


def test_a_long_form_goes_on_over_pages(register: Register) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2), harm="A line of evidence.\n" * 150)
    threat = register.ask(record, Threat, made.threat)
    register.do(threats.change, replace(threat, summary="Long. " * 300))
    reader = PdfReader(BytesIO(job.preview(register, made.threat, made.id)))
    assert len(reader.pages) >= 3
    assert "Decision" in reader.pages[-1].extract_text()
    assert sum(page.extract_text().count("A line of evidence.") for page in reader.pages) == 150
