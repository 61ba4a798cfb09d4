"""The journal of a threat as sentences: what was done, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app import words
from app.domain.clock import local
from app.domain.dates import shown
from app.reads.card import Card
from app.reads.journal import Change, Entry
from app.reads.officers import Person
from app.ui.pages.history_answers import answers_words, differing
from app.ui.pages.timeline import Moment

TEXTS = frozenset(
    {
        "title",
        "detail",
        "text",
        "outcome",
        "reason",
        "rationale",
        "summary",
        "remark",
        "archive_reason",
        "area",
        "asked",
        "justification",
        "triage",
        "manager_view",
        "decision_reason",
        "conditions",
        "terms",
        "product",
        "ask",
    }
)
"""Fields that hold what somebody wrote: it is quoted."""

QUIET = frozenset({"reference", "as_written", "object", "submission"})
"""Fields that say nothing on the card of the threat itself."""

SILENT = {"agenda_item": frozenset({"under", "place", "key"})}
"""Fields that say, by the kind of record, only where it stands among others."""

ENDS = frozenset({"threat", "other"})
"""Fields that name the threats at the ends of a link; this threat's own id says nothing on its card."""

TITLED = {
    "action": "title",
    "disruption": "title",
    "custom_value": "field",
    "nominal": "reference",
    "request": "reference",
    "ancillary_order": "order_type",
    "agenda_item": "title",
}
"""The field that names a record, by its kind: it stands in front, not among what changed."""

Name = Callable[[str, Any], str]


def namer(card: Card, people: Sequence[Person]) -> Name:
    """A function that words a field's plain value: ids become names, dates are written out."""
    names: dict[str, str] = {p.id: p.display for p in people}
    names |= {force.id: force.name for force in card.reference.forces}
    names |= {theme.id: theme.name for theme in card.reference.themes}
    names |= {choice.id: choice.name for choice in card.reference.choices}
    names |= {link.other: link.display for link in card.links}
    names |= {scheme.id: scheme.called for scheme in card.reference.schemes}
    names |= {one.id: f"assessment by {one.assessor}" for one in card.assessments}
    names |= {score.id: f"score of {shown(score.assessed_on)}" for score in card.scores if score.assessed_on}
    names |= {nominal.id: nominal.reference for nominal in card.nominals}
    names |= {id: f"that of {shown(on)}" for id, on in card.meetings.items()}

    asked = {request.id: request.reference for request in card.requests}
    titles = {field.code: field.title for field in card.reference.settings.submission_fields}
    titles |= {code: title for scheme in card.reference.schemes for code, title in scheme.titles.items()}

    def name(field: str, value: Any) -> str:
        if value in (None, "", []):
            return "none"
        if field == "answers":
            return answers_words(value, titles)
        if isinstance(value, list | tuple):
            return ", ".join(name(field, part) for part in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return shown(value)
        if isinstance(value, float):
            return str(int(value)) if value == int(value) else str(value)
        text = str(value)
        if field == "request":
            return asked.get(text, "a request")
        if text in names:
            return names[text]
        if field in ENDS:
            return "another threat"
        if field in TEXTS or field.endswith("_not_needed"):
            return f"“{text}”"
        day = _day(text)
        return shown(day) if day else text

    return name


def _day(text: str) -> date | None:
    if len(text) != 10 or text[4] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _field(change: Change, name: Name) -> str:
    change = differing(change) if change.field == "answers" else change
    values = {
        "field": words.FIELD_WORDS.get(change.field, change.field),
        "was": name(change.field, change.was),
        "now": name(change.field, change.now),
    }
    if change.was in (None, "", []):
        return words.say("history.first", values)
    if change.now in (None, "", []):
        return words.say("history.cleared", values)
    return words.say("history.field", values)


def _value(change: Change, value: Any, name: Name) -> str:
    return f"{words.FIELD_WORDS.get(change.field, change.field)} {name(change.field, value)}"


def _what(entry: Entry, titles: Mapping[str, str]) -> str:
    kind = words.KIND_WORDS.get(entry.kind, entry.kind)
    title = titles.get(entry.object, "")
    return f"{kind} “{title}”" if title else kind


def sentence(entry: Entry, name: Name, titles: Mapping[str, str]) -> str:
    """One entry in words."""
    what = _what(entry, titles)
    told = [c for c in entry.changes if c.field not in QUIET and TITLED.get(entry.kind) != c.field]
    if entry.created or entry.removed:
        # P is what every text has unless somebody says otherwise
        told = [c for c in told if c.field != "handling" or "P" not in (c.was, c.now)]
    if entry.created:
        values = ", ".join(_value(c, c.now, name) for c in told)
        code = "history.added" if values else "history.added_bare"
        return _ended(words.say(code, {"what": what, "values": values}))
    if entry.removed:
        values = ", ".join(_value(c, c.was, name) for c in told if c.was not in (None, "", []))
        return _ended(words.say("history.removed", {"what": what, "values": values}))
    values = "; ".join(_field(c, name) for c in entry.changes)
    return _ended(words.say("history.changed", {"what": what, "values": values}))


def _ended(text: str) -> str:
    """One full stop at the end is enough."""
    return text.replace(".”.", ".”").replace("..", ".")


def _titles(entries: Sequence[Entry], card: Card) -> dict[str, str]:
    asked = {field.id: field.name for field in card.reference.custom_fields}
    asked |= {choice.id: choice.name for choice in card.reference.choices}
    titles = {a.action.id: a.action.title for a in card.actions}
    titles |= {nominal.id: nominal.reference for nominal in card.nominals}
    titles |= {request.id: request.reference for request in card.requests}
    titles |= {order.id: asked.get(order.order_type or "", "") for order in card.orders}
    for entry in entries:
        for change in entry.changes:
            if TITLED.get(entry.kind) == change.field:
                said = str(change.now or change.was or "")
                titles.setdefault(entry.object, asked.get(said, said))
    return titles


def _tells(change: Change, entry: Entry, threat: str) -> bool:
    """Whether a change says something on the card of a threat: not its own id, nor where an item stands."""
    bare = entry.kind in SILENT and (entry.created or entry.removed) and not (change.was or change.now)
    silent = change.field in SILENT.get(entry.kind, ())
    return threat not in (change.was, change.now) and not silent and not bare


def moments(entries: Sequence[Entry], card: Card, people: Sequence[Person]) -> tuple[Moment, ...]:
    """The history, newest first, as the timeline shows it."""
    name, titles = namer(card, people), _titles(entries, card)
    found = []
    for kept in entries:
        entry = replace(kept, changes=tuple(c for c in kept.changes if _tells(c, kept, card.threat.id)))
        if kept.changes and not entry.changes:
            continue
        at = local(entry.at)
        undone = {"undo": "undone", "redo": "done again"}.get(entry.command, "")
        by = ", ".join(part for part in (entry.actor, undone) if part)
        text = sentence(entry, name, titles)
        if entry.reason:
            text += f" Reason: {entry.reason}"
        found.append(Moment(f"{shown(at.date())}, {at:%H:%M}", by, text))
    return tuple(found)
