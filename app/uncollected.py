"""Work during which the interpreter does not look for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For what makes many things that all live on: every thousand of them would set off a search in vain.

    Each search looks at all that is alive, so that ten times the things take far more than ten times as long.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
