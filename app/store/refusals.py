"""What SQLite and the pool say when something fails, as refusals that can be mended."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.errors import Refusal

_SAID = (
    ("disk is full", "disk.full"),
    ("locked", "register.busy"),
    ("malformed", "register.damaged"),
    ("not a database", "register.damaged"),
    ("file is encrypted", "register.damaged"),
    ("readonly", "medium_read_only"),
    ("unable to open", "register.unreadable"),
    ("FOREIGN KEY", "in_use"),
    ("UNIQUE", "taken"),
)
"""Part of SQLite's sentence, and the refusal it means."""


def refusal(error: BaseException, *, saving: bool = False) -> Refusal | None:
    """The refusal that a failure of the driver means; None for one that is a bug."""
    text = str(error.orig if isinstance(error, DBAPIError) else error)
    if "disk I/O" in text:
        return Refusal("disk.failed" if saving else "disk.unreadable")
    return next((Refusal(code, kind="record") for said, code in _SAID if said in text), None)


@contextlib.contextmanager
def worded(*, saving: bool = False) -> Iterator[None]:
    """Raises what the driver says within as refusals; `saving` where the outcome may be unknown."""
    try:
        yield
    except PoolTimeout as error:
        raise Refusal("register.busy") from error
    except (DBAPIError, driver.Error) as error:
        meant = refusal(error, saving=saving)
        if meant is None:
            raise
        raise meant from error
