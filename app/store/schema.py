"""The schema's version: migrations by Alembic in one transaction, a newer register refused."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, inspect, text

from app.errors import Refusal

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def _head(scripts: Path) -> str:
    # file names carry the revision, so that opening a register need not import Alembic
    return max(file.name.split("_")[0] for file in (scripts / "versions").glob("[0-9]*.py"))


def version(engine: Engine) -> str | None:
    """The register's schema version, such as "0001"; None for an empty file."""
    with engine.connect() as connection:
        if "alembic_version" not in inspect(connection).get_table_names():
            return None
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def needs_migration(engine: Engine, scripts: Path = SCRIPTS) -> bool:
    """Whether an older register must be brought up.

    Raises Refusal("register.newer") for one from the future, "register.damaged" for a file that tells none.
    """
    found, known = version(engine), _head(scripts)
    if found is None:
        raise Refusal("register.damaged")
    if found > known:
        raise Refusal("register.newer", found=found, known=known)
    return found != known


def _id(connection: Connection, broken: Sequence[Any]) -> str:
    """The identifier of the row that refers to nothing, as foreign_key_check tells it."""
    row = connection.execute(
        text(f'SELECT id FROM "{broken[0]}" WHERE rowid = :row'), {"row": broken[1]}
    ).first()
    return "" if row is None else str(row[0])


def migrate(engine: Engine, scripts: Path = SCRIPTS) -> None:
    """Brings the register to the newest schema, wholly or not at all."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(str(scripts))

    def steps(revision: object, _context: object) -> object:
        return directory._upgrade_revs("head", revision)  # type: ignore[arg-type]

    # foreign keys cannot be switched inside a transaction; tables are rebuilt without them and checked after
    with engine.connect().execution_options(writer=True) as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin(), EnvironmentContext(Config(), directory, fn=steps) as environment:
                environment.configure(connection=connection, transactional_ddl=True)
                environment.run_migrations()
                broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                if broken is not None:
                    raise Refusal(
                        "register.bad_row", kind=broken[0].replace("_", " "), id=_id(connection, broken)
                    )
        finally:
            # one that met a failing disk was given up, and is closed by now
            with contextlib.suppress(driver.ProgrammingError):
                raw.execute("PRAGMA foreign_keys = ON")
