"""Trust: who did what where in the journal, drafts, reviews, holds and disposals."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

CREATED = (
    """CREATE TABLE disposal (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    subject TEXT NOT NULL,
    state VARCHAR NOT NULL,
    proposed_on DATE NOT NULL,
    proposed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    authority TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at VARCHAR,
    entries INTEGER NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE draft (
    id VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE INDEX ix_draft_person ON draft (person)""",
    """CREATE TABLE hold (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    since DATE NOT NULL,
    until DATE,
    reason TEXT NOT NULL,
    authority TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_hold_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_hold_threat ON hold (threat)""",
    """CREATE TABLE retention_review (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    mopi_group VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    reviewer TEXT NOT NULL,
    rationale TEXT NOT NULL,
    next_on DATE,
    PRIMARY KEY (id),
    CONSTRAINT fk_retention_review_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_retention_review_threat ON retention_review (threat)""",
)

# SQLite adds no column before another, so a table that grew is written anew
REBUILT = (
    """CREATE TABLE new_journal (
    seq INTEGER NOT NULL,
    origin VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    clock_back BOOLEAN NOT NULL,
    actor VARCHAR NOT NULL,
    app VARCHAR NOT NULL,
    class VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    batch VARCHAR NOT NULL,
    undoes VARCHAR,
    kind VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    salt VARCHAR NOT NULL,
    "before" TEXT,
    "after" TEXT,
    digest VARCHAR NOT NULL,
    prev VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    form INTEGER NOT NULL,
    person VARCHAR NOT NULL,
    roles VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    machine VARCHAR NOT NULL,
    utc_offset INTEGER NOT NULL,
    outcome VARCHAR NOT NULL,
    disposed BOOLEAN NOT NULL,
    PRIMARY KEY (seq)
)""",
    """INSERT INTO new_journal ("seq", "origin", "at", "clock_back", "actor", "app", "class", "command",
    "batch", "undoes", "kind", "object", "version", "reason", "salt", "before", "after", "digest",
    "prev", "hash", "form", "person", "roles", "account", "machine", "utc_offset", "outcome",
    "disposed")
SELECT "seq", "origin", "at", "clock_back", "actor", "app", "class", "command", "batch", "undoes",
    "kind", "object", "version", "reason", "salt", "before", "after", "digest", "prev", "hash", 1,
    actor, '', '', '', 0, 'done', 0
FROM "journal"
""",
    """DROP TABLE "journal"
""",
    """ALTER TABLE new_journal RENAME TO "journal"
""",
    """CREATE INDEX ix_journal_batch ON journal (batch)""",
    """CREATE INDEX ix_journal_object ON journal (kind, object)""",
    """CREATE INDEX ix_journal_removed ON journal (kind) WHERE "after" IS NULL""",
)


def upgrade() -> None:
    """Brings a register to people with keys of their own, and to retention."""
    for statement in (*CREATED, *REBUILT):
        op.execute(statement)
