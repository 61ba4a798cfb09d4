"""What each record refuses and what it only warns of, and that every code has its words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import words
from app.domain.action import Action, Redating, Update
from app.domain.assignment import Assignment
from app.domain.codes import ActionState, LeadRole, MappingState, Strand, ThreatStatus
from app.domain.faults import Severity
from app.domain.kinds import Record
from app.domain.meeting import Meeting
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.score import Score
from app.domain.threat import MappingStep, Threat

TODAY = date(2026, 11, 26)
TOMORROW = date(2026, 11, 27)


def action(**fields: Any) -> Action:
    return Action(**{"id": "a", "threat": "t", "strand": Strand.PURSUE, "title": "Visit", **fields})


def codes(record: Record, severity: Severity) -> set[tuple[str, str]]:
    return {(f.field, f.code) for f in record.faults(TODAY) if f.severity is severity}


@pytest.mark.parametrize(
    ("record", "stops"),
    [
        (Threat(id="t", reference=""), {("reference", "required")}),
        (
            Threat(
                id="t",
                reference="x",
                primary_theme="a",
                secondary_themes=("a",),
                home_force="f",
                other_forces=("f",),
            ),
            {("secondary_themes", "threat.theme_twice"), ("other_forces", "threat.force_twice")},
        ),
        (
            Threat(id="t", reference="x", status=ThreatStatus.ARCHIVED),
            {("archive_reason", "threat.archive_no_reason")},
        ),
        (action(title=""), {("title", "required")}),
        (action(title="Ongoing."), {("title", "action.vague")}),
        (action(state=ActionState.RESULTED), {("outcome", "action.no_outcome")}),
        (
            Redating(id="r", action="a", was=TODAY, now=TODAY, reason="", on=TODAY),
            {("reason", "required"), ("now", "redating.same_date")},
        ),
        (
            Officer(id="o", name="", lro_trained_on=TOMORROW),
            {("name", "required"), ("lro_trained_on", "date.future")},
        ),
        (
            Assignment(
                id="s", threat="t", role=LeadRole.LRO, officer="o", since=TODAY, until=date(2026, 1, 1)
            ),
            {("until", "assignment.ends_first")},
        ),
        (Plan(id="p", threat="t", approved_on=TODAY), {("approved_by", "plan.no_approver")}),
        (Plan(id="p", threat="t", approved_by="Supt Lee"), {("approved_on", "plan.no_approval_date")}),
        (Update(id="u", threat="t", on=TOMORROW, text=""), {("text", "required"), ("on", "date.future")}),
        (Score(id="s", threat="t", total=-1), {("total", "score.negative")}),
        (
            MappingStep(id="m", threat="t", state=MappingState.RETURNED, on=TODAY),
            {("reason", "mapping.no_reason")},
        ),
        (Meeting(id="m", month="2026-13", on=TODAY), {("month", "meeting.month")}),
        (Meeting(id="m", month="2026-12", on=TODAY, starts=":"), {("starts", "meeting.time")}),
        (Meeting(id="m", month="2026-12", on=TODAY, ends="24:00"), {("starts", "meeting.time")}),
        (Meeting(id="m", month="2026-12", on=TODAY, ends="09:59"), {("starts", "meeting.ends_first")}),
        (Score(id="s", threat="t", total=float("nan")), {("total", "score.no_number")}),
        (Score(id="s", threat="t", total=float("inf")), {("total", "score.no_number")}),
        (action(title="  "), {("title", "required")}),
    ],
)
def test_what_stops_saving(record: Record, stops: set[tuple[str, str]]) -> None:
    assert codes(record, Severity.STOP) == stops


def test_gaps_that_print_as_red_are_warnings_not_stops() -> None:
    assert codes(action(), Severity.WARN) == {("owner", "action.no_owner"), ("due", "action.no_due")}
    assert codes(Threat(id="t", reference="x"), Severity.WARN) == {
        ("name", "threat.no_name"),
        ("primary_theme", "threat.no_theme"),
        ("home_force", "threat.no_force"),
    }


def test_every_code_in_the_source_has_its_words() -> None:
    root = Path(__file__).parent.parent.parent / "app"
    found: set[str] = set()
    for file in root.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'Refusal\(\s*"([a-z_.]+)"', text))
        found |= set(re.findall(r'Fault\(\s*"[a-z_]+",\s*"([a-z_.]+)"', text))
        found |= {f"label.{name}" for name in re.findall(r'@command\("([a-z_.]+)"', text)}
    missing = {code for code in found if code not in words.SENTENCES}
    assert not missing


def test_every_sentence_is_said_somewhere() -> None:
    root = Path(__file__).parent.parent.parent / "app"
    text = "\n".join(f.read_text(encoding="utf-8") for f in root.rglob("*.py") if f.parent.name != "words")
    said = set(re.findall(r'"([a-z_0-9]+(?:\.[a-z_0-9]+)+)"', text)) | set(re.findall(r'"([a-z_]+)"', text))
    begun = tuple(set(re.findall(r'f"([a-z_.]+[._])\{', text)))
    labels = {f"label.{name}" for name in re.findall(r'@command\("([a-z_.]+)"', text)}
    labels |= {"label.undo", "label.redo"}
    silent = {
        code
        for code in words.SENTENCES
        if code not in (labels if code.startswith("label.") else said) and not code.startswith(begun)
    }
    assert not silent - labels


def test_sentences_use_no_forbidden_words() -> None:
    for code, sentence in words.SENTENCES.items():
        assert not re.search(r"\b(please|sorry|successfully|error|invalid)\b|!", sentence, re.IGNORECASE), (
            code
        )
