"""What was done, in the words of the recent changes on Home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app import words
from app.domain.clock import local
from app.domain.dates import MONTH_NAMES, shown
from app.reads.journal import Batch


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading of a day alone, or the time, what was done, its detail and what it concerned."""

    day: str = ""
    time: str = ""
    done: str = ""
    detail: str = ""
    subject: str = ""
    threat: str | None = None

    @property
    def said(self) -> str:
        """The line as a screen reader says it."""
        if self.day:
            return self.day
        return ". ".join(part for part in (f"{self.time} {self.done}{self.detail}", self.subject) if part)


MANY = frozenset({"import.take_in", "demo.fill", "region.set_up", "region.complete"})
"""Commands told by how many records they wrote, not by one of them."""


NAMED = ("officer.", "reference.", "custom.")
"""Commands told by the name of what they wrote."""


def _day(on: date, today: date) -> str:
    if on == today:
        return "Today"
    if on == today - timedelta(days=1):
        return "Yesterday"
    return f"{on.day} {MONTH_NAMES[on.month - 1]}" + ("" if on.year == today.year else f" {on.year}")


def _detail(batch: Batch) -> str:
    """What stands after the name of the command, taken from the record it wrote last."""
    body = batch.detail
    if batch.command == "import.take_in" and body.get("file"):
        number = body.get("actions", 0)
        return f": {number:,} action{'' if number == 1 else 's'} from {body['file']}"
    if batch.command in MANY:
        return f": {batch.count:,} records"
    if batch.command == "action.redate" and body.get("due"):
        return f" to {shown(date.fromisoformat(body['due']))}"
    if batch.command == "score.record":
        return f": {body['total']:g}"
    if batch.command == "threat.map":
        return f": {body.get('mapping', '')}"
    if batch.command == "meeting.plan":
        return f" for {shown(date.fromisoformat(body['on']))}"
    if batch.command.startswith("nominal.") and body.get("reference"):
        return f": {body['reference']}"
    if batch.command.startswith("request.") and body.get("reference"):
        said = body.get("decision") if batch.command == "request.decide" else ""
        return f": {body['reference']}{f', {said}' if said else ''}"
    title = body.get("title") or (body.get("name") if batch.command.startswith(NAMED) else "")
    return f": {title}" if title else ""


def _done(batch: Batch) -> str:
    label = words.SENTENCES.get(f"label.{batch.command}", batch.command)
    if batch.command == "lead.assign" and batch.detail.get("role"):
        label = f"{batch.detail['role']} changed"
    label = label[:1].upper() + label[1:]
    return f"Undone: {label[:1].lower()}{label[1:]}" if batch.undoes and batch.command != "undo" else label


def lines(recent: tuple[Batch, ...], today: date) -> tuple[Line, ...]:
    """The recent changes under a heading for each day."""
    found: list[Line] = []
    last: date | None = None
    for batch in recent:
        moment = local(batch.at)
        if moment.date() != last:
            last = moment.date()
            found.append(Line(day=_day(last, today)))
        subject = ", ".join(dict.fromkeys(part for part in (batch.subject, batch.reference) if part))
        if batch.command in MANY:
            subject = batch.actor
        found.append(
            Line(
                time=f"{moment:%H:%M}",
                done=_done(batch),
                detail=_detail(batch),
                subject=subject or batch.actor,
                threat=None if batch.command in MANY else batch.threat,
            )
        )
    return tuple(found)
