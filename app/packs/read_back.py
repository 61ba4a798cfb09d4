"""Reading back: every text of an edition's files searched for what the edition withholds.

Nothing that is withheld can come into a pack by the data it is made of; but a released text may speak of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from app.domain.month import Month
from app.errors import Refusal
from app.packs import read_back_pdf, read_back_xlsx
from app.packs.editions_sieve import Reduced, WithheldText
from app.packs.model import Pack
from app.packs.read_back_pdf import Piece, Unreadable
from app.packs.read_back_search import Way, sought

MOST = 200
"""So many hits are told; more of them say nothing new."""


class Hit(NamedTuple):
    """A withheld thing found in a file: where, the words found, and what they are."""

    file: str
    place: str
    words: str
    withheld: WithheldText


class Looked(NamedTuple):
    """A withheld thing, and the way in which files are searched for it."""

    withheld: WithheldText
    way: Way


def ways(reduced: Reduced) -> tuple[Looked, ...]:
    """How each withheld thing is looked for, for the coordinator's list."""
    made = sought(reduced.withheld, reduced.month, reduced.known)
    return tuple(Looked(one, way) for one, way in zip(made.of, made.ways, strict=True))


def hits(
    files: Mapping[str, bytes],
    withheld: Iterable[WithheldText],
    released: Month | None = None,
    known: Iterable[str] = (),
) -> tuple[Hit, ...]:
    """Every withheld thing in files by name, before they are put under a password.

    `released` is the month of the edition: what it says by name is no secret, and runs of words that its
    texts have in common with a withheld one tell nothing. `known` are names that are no secret either.
    Refusal("edition.unreadable") for a file that
    cannot be read through: what nobody can check does not leave.
    """
    made = sought(withheld, released, known)
    if not made.of:
        return ()
    found: dict[tuple[str, str, str, int], Hit] = {}
    for name, data in files.items():
        try:
            for piece in _pieces(name, data):
                for place, words in made.found(piece.text, parted=piece.parted):
                    key = (name, piece.place, made.of[place].text, 0)
                    found.setdefault(key, Hit(name, piece.place, words, made.of[place]))
                    if len(found) >= MOST:
                        return tuple(found.values())
        except Unreadable:
            raise Refusal("edition.unreadable", file=name) from None
    return tuple(found.values())


def knowing(reduced: Reduced, before: Pack | None) -> Reduced:
    """The same, knowing what the holder read in the pack before: what it tabled, by reference and name."""
    if before is None:
        return reduced
    states = before.states
    told = [text for row in states.threats for text in (row.reference, row.name)]
    told += [row.reference for row in states.actions]
    told += [row.reference for row in states.requests]
    return replace(reduced, known=tuple(text for text in dict.fromkeys(told) if text))


def check(files: Mapping[str, bytes], reduced: Reduced) -> None:
    """Refusal("edition.leak") where a file says what its edition withholds; names the file and the place."""
    found = hits(files, reduced.withheld, reduced.month, reduced.known)
    if found:
        first = found[0]
        raise Refusal(
            "edition.leak",
            count=len(found),
            file=first.file,
            place=first.place,
            text=first.withheld.text[:120],
        )


def _pieces(name: str, data: bytes) -> Iterator[Piece]:
    yield Piece("the name of the file", name)
    if data.startswith(b"%PDF"):
        yield from read_back_pdf.pieces(data, _attached)
    elif data.startswith(b"PK"):
        yield from read_back_xlsx.pieces(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable
    else:
        yield Piece("its text", data.decode("utf-8", "replace"))


def _attached(place: str, data: bytes) -> Iterator[Piece]:
    for piece in _pieces("", data):
        if piece.text:
            yield Piece(f"{place}, {piece.place}", piece.text, piece.parted)
