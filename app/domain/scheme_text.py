"""Allowed values and bands of a scheme as people type them: "1 Low; 2 Medium", and a band to a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.formula import LARGEST
from app.domain.scheme_body import Band, Value
from app.errors import Refusal

_PAIR = re.compile(r"(-?\d{1,12}(?:\.\d{1,9})?)(?:\s+(.*))?", re.DOTALL | re.ASCII)


def figure(value: float) -> str:
    """A number without a needless point: 3, 2.5."""
    return str(int(value)) if value == int(value) else repr(value)


def write_values(values: Iterable[Value]) -> str:
    """Allowed values in one line."""
    return "; ".join(f"{figure(value.number)} {value.label.replace(';', ',')}".strip() for value in values)


def read_values(text: str) -> tuple[Value, ...]:
    """The allowed values of a line; Refusal("scheme.pair") for a piece that does not begin with a number."""
    return tuple(Value(*_pair(piece)) for piece in text.split(";") if piece.strip())


def write_bands(bands: Iterable[Band]) -> str:
    """A band to a line."""
    return "\n".join(f"{figure(band.low)} {band.label}".strip() for band in bands)


def read_bands(text: str) -> tuple[Band, ...]:
    """The bands of some lines; Refusal("scheme.pair") for a line that does not begin with a number."""
    return tuple(Band(*_pair(line)) for line in text.splitlines() if line.strip())


def _pair(text: str) -> tuple[float, str]:
    found = _PAIR.fullmatch(text.strip())
    if found is None or abs(float(found[1])) > LARGEST:
        raise Refusal("scheme.pair", text=text.strip())
    return float(found[1]), " ".join((found[2] or "").split())


def code_of(title: str, used: Iterable[str]) -> str:
    """A code for a title that has none yet: "Harm to people" gives harm_to_people, or harm_to_people_2."""
    stem = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:26] or "criterion"
    stem = stem if stem[0].isalpha() else f"c_{stem}"[:26]
    taken = set(used)
    names = (stem, *(f"{stem}_{number}" for number in range(2, 100)))
    return next((name for name in names if name not in taken), stem)
