"""Every kind of printed paper as bytes: packs full and bare, editions, late papers, minutes, forms, lists."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import BinaryIO

from app.domain.codes import EditionKind
from app.domain.edition import CHAIR, Edition
from app.domain.edition import FULL as WHOLE
from app.packs import (
    editions,
    minutes,
    monthly,
    pdf,
    pdf_addendum,
    pdf_capabilities,
    pdf_minutes,
    pdf_submission,
)
from app.packs.capabilities import CapabilitiesList
from app.packs.model import Answer, CardAsk, Late, Pack, Section
from app.packs.monthly import Issuing
from app.packs.submission_form import FormField, FormStep, SubmissionForm
from tests.packs import canaries, minutes_samples, months, pdf_samples, section_samples

MADE_AT = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)
MARKING = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"
PARTNER = Edition(EditionKind.PARTNER, "partner-a", "Avonmere Council", "AVON")
FORCE = Edition(EditionKind.FORCE, "as", "Avon and Somerset", "AS")


def whole() -> Pack:
    """A draft with every kind of block, three groups of which one is asked about, and a long log."""
    made = pdf_samples.pack(logged=60)
    asks = (
        CardAsk("12a", "Agree", "a second lead until March", ("Agreed", "Amended", "No")),
        CardAsk("12b", "Note", "the risk", ()),
    )
    cards = (replace(made.cards[0], asks=asks), *made.cards[1:])
    return replace(made, cards=cards, sections=section_samples.sections(), draft=True)


def bare() -> Pack:
    """A month in which nothing was recorded."""
    made = pdf_samples.pack()
    return replace(
        made,
        cards=(), ranking=(), numbers=(), omitted=(), handling=(), rules=(), meeting=(),
        log=replace(made.log, groups=(), meetings=()),
        picture=replace(made.picture, matrix=replace(made.picture.matrix, rows=())),
        exceptions=replace(made.exceptions, overdue=(), groups=()),
    )  # fmt: skip


def reissued() -> Pack:
    """Version 1.1, with a late paper of two pages."""
    paper = Late(
        number="6A",
        title="Cover for two surveillance vacancies",
        follows="6",
        issued="8 Dec, 09:10, as version 1.1 of SW-2026-12.",
        because="the panel sat on 7 December. Accepted by ACC H Marwood, 8 Dec 2026.",
        changes="Adds decision 6A a. Replaces nothing.",
        answer=Answer("Two of nine posts are vacant until March.", "Option B is recommended."),
        asks=(CardAsk("6A a", "Agree", "option B", ("Agreed", "Amended", "No")),),
        text="# Options\n"
        + "\n\n".join("One officer left, and four bids are expected. " * 9 for _ in range(12)),
        version="1.1",
        on=date(2026, 12, 8),
    )
    return replace(pdf_samples.pack(), late=(paper,), version="1.1")


def reduced(edition: Edition) -> Pack:
    """An edition of a month with something of every kind in it."""
    cut = editions.reduced(canaries.month()[0], edition)
    return monthly.build(cut.month, MADE_AT, edition=edition, issuing=Issuing(version="1.0"))


def compared() -> Pack:
    """A pack with the changes since one that was issued before."""
    before = monthly.build(months.empty(), MADE_AT)
    return monthly.build(months.small(), MADE_AT, issuing=Issuing(version="1.0", before=before))


def form() -> SubmissionForm:
    """A submission that was returned once."""
    return SubmissionForm(
        reference="S-0001",
        region="South West",
        unit="ROCTA",
        fictional=True,
        marking=MARKING,
        made_at=MADE_AT,
        subject="AS/2026/0031 · Avon and Somerset",
        title="Tidemoor line",
        complete="2 of 3 required fields are filled in.",
        missing="Evidence of harm is missing.",
        live="LIVE: an operation has begun before ratification.",
        facts=(("Proposed by", "DS K Cobley"), ("On", "1 Oct 2026"), ("Force", "Avon and Somerset")),
        fields=(
            FormField("Name of the group", "What the force calls it.", "Tidemoor line", True),
            FormField("Evidence of harm", "", "", True),
            FormField("Score proposed", "", "", False),
        ),
        clock="18 days with ROCTA.",
        steps=(FormStep(date(2026, 10, 2), "Submitted", "18", "K Moss", "Give the logs."),),
    )


def listed() -> CapabilitiesList:
    """The list of a capabilities meeting."""
    made = Section(
        "requests", "Requests for support", Answer("4 decisions wanted.", ""), (section_samples.asks(),)
    )
    return CapabilitiesList(
        "South West", "ROCTA", True, MARKING, MADE_AT, date(2026, 12, 3), date(2026, 12, 3), made
    )


def _pack(made: Callable[[], Pack]) -> Callable[[BinaryIO], object]:
    return lambda target: pdf.write(made(), target)


def _minutes(target: BinaryIO, edition: Edition = WHOLE) -> None:
    held = minutes_samples.talkative()
    pdf_minutes.write(minutes.build(held, minutes_samples.MADE_AT, edition=edition), target)


WRITERS: dict[str, Callable[[BinaryIO], object]] = {
    "pack": _pack(pdf_samples.pack),
    "whole": _pack(whole),
    "bare": _pack(bare),
    "compared": _pack(compared),
    "reissued": _pack(reissued),
    "addendum": lambda target: pdf_addendum.write(reissued(), target),
    "chair": _pack(lambda: reduced(CHAIR)),
    "force": _pack(lambda: reduced(FORCE)),
    "partner": _pack(lambda: reduced(PARTNER)),
    "minutes": _minutes,
    "submission": lambda target: pdf_submission.write(form(), target),
    "capabilities": lambda target: pdf_capabilities.write(listed(), target),
}


@cache
def printed(name: str) -> bytes:
    """One of them as bytes."""
    target = io.BytesIO()
    WRITERS[name](target)
    return target.getvalue()
