"""The journal's chain read from its first entry, and held against what was noted of it elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.domain.codes import LogClass
from app.store import anchors, chain
from app.store.anchors import Anchor, Excuse

RESTORE, DISPOSED = "restore", "disposed"
"""Kinds of the entries that excuse: a restore names what it set aside, a disposal whose bodies it blanked."""

Bodies = dict[tuple[str, str], str | None]
"""What the journal last says of each record, by kind and id."""


def _array(columns: tuple[str, ...]) -> str:
    told = (
        "json(iif(clock_back, 'true', 'false'))" if name == "clock_back" else f'"{name}"' for name in columns
    )
    return f"json_array({', '.join(told)})"


_FORMS = range(1, chain.FORM + 1)
_CASES = " ".join(f"WHEN {form} THEN {_array(chain.covered(form))}" for form in _FORMS)
# SQLite makes the text that an entry's hash covers in a third of Python's time, and a hundred thousand are to
# take a second; where it would write a value otherwise, the hash differs and Python says what is right
_ROWS = (
    f"SELECT CASE form {_CASES} ELSE '' END, form, seq, kind, object, version, digest, prev, salt, "
    '"before", "after", disposed, hash FROM journal ORDER BY seq'
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code of words with where it was found."""

    code: str
    where: str


@dataclass(slots=True)
class Read:
    """The chain as far as it is sound: how many entries, what they last say, which are blanked.

    `blanked` are the first and the last entry of each object that lost its bodies, `heads` where the entries
    stand whose hashes were asked for.
    """

    entries: int = 0
    last: Bodies = field(default_factory=dict)
    blanked: dict[str, tuple[int, int]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    broken: Finding | None = None


@dataclass(frozen=True, slots=True)
class Disposed:
    """What disposals tell: whose entries they blanked, each with the disposal's own entry, and the hashes of
    entries without their reasons, by number.
    """

    objects: dict[str, int]
    seals: dict[str, str]


def read(raw: Any, gone: Disposed, heads: frozenset[str] = frozenset()) -> Read:
    """Reads the chain up to the first broken entry, and notes where the entries with these hashes stand."""
    found = Read()
    last, prev, seq, form = found.last, chain.FIRST, 0, 0
    sha256, digest_of = hashlib.sha256, chain.digest
    for (
        text,
        its,
        at,
        kind,
        object_,
        version,
        digest,
        before_it,
        salt,
        before,
        after,
        gone_,
        hash_,
    ) in raw.execute(_ROWS):
        if at != seq + 1 or before_it != prev:
            found.broken = Finding("verify.chain_gap", f"entry {seq + 1}")
            break
        # the forms only rise: an entry that passes for an older one hides who did it
        sound = its >= form and its in _FORMS
        form = its
        if gone_ and before is None and after is None and not salt:
            first, _ = found.blanked.get(object_, (at, 0))
            found.blanked[object_] = first, at
        elif gone_ or digest_of(salt, before, after) != digest:
            sound = False
        if not sound or (
            sha256(text.encode()).hexdigest() != hash_ and not _right(raw, at, form, hash_, gone)
        ):
            found.broken = Finding("verify.chain_broken", f"entry {at}")
            break
        if hash_ in heads:
            found.heads[hash_] = at
        if version:  # 0 where something was only looked at, sent or refused
            last[(kind, object_)] = after
        prev, seq = hash_, at
    found.entries = seq
    return found


def _right(raw: Any, seq: int, form: int, hash_: str, gone: Disposed) -> bool:
    """Whether Python's own text of an entry has this hash, or lacks but a reason that went by disposal."""
    names = (*chain.covered(form), "disposed")
    row = raw.execute(
        f"SELECT {', '.join(map(_quoted, names))} FROM journal WHERE seq = ?", (seq,)
    ).fetchone()
    said = dict(zip(names, row, strict=True))
    said["clock_back"] = bool(said["clock_back"])
    made = chain.link([said[name] for name in chain.covered(form)])
    # a reason that went stood in the hash: its disposal says what the rest comes to
    return made == hash_ or bool(said["disposed"] and gone.seals.get(str(seq)) == made)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _facts(raw: Any, class_: LogClass, kind: str) -> Iterable[tuple[int, str, dict[str, Any]]]:
    rows = raw.execute(
        'SELECT seq, object, "after" FROM journal WHERE kind = ? AND "class" = ? AND "after" IS NOT NULL '
        "ORDER BY seq",
        (kind, class_.value),
    )
    for seq, object_, after in rows:
        said = json.loads(after)
        if isinstance(said, dict):
            yield seq, object_, said


def disposed(raw: Any) -> Disposed:
    """Everything that the journal's disposals tell."""
    objects: dict[str, int] = {}
    seals: dict[str, str] = {}
    for seq, object_, said in _facts(raw, LogClass.ERASURE, DISPOSED):
        objects |= dict.fromkeys((object_, *said.get("objects", ())), seq)
        seals |= said.get("seals", {})
    return Disposed(objects, seals)


def unexplained(blanked: dict[str, tuple[int, int]], gone: Disposed) -> list[Finding]:
    """Each record whose entries are blank although no later disposal names it, with its first such entry."""
    left = sorted(first for object_, (first, last) in blanked.items() if gone.objects.get(object_, 0) <= last)
    return [Finding("verify.blanked", f"entry {seq}") for seq in left]


def excuses(raw: Any) -> tuple[Excuse, ...]:
    """Every restore that the journal tells of."""
    found = []
    moments = dict(raw.execute("SELECT seq, at FROM journal WHERE kind = ?", (RESTORE,)))
    for seq, _, said in _facts(raw, LogClass.ALTERATION, RESTORE):
        try:
            # what it excuses lay after an entry that this chain has too, before the restore itself
            since = min(int(said["since"]), seq - 1)
            ahead = frozenset(map(str, said.get("ahead", ())))
            until, head = int(said["aside_seq"]), str(said["aside_head"])
            found.append(Excuse(since, until, head, moments[seq], ahead))
        except (KeyError, TypeError, ValueError):
            continue
    return tuple(found)


def held(raw: Any, noted: Iterable[Anchor]) -> tuple[list[Finding], int, int]:
    """What does not fit the journal, how many anchors do, and how many a restore excuses."""
    found, fitting, excused = [], 0, 0
    ready = excuses(raw)
    for anchor in noted:
        row = raw.execute("SELECT hash FROM journal WHERE seq = ?", (anchor.seq,)).fetchone()
        if anchors.fits(anchor, row[0] if row else None):
            fitting += 1
        elif any(excuse.covers(anchor) for excuse in ready):
            excused += 1
        else:
            place = f"{anchor.where} {anchor.name}".strip()
            code = "verify.tail_missing" if row is None and anchor.seq else "verify.anchor_differs"
            found.append(Finding(code, f"entry {anchor.seq}, {place}"))
    return found, fitting, excused


Issued = list[tuple[str, str, str]]
"""The head that each issue carries, the moment of the issue, and its name."""


def issues(raw: Any) -> Issued:
    """What each issue says of the journal as it was read for it; the same stands printed in what left."""
    rows = raw.execute(
        'SELECT "head", "issued_at", "pack_id" || \' \' || "number" FROM "issue" WHERE "head" <> \'\' '
        'ORDER BY "id"'
    )
    return list(rows)


def issued(said: Issued, heads: dict[str, int], register: str) -> list[Anchor]:
    """The issues as anchors; entry 0 where no entry has such a hash any more."""
    return [Anchor(register, heads.get(head, 0), head, at, anchors.ISSUE, name) for head, at, name in said]
