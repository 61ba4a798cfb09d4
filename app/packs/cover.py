"""What the cover tells: the month in six numbers, and which editions there are. It names no group."""

from __future__ import annotations

from collections import Counter

from app.domain.codes import ActionState, EditionKind
from app.domain.edition import offered
from app.packs import movement
from app.packs.exceptions import Found
from app.packs.facts import Facts
from app.packs.log import of_meetings, overdue_count
from app.packs.log_checks import of_meetings as overdue_at_several
from app.packs.model import Fact, Wanted
from app.packs.phrases import count, number
from app.packs.submission_rows import Ways

WHOLE = (EditionKind.FULL, EditionKind.CHAIR)
"""The editions whose reader may know that there are others."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def numbers(facts: Facts, found: tuple[Found, ...], wanted: tuple[Wanted, ...]) -> tuple[Fact, ...]:
    """The six numbers, each with what it is to be read against, where that is known."""
    ways = Ways(facts)
    late = sum(1 for way in ways.waiting if way.over)
    threats = len({one.threat.id for one in found})
    every = len(found) + len(overdue_at_several(facts))
    return (
        _fact("decisions wanted", len(wanted), "listed on page 2" if wanted else ""),
        _fact("priority groups", len(facts.priorities), _ways(facts)),
        _fact("active threats", len(facts.active), _differ(facts)),
        _fact("submissions waiting", len(ways.waiting), f"{late or 'none'} over the limit"),
        _actions(facts),
        _fact("plan exceptions", every, f"on {count(threats, 'threat')}" if threats else ""),
    )


def _fact(label: str, found: int, note: str) -> Fact:
    return Fact(label, f"{number(found)}\n{note}" if note else number(found))


def _ways(facts: Facts) -> str:
    ways = Counter(movement.direction(facts, threat) for threat in facts.priorities)
    worse, better = ways["Getting worse"], ways["Getting better"]
    return f"{worse or 'none'} worse, {better or 'none'} better" if facts.priorities else ""


def _differ(facts: Facts) -> str:
    """How many more than the pack before tabled; "" where none is stored."""
    if facts.before is None or facts.before_on is None:
        return ""
    more = len(facts.active) - sum(1 for row in facts.before.threats if row.status == "active")
    month = f"{facts.before_on:%b}"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than {month}" if more else f"as many as in {month}"


def _actions(facts: Facts) -> Fact:
    """What meetings set and is overdue; where no meeting set any, the same of the plans."""
    set_ = [row for row in of_meetings(facts) if row.state is ActionState.OPEN]
    if set_:
        late = sum(1 for row in set_ if facts.marks[row.id].code == "rag.overdue")
        return _fact("meeting actions overdue", late, f"of {number(len(set_))} open")
    open_ = sum(1 for row in facts.month.actions if row.threat in facts.active_ids and movement.is_open(row))
    return _fact("plan actions overdue", overdue_count(facts)[0], f"of {number(open_)} open")


def editions(facts: Facts, kind: EditionKind) -> tuple[Fact, ...]:
    """The editions of a month: for whom each is, and what it holds. None where it is cut for a holder."""
    if kind not in WHOLE:
        return ()
    kinds = Counter(
        one.kind for one in offered(facts.month.forces, facts.month.choices, facts.month.region.unit)
    )
    unit = f" and {facts.month.region.unit}" if facts.month.region.unit else ""
    made = [Fact("Full", f"Chair{unit}\neverything that is not the chair’s alone", kind is EditionKind.FULL)]
    if kind is EditionKind.CHAIR:
        made.insert(0, Fact("Chair", "Chair alone\neverything, private items too", True))
    for each, label, whom, holds in (
        (EditionKind.FORCE, "Force", "One for each force", "the groups that it owns or shares"),
        (EditionKind.PARTNER, "Partner", "One for each organisation invited", "only what is released to it"),
    ):
        many = kinds[each]
        if many:
            said = NUMBERS[many] if many < len(NUMBERS) else number(many)
            made.append(Fact(f"{label}, {said}", f"{whom}\n{holds}"))
    return tuple(made)
