"""The monthly cycle: series, agenda, attendance, decisions, minutes, issues, copies and releases."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

CREATED = (
    """CREATE TABLE acceptance (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    organisation TEXT NOT NULL,
    conditions TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    "on" DATE NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE body (
    id VARCHAR NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE meeting_series (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    series VARCHAR NOT NULL,
    name TEXT NOT NULL,
    chair TEXT NOT NULL,
    deputies TEXT NOT NULL,
    venue TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    week INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    papers_days INTEGER NOT NULL,
    issue_days INTEGER NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE UNIQUE INDEX ix_meeting_series_series ON meeting_series (series)""",
    """CREATE TABLE issue (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    paper VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    holder TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    number TEXT NOT NULL,
    state VARCHAR NOT NULL,
    issued_at VARCHAR NOT NULL,
    issued_by TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    gaps TEXT NOT NULL,
    gaps_reason TEXT NOT NULL,
    marking TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    body TEXT NOT NULL,
    files TEXT NOT NULL,
    head TEXT NOT NULL,
    app TEXT NOT NULL,
    writer INTEGER NOT NULL,
    withheld INTEGER NOT NULL,
    supersedes VARCHAR,
    ended_on DATE,
    ended_because TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_issue_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_issue_supersedes FOREIGN KEY(supersedes) REFERENCES issue (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_issue_meeting ON issue (meeting)""",
    """CREATE INDEX ix_issue_supersedes ON issue (supersedes)""",
    """CREATE TABLE minutes (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    draft INTEGER NOT NULL,
    made_on DATE NOT NULL,
    confirmed_at VARCHAR,
    confirmed_on DATE,
    corrections TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_minutes_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_minutes_confirmed_at FOREIGN KEY(confirmed_at) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_minutes_confirmed_at ON minutes (confirmed_at)""",
    """CREATE INDEX ix_minutes_meeting ON minutes (meeting)""",
    """CREATE TABLE copy (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    issue VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    "of" INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    organisation TEXT NOT NULL,
    sent_on DATE NOT NULL,
    how TEXT NOT NULL,
    files TEXT NOT NULL,
    noticed_on DATE,
    ended_on DATE,
    ended_how TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_copy_issue FOREIGN KEY(issue) REFERENCES issue (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_copy_issue ON copy (issue)""",
    """CREATE TABLE member (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    series VARCHAR NOT NULL,
    officer VARCHAR,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    role TEXT NOT NULL,
    items TEXT NOT NULL,
    place INTEGER NOT NULL,
    retired BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_member_officer FOREIGN KEY(officer) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_member_officer ON member (officer)""",
    """CREATE TABLE release (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    organisations TEXT NOT NULL,
    need_to_know TEXT NOT NULL,
    contacts TEXT NOT NULL,
    asks TEXT NOT NULL,
    released_by TEXT NOT NULL,
    released_on DATE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_release_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_release_threat ON release (threat)""",
    """CREATE TABLE agenda_item (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    under VARCHAR,
    place INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    title TEXT NOT NULL,
    led_by TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    private BOOLEAN NOT NULL,
    consent BOOLEAN NOT NULL,
    threat VARCHAR,
    request VARCHAR,
    submission VARCHAR,
    rule TEXT NOT NULL,
    ask TEXT NOT NULL,
    recommended TEXT NOT NULL,
    remark TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_agenda_item_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_agenda_item_under FOREIGN KEY(under) REFERENCES agenda_item (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_agenda_item_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_agenda_item_request FOREIGN KEY(request) REFERENCES request (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_agenda_item_submission FOREIGN KEY(submission) REFERENCES submission (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_agenda_item_meeting ON agenda_item (meeting)""",
    """CREATE INDEX ix_agenda_item_request ON agenda_item (request)""",
    """CREATE INDEX ix_agenda_item_submission ON agenda_item (submission)""",
    """CREATE INDEX ix_agenda_item_threat ON agenda_item (threat)""",
    """CREATE INDEX ix_agenda_item_under ON agenda_item (under)""",
    """CREATE TABLE attendance (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    member VARCHAR,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    state VARCHAR NOT NULL,
    deputy TEXT NOT NULL,
    items TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_attendance_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attendance_member FOREIGN KEY(member) REFERENCES member (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_attendance_meeting ON attendance (meeting)""",
    """CREATE INDEX ix_attendance_member ON attendance (member)""",
    """CREATE TABLE late_paper (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    item VARCHAR,
    "after" TEXT NOT NULL,
    letter TEXT NOT NULL,
    title TEXT NOT NULL,
    answer TEXT NOT NULL,
    ask TEXT NOT NULL,
    text TEXT NOT NULL,
    because TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    accepted_on DATE NOT NULL,
    replaces VARCHAR,
    private BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_late_paper_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_late_paper_item FOREIGN KEY(item) REFERENCES agenda_item (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_late_paper_replaces FOREIGN KEY(replaces) REFERENCES late_paper (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_late_paper_item ON late_paper (item)""",
    """CREATE INDEX ix_late_paper_meeting ON late_paper (meeting)""",
    """CREATE INDEX ix_late_paper_replaces ON late_paper (replaces)""",
    """CREATE TABLE meeting_decision (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    item VARCHAR,
    reference TEXT NOT NULL,
    outcome VARCHAR NOT NULL,
    text TEXT NOT NULL,
    rationale TEXT NOT NULL,
    threat VARCHAR,
    request VARCHAR,
    at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_meeting_decision_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_decision_item FOREIGN KEY(item) REFERENCES agenda_item (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_decision_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_decision_request FOREIGN KEY(request) REFERENCES request (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_meeting_decision_item ON meeting_decision (item)""",
    """CREATE INDEX ix_meeting_decision_meeting ON meeting_decision (meeting)""",
    """CREATE INDEX ix_meeting_decision_request ON meeting_decision (request)""",
    """CREATE INDEX ix_meeting_decision_threat ON meeting_decision (threat)""",
    """CREATE TABLE meeting_note (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    meeting VARCHAR NOT NULL,
    item VARCHAR,
    text TEXT NOT NULL,
    at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_meeting_note_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_note_item FOREIGN KEY(item) REFERENCES agenda_item (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_meeting_note_item ON meeting_note (item)""",
    """CREATE INDEX ix_meeting_note_meeting ON meeting_note (meeting)""",
)

# SQLite adds no column before another, so a table that grew is written anew
REBUILT = (
    """CREATE TABLE new_meeting (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    series VARCHAR NOT NULL,
    month TEXT NOT NULL,
    "on" DATE NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    chair TEXT NOT NULL,
    venue TEXT NOT NULL,
    papers_by DATE,
    issue_by DATE,
    deputy TEXT NOT NULL,
    state VARCHAR NOT NULL,
    began TEXT NOT NULL,
    ended TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """INSERT INTO new_meeting ("id", "version", "series", "month", "on", "starts", "ends", "chair", "venue",
    "papers_by", "issue_by", "deputy", "state", "began", "ended")
SELECT "id", "version", "series", "month", "on", "starts", "ends", "chair", "venue", "papers_by",
    "issue_by", '', 'planned', '', ''
FROM "meeting"
""",
    """DROP TABLE "meeting"
""",
    """ALTER TABLE new_meeting RENAME TO "meeting"
""",
    """CREATE UNIQUE INDEX ix_meeting_on ON meeting (series, "on")""",
    """CREATE TABLE new_disruption (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    reference TEXT NOT NULL,
    "on" DATE NOT NULL,
    strand VARCHAR,
    rating VARCHAR,
    theme VARCHAR,
    title TEXT NOT NULL,
    originator TEXT NOT NULL,
    lead_body TEXT NOT NULL,
    supporting_bodies TEXT NOT NULL,
    rationale TEXT NOT NULL,
    moderated_by TEXT NOT NULL,
    moderated_on DATE,
    apmis BOOLEAN NOT NULL,
    apmis_ref TEXT NOT NULL,
    handling VARCHAR NOT NULL,
    conditions TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_disruption_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disruption_theme FOREIGN KEY(theme) REFERENCES theme (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_disruption ("id", "version", "threat", "reference", "on", "strand", "rating", "theme",
    "title", "originator", "lead_body", "supporting_bodies", "rationale", "moderated_by",
    "moderated_on", "apmis", "apmis_ref", "handling", "conditions")
SELECT "id", "version", "threat", "reference", "on", "strand", "rating", "theme", "title", "originator",
    "lead_body", "supporting_bodies", "rationale", "moderated_by", "moderated_on", "apmis", "apmis_ref",
    'P', ''
FROM "disruption"
""",
    """DROP TABLE "disruption"
""",
    """ALTER TABLE new_disruption RENAME TO "disruption"
""",
    """CREATE INDEX ix_disruption_theme ON disruption (theme)""",
    """CREATE INDEX ix_disruption_threat ON disruption (threat, "on", rating, apmis)""",
    """CREATE TABLE new_intelligence_gap (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    text TEXT NOT NULL,
    requirement TEXT NOT NULL,
    owner VARCHAR,
    owner_organisation TEXT NOT NULL,
    raised_on DATE NOT NULL,
    closed_on DATE,
    answer TEXT NOT NULL,
    handling VARCHAR NOT NULL,
    conditions TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_intelligence_gap_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_intelligence_gap_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_intelligence_gap ("id", "version", "threat", "text", "requirement", "owner",
    "owner_organisation", "raised_on", "closed_on", "answer", "handling", "conditions")
SELECT "id", "version", "threat", "text", "requirement", "owner", "owner_organisation", "raised_on",
    "closed_on", "answer", 'P', ''
FROM "intelligence_gap"
""",
    """DROP TABLE "intelligence_gap"
""",
    """ALTER TABLE new_intelligence_gap RENAME TO "intelligence_gap"
""",
    """CREATE INDEX ix_intelligence_gap_owner ON intelligence_gap (owner)""",
    """CREATE INDEX ix_intelligence_gap_threat ON intelligence_gap (threat)""",
    """CREATE TABLE new_learning (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "on" DATE NOT NULL,
    shared_with TEXT NOT NULL,
    handling VARCHAR NOT NULL,
    conditions TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_learning_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_learning ("id", "version", "threat", "text", "by", "on", "shared_with", "handling",
    "conditions")
SELECT "id", "version", "threat", "text", "by", "on", "shared_with", 'P', ''
FROM "learning"
""",
    """DROP TABLE "learning"
""",
    """ALTER TABLE new_learning RENAME TO "learning"
""",
    """CREATE INDEX ix_learning_threat ON learning (threat)""",
    """CREATE TABLE new_update (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    strand VARCHAR,
    text TEXT NOT NULL,
    handling VARCHAR NOT NULL,
    conditions TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_update_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_update ("id", "version", "threat", "on", "by", "strand", "text", "handling",
    "conditions")
SELECT "id", "version", "threat", "on", "by", "strand", "text", 'P', ''
FROM "update"
""",
    """DROP TABLE "update"
""",
    """ALTER TABLE new_update RENAME TO "update"
""",
    """CREATE INDEX ix_update_threat ON "update" (threat)""",
    """CREATE TABLE new_action (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR,
    reference TEXT NOT NULL,
    strand VARCHAR,
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
    meeting VARCHAR,
    item VARCHAR,
    handling VARCHAR NOT NULL,
    conditions TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_action_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_item FOREIGN KEY(item) REFERENCES agenda_item (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_action ("id", "version", "threat", "reference", "strand", "title", "detail", "owner",
    "owner_organisation", "set_on", "due", "due_text", "state", "completed_on", "closed_on", "outcome",
    "as_written", "meeting", "item", "handling", "conditions")
SELECT "id", "version", "threat", "reference", "strand", "title", "detail", "owner",
    "owner_organisation", "set_on", "due", "due_text", "state", "completed_on", "closed_on", "outcome",
    "as_written", NULL, NULL, 'P', ''
FROM "action"
""",
    """DROP TABLE "action"
""",
    """ALTER TABLE new_action RENAME TO "action"
""",
    """CREATE INDEX ix_action_item ON action (item)""",
    """CREATE INDEX ix_action_meeting ON action (meeting)""",
    """CREATE INDEX ix_action_owner ON action (owner)""",
    """CREATE INDEX ix_action_state ON action (state, threat, due, owner, owner_organisation, strand, id)""",
    """CREATE INDEX ix_action_threat ON action (threat, state, strand)""",
)


def upgrade() -> None:
    """Brings a register to the records of the month: agenda, meeting, minutes, issues."""
    for statement in (*CREATED, *REBUILT):
        op.execute(statement)
