"""Comparing any two issued packs, as they are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.codes import EditionKind, Paper
from app.domain.dates import shown
from app.errors import Refusal
from app.jobs.issue_month import stored_pack
from app.packs.changes import KINDS, ChangeRow, Changes, compare, rows
from app.packs.tabled import authorised
from app.reads import compare as reads
from app.reads import issues
from app.register import Register


def compare_issues(
    register: Register, before: str, after: str, *, progress: Callable[..., object] | None = None
) -> Changes:
    """What changed from one issue to the other, by the ids of their records.

    Raises Refusal: gone, compare.same where both are one, compare.minutes where one is no pack,
    compare.partner where one is a partner edition; Cancelled.
    """
    if before == after:
        raise Refusal("compare.same")
    for id in (before, after):
        found = register.ask(issues.issue, id)
        if found.paper is not Paper.PACK:
            raise Refusal("compare.minutes")
        if found.edition is EditionKind.PARTNER:
            raise Refusal("compare.partner")
    gone = [authorised(row) for row in register.ask(reads.removed)]
    packs = []
    for done, id in enumerate((before, after)):
        if progress is not None:
            progress("Reading the stored packs", done, 2)
        packs.append(stored_pack(register, id))
    return compare(packs[0], packs[1], gone)


def find_issue(register: Register, said: str) -> str:
    """The id of the pack that "SW-2026-12" (its latest version) or "SW-2026-12 1.0" names.

    Raises Refusal("compare.unknown") where none is stored under it.
    """
    name, _, number = said.strip().partition(" ")
    for pack in register.ask(reads.issued_packs):
        if pack.id == said.strip() or (pack.pack_id == name and number.lstrip("v") in ("", pack.number)):
            return pack.id
    raise Refusal("compare.unknown", said=said.strip())


def lines(changes: Changes) -> Iterator[str]:
    """A comparison in plain lines, kind by kind."""
    before, after = changes.before, changes.after
    yield (
        f"From {before.id} version {before.version} ({shown(before.on)}) "
        f"to {after.id} version {after.version} ({shown(after.on)})"
    )
    found = changes.found
    yield f"Active threats: {found.active_before} before, {found.active_now} after"
    made = rows(changes)
    if not made:
        yield "Nothing differs."
    for kind, title in KINDS.items():
        of_kind = [row for row in made if row.kind == kind]
        if of_kind:
            yield f"{title} ({len(of_kind)})"
            yield from (f"  {_line(row)}" for row in of_kind)


def _line(row: ChangeRow) -> str:
    moved = f"{row.before or 'nothing'} → {row.after or 'nothing'}" if row.before or row.after else ""
    parts = (row.name, row.what, moved, shown(row.on) if row.on else "", row.by, row.reason)
    return f"{row.reference}  " + " · ".join(part for part in parts if part)
