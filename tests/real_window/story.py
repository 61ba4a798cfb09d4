"""One story of a group, told on a fresh register only through what a user uses, from arrival to archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pypdfium2

from app.commands import officers, priorities, scores, threats
from app.domain import leaving
from app.domain.clock import FixedClock
from app.domain.officer import Officer
from app.domain.score import Score
from app.domain.threat import Threat
from app.jobs import issue_month, set_up
from app.register import Register
from tests.real_window import story_mapping as mapping
from tests.real_window import story_support as support
from tests.real_window.story_desk import StoryDesk

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

D = TypeVar("D", bound=StoryDesk)
BEGINS = datetime(2026, 8, 24, 9, tzinfo=UTC)
MONTH = "2026-12"
STEPS: tuple[Callable[[StoryDesk], None], ...] = (
    mapping.arrives,
    mapping.is_drafted_and_submitted,
    mapping.is_returned,
    mapping.is_submitted_again_and_ratified,
    mapping.is_scored_twice_and_moderated,
    mapping.has_the_official_total,
    support.gets_its_leads,
    support.asks_for_surveillance,
    support.is_granted_it,
    support.has_the_outcome,
    support.is_disrupted,
    support.is_scored_again,
    support.has_an_order,
    support.is_ranked,
    support.is_archived,
)
PACK = {
    "submissions": "New submissions",
    "requests": "Requests for regional support",
    "disruptions": "Disruptions and performance",
    "orders": "Orders and releases",
}
"""What is looked at in the pack, by the title of its section."""


def begin(folder: Path, name: str, clock: FixedClock) -> Register:
    """A fresh register with what a coordinator finds there: officers, and two groups on the ranked list."""
    made, _ = Register.create(
        folder / f"Story {name}.register", "three random words", user="Drew Quill", clock=clock
    )
    set_up.set_up(made, "south-west", fictional=True)
    for id, rank, called in (("teal", "DI", "Rowan Teal"), ("marsh", "Sgt", "Ellis Marsh")):
        trained = date(2026, 3, 2) if id == "marsh" else None
        made.do(
            officers.add,
            Officer(id=id, name=called, rank=rank, force="avon-and-somerset", lro_trained_on=trained),
        )
    for place, (reference, called, total) in enumerate(
        (("WL/2026/0031", "Kingsmere ring", 455), ("DC/2026/0118", "Harrow Tor group", 371)), 1
    ):
        force = "wiltshire" if place == 1 else "devon-and-cornwall"
        made.do(
            threats.add,
            Threat(
                id=reference,
                reference=reference,
                name=called,
                home_force=force,
                primary_theme="illegal-drugs",
            ),
        )
        made.do(
            scores.record,
            Score(
                id=f"score {place}", threat=reference, total=total, scheme="MoRiLE 2020", assessor="Pat Lane",
                assessed_on=date(2026, 8, 3), rationale="As assessed in the official tool.",
            ),
        )  # fmt: skip
        made.do(priorities.place, reference, place)
    return made


def tell(round_: Round, register: Register, clock: FixedClock) -> None:
    """The story on its own desk."""
    every_step(StoryDesk(round_, register, clock), STEPS)


def every_step(desk: D, steps: Iterable[Callable[[D], None]]) -> None:
    """Every step in its order; the first that has not its effect is a mistake, and ends the story."""
    round_ = desk.round
    for step in steps:
        known = len(round_.mistakes)
        try:
            step(desk)
        except Exception as broken:
            round_.mistakes.append(f"{round_.look.name}: {step.__name__}: {broken!r}")
            desk.picture("broken")
            return
        if len(round_.mistakes) > known:
            return


def print_pack(register: Register, folder: Path) -> list[str]:
    """The month's pack of the story, its pages as pictures; the sections that have no page are mistakes."""
    (folder / "pack").mkdir(exist_ok=True)
    issued = leaving.giving("Story", issue_month.export)(register, MONTH, folder / "pack")
    missing = []
    with pypdfium2.PdfDocument(issued.pdf) as document:
        told = [page.get_textpage().get_text_range() for page in document]
        for name, title in PACK.items():
            # the contents name every section; its own page is the last one that bears the title
            at = [number for number, words in enumerate(told) if title in words and number > 1]
            if not at:
                missing.append(f"pack: no page says {title}")
                continue
            for number in at:
                picture = document[number].render(scale=1.6).to_pil()
                picture.save(folder / f"story-pack-{name}-page-{number + 1}.png")
    return missing
