"""The first schema of a register."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """CREATE TABLE column_layout (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    shape TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE force (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE journal (
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
    PRIMARY KEY (seq)
)""",
    """CREATE INDEX ix_journal_batch ON journal (batch)""",
    """CREATE INDEX ix_journal_object ON journal (kind, object)""",
    """CREATE INDEX ix_journal_removed ON journal (kind) WHERE "after" IS NULL""",
    """CREATE TABLE meeting (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    month TEXT NOT NULL,
    "on" DATE NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    chair TEXT NOT NULL,
    venue TEXT NOT NULL,
    papers_by DATE,
    issue_by DATE,
    PRIMARY KEY (id)
)""",
    """CREATE UNIQUE INDEX ix_meeting_month ON meeting (month)""",
    """CREATE TABLE region (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    code TEXT NOT NULL,
    fictional BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE setting (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE theme (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    synonyms TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE officer (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    rank TEXT NOT NULL,
    number TEXT NOT NULL,
    force VARCHAR,
    organisation TEXT NOT NULL,
    contact TEXT NOT NULL,
    lro_trained_on DATE,
    left_on DATE,
    PRIMARY KEY (id),
    CONSTRAINT fk_officer_force FOREIGN KEY(force) REFERENCES force (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_officer_force ON officer (force)""",
    """CREATE TABLE threat (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    reference TEXT NOT NULL,
    name TEXT NOT NULL,
    operation TEXT NOT NULL,
    primary_theme VARCHAR,
    secondary_themes TEXT NOT NULL,
    home_force VARCHAR,
    other_forces TEXT NOT NULL,
    area TEXT NOT NULL,
    status VARCHAR NOT NULL,
    tier TEXT NOT NULL,
    priority INTEGER,
    niche_ref TEXT NOT NULL,
    apmis_ref TEXT NOT NULL,
    reconciled_on DATE,
    summary TEXT NOT NULL,
    next_review DATE,
    mapping VARCHAR NOT NULL,
    mapping_on DATE,
    archived_on DATE,
    archive_reason TEXT NOT NULL,
    archive_authoriser TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_threat_primary_theme FOREIGN KEY(primary_theme) REFERENCES theme (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_threat_home_force FOREIGN KEY(home_force) REFERENCES force (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_threat_home_force ON threat (home_force)""",
    """CREATE INDEX ix_threat_primary_theme ON threat (primary_theme)""",
    """CREATE INDEX ix_threat_reference_key ON threat (lower(reference))""",
    """CREATE TABLE action (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    reference TEXT NOT NULL,
    strand VARCHAR NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    owner VARCHAR,
    owner_organisation TEXT NOT NULL,
    set_on DATE,
    due DATE,
    due_text TEXT NOT NULL,
    state VARCHAR NOT NULL,
    completed_on DATE,
    closed_on DATE,
    outcome TEXT NOT NULL,
    as_written TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_action_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_action_owner ON action (owner)""",
    """CREATE INDEX ix_action_state ON action (state, threat, due, owner, owner_organisation, strand, id)""",
    """CREATE INDEX ix_action_threat ON action (threat, state, strand)""",
    """CREATE TABLE assignment (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    officer VARCHAR NOT NULL,
    since DATE,
    until DATE,
    PRIMARY KEY (id),
    CONSTRAINT fk_assignment_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_assignment_officer FOREIGN KEY(officer) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_assignment_officer ON assignment (officer)""",
    """CREATE INDEX ix_assignment_threat ON assignment (threat)""",
    """CREATE TABLE held (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    code TEXT NOT NULL,
    found TEXT NOT NULL,
    kind TEXT NOT NULL,
    threat VARCHAR,
    candidate TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    held_at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_held_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_held_fingerprint ON held (fingerprint)""",
    """CREATE INDEX ix_held_threat ON held (threat)""",
    """CREATE TABLE mapping_step (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_mapping_step_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_mapping_step_threat ON mapping_step (threat)""",
    """CREATE TABLE note (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    "on" DATE,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_note_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_note_threat ON note (threat)""",
    """CREATE TABLE "plan" (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    owner VARCHAR,
    approved_by TEXT NOT NULL,
    approved_on DATE,
    next_review DATE,
    pursue_not_needed TEXT NOT NULL,
    prevent_not_needed TEXT NOT NULL,
    protect_not_needed TEXT NOT NULL,
    prepare_not_needed TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_plan_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_plan_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_plan_owner ON "plan" (owner)""",
    """CREATE INDEX ix_plan_threat ON "plan" (threat)""",
    """CREATE TABLE score (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    total FLOAT NOT NULL,
    scheme TEXT NOT NULL,
    scheme_version TEXT NOT NULL,
    assessor TEXT NOT NULL,
    assessed_on DATE,
    confidence VARCHAR,
    rationale TEXT NOT NULL,
    remark TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_score_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_score_threat ON score (threat)""",
    """CREATE TABLE "update" (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    strand VARCHAR,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_update_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_update_threat ON "update" (threat)""",
    """CREATE TABLE redating (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    was DATE,
    now DATE,
    reason TEXT NOT NULL,
    "on" DATE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_redating_action FOREIGN KEY(action) REFERENCES action (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_redating_action ON redating (action)""",
)


def upgrade() -> None:
    """Creates every table and index as they stood in version 1.0."""
    for statement in STATEMENTS:
        op.execute(statement)
