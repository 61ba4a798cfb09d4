"""The Pack as JSON and back, exactly: what golden tests compare and what an issue keeps of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from app.packs.model import Cell, Pack
from app.packs.states import States

V = TypeVar("V")
_PIECE = 200
"""Rows of a list in one line of what is kept."""

_STATES = tuple(field.name for field in fields(States))
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


_PLAIN = frozenset({str, int, float, bool, NoneType})


def _encode(value: Any) -> Any:
    if type(value) in _PLAIN:  # nearly all: the cells of the sheets
        return value
    if is_dataclass(value):
        return {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | time):
        return [value.isoformat()]  # a list of one tells a date from a text that looks like one
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return value


def body(pack: Pack) -> bytes:
    """The Pack as it is kept for ever: without what is only of one print, its copy and its own hash.

    Lines of JSON: the Pack without its long lists, then each list in pieces, since reading one text of
    megabytes would hold every thread for as long.
    """
    kept = replace(pack, copy="", recipient="", body="")
    return "\n".join(_lines(kept)).encode("utf-8", "surrogatepass")


def read(body: bytes, *, sheets: bool = True) -> Pack:
    """The Pack that `body` kept, in this version or in one that knew fewer fields.

    Without its sheets it is what the next pack is compared with, in a tenth of the memory.
    """
    lines = iter(body.decode("utf-8", "surrogatepass").split("\n"))
    flat = json.loads(next(lines))
    states, kept = flat["states"], flat["sheets"]
    for line in lines:
        if not sheets and line.startswith(('["sheet"', '["rows"')):
            break
        name, items = json.loads(line)
        if name == "sheet":
            kept.append(items)
        elif name == "rows":
            kept[-1]["rows"] += items
        else:
            states[name] += items
    made: Pack = _decoder(Pack)(flat)
    return made


def _lines(pack: Pack) -> Iterator[str]:
    bare = dict.fromkeys(_STATES, ())
    yield _json(_encode(replace(pack, sheets=(), states=replace(pack.states, **bare))))
    for name in _STATES:
        items = getattr(pack.states, name)
        for start in range(0, len(items), _PIECE):
            yield _json([name, _encode(items[start : start + _PIECE])])
    for sheet in pack.sheets:
        yield _json(["sheet", _encode(replace(sheet, rows=()))])
        for start in range(0, len(sheet.rows), _PIECE):
            yield _json(["rows", _encode(sheet.rows[start : start + _PIECE])])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text_of(value: Any) -> str:
    """Any frozen value made of what a Pack is made of, such as minutes or a Pack itself, as JSON."""
    return _json(_encode(value))


def value_of(kind: type[V], text: str) -> V:
    """The value of that kind that `text_of` wrote."""
    wanted: Any = kind
    made: V = _decoder(wanted)(json.loads(text))
    return made


def fingerprint(pack: Pack) -> str:
    """Sixteen digits that stand for the contents, whenever and in whatever version they were issued."""
    same = replace(
        pack, made_at=_EPOCH, version="", draft=False, copy="", recipient="", body="", app="", head="",
        confirmed_by="",
    )  # fmt: skip
    digest = hashlib.sha256()
    for line in _lines(same):
        digest.update(line.encode("utf-8", "surrogatepass"))
    found = digest.hexdigest()[:16].upper()
    return " ".join(found[start : start + 4] for start in range(0, 16, 4))


def _date(value: Any) -> date:
    return date.fromisoformat(value[0])


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return time.fromisoformat(value[0]) if ":" in value[0] else _date(value)
    made: Cell = value
    return made


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    if kind == Cell:
        return _cell
    if isinstance(kind, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(kind)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return _date
    # a number stays what it was: 0 made into 0.0 would print the same and have another fingerprint
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return lambda value: value


def _tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        decode = _decoder(parts[0])
        return lambda value: tuple(map(decode, value))
    decoders = [_decoder(part) for part in parts]
    return lambda value: tuple(each(item) for each, item in zip(decoders, value, strict=True))


def _record(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)

    # looked up when used: a sheet holds sheets
    def decode(value: Any) -> Any:
        # a tuple of an earlier version is shorter: what it lacks has its default
        items = value.items() if isinstance(value, dict) else zip(hints, value, strict=False)
        return kind(**{name: _decoder(hints[name])(item) for name, item in items})

    return decode
