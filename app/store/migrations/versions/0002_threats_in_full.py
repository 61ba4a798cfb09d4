"""Threats in full: schemes, submissions, disruptions, requests, orders and what stands beside a threat."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

CREATED = (
    """CREATE TABLE choice (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    list VARCHAR NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    place INTEGER NOT NULL,
    retired BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE custom_field (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    "of" TEXT NOT NULL,
    name TEXT NOT NULL,
    type VARCHAR NOT NULL,
    choices TEXT NOT NULL,
    help TEXT NOT NULL,
    place INTEGER NOT NULL,
    retired BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE scheme (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    edition TEXT NOT NULL,
    label TEXT NOT NULL,
    state VARCHAR NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE custom_value (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    object TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_custom_value_field FOREIGN KEY(field) REFERENCES custom_field (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_custom_value_field ON custom_value (field)""",
    """CREATE INDEX ix_custom_value_object ON custom_value (object)""",
    """CREATE TABLE disruption (
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
    PRIMARY KEY (id),
    CONSTRAINT fk_disruption_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disruption_theme FOREIGN KEY(theme) REFERENCES theme (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_disruption_theme ON disruption (theme)""",
    """CREATE INDEX ix_disruption_threat ON disruption (threat, "on", rating, apmis)""",
    """CREATE TABLE document (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    title TEXT NOT NULL,
    reference TEXT NOT NULL,
    held_in TEXT NOT NULL,
    "on" DATE,
    PRIMARY KEY (id),
    CONSTRAINT fk_document_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_document_threat ON document (threat)""",
    """CREATE TABLE intelligence_gap (
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
    PRIMARY KEY (id),
    CONSTRAINT fk_intelligence_gap_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_intelligence_gap_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_intelligence_gap_owner ON intelligence_gap (owner)""",
    """CREATE INDEX ix_intelligence_gap_threat ON intelligence_gap (threat)""",
    """CREATE TABLE learning (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "on" DATE NOT NULL,
    shared_with TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_learning_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_learning_threat ON learning (threat)""",
    """CREATE TABLE nominal (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    reference TEXT NOT NULL,
    role VARCHAR NOT NULL,
    since DATE,
    until DATE,
    in_custody BOOLEAN NOT NULL,
    charged_on DATE,
    convicted_on DATE,
    release_on DATE,
    release_plan TEXT NOT NULL,
    owner VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT fk_nominal_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_nominal_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_nominal_owner ON nominal (owner)""",
    """CREATE INDEX ix_nominal_threat ON nominal (threat, until, role, since)""",
    """CREATE TABLE request (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    reference TEXT NOT NULL,
    capability VARCHAR,
    asked TEXT NOT NULL,
    justification TEXT NOT NULL,
    bid_by TEXT NOT NULL,
    bid_on DATE NOT NULL,
    state VARCHAR NOT NULL,
    triaged_by TEXT NOT NULL,
    triaged_on DATE,
    triage TEXT NOT NULL,
    manager TEXT NOT NULL,
    manager_on DATE,
    manager_view TEXT NOT NULL,
    meeting VARCHAR,
    decision VARCHAR,
    decided_by TEXT NOT NULL,
    decided_on DATE,
    decision_reason TEXT NOT NULL,
    conditions TEXT NOT NULL,
    conditions_met VARCHAR,
    terms TEXT NOT NULL,
    product TEXT NOT NULL,
    terms_agreed_on DATE,
    starts DATE,
    ends DATE,
    outcome TEXT NOT NULL,
    outcome_on DATE,
    reassess BOOLEAN NOT NULL,
    onward_owner TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_request_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_request_capability FOREIGN KEY(capability) REFERENCES choice (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_request_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_request_capability ON request (capability)""",
    """CREATE INDEX ix_request_meeting ON request (meeting)""",
    """CREATE INDEX ix_request_threat ON request (threat)""",
    """CREATE TABLE submission (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    reference TEXT NOT NULL,
    state VARCHAR NOT NULL,
    proposer TEXT NOT NULL,
    opened_on DATE NOT NULL,
    state_on DATE NOT NULL,
    answers TEXT NOT NULL,
    ratified_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_submission_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_submission_threat ON submission (threat)""",
    """CREATE TABLE threat_link (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    other VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    "on" DATE,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_threat_link_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_threat_link_other FOREIGN KEY(other) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_threat_link_other ON threat_link (other)""",
    """CREATE INDEX ix_threat_link_threat ON threat_link (threat)""",
    """CREATE TABLE transfer (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    from_force VARCHAR,
    to_force VARCHAR,
    reason TEXT NOT NULL,
    state VARCHAR NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_on DATE NOT NULL,
    answered_by TEXT NOT NULL,
    answered_on DATE,
    answer TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_transfer_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_transfer_from_force FOREIGN KEY(from_force) REFERENCES force (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_transfer_to_force FOREIGN KEY(to_force) REFERENCES force (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_transfer_from_force ON transfer (from_force)""",
    """CREATE INDEX ix_transfer_threat ON transfer (threat)""",
    """CREATE INDEX ix_transfer_to_force ON transfer (to_force)""",
    """CREATE TABLE ancillary_order (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    nominal VARCHAR,
    order_type VARCHAR,
    reference TEXT NOT NULL,
    state VARCHAR NOT NULL,
    considered_on DATE,
    applied_on DATE,
    granted_on DATE,
    in_force_on DATE,
    expires_on DATE,
    owner VARCHAR,
    owner_organisation TEXT NOT NULL,
    due DATE,
    due_what TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_ancillary_order_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_ancillary_order_nominal FOREIGN KEY(nominal) REFERENCES nominal (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_ancillary_order_order_type FOREIGN KEY(order_type) REFERENCES choice (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_ancillary_order_owner FOREIGN KEY(owner) REFERENCES officer (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_ancillary_order_nominal ON ancillary_order (nominal)""",
    """CREATE INDEX ix_ancillary_order_order_type ON ancillary_order (order_type)""",
    """CREATE INDEX ix_ancillary_order_owner ON ancillary_order (owner)""",
    """CREATE INDEX ix_ancillary_order_threat ON ancillary_order (threat)""",
    """CREATE TABLE assessment (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    scheme_id VARCHAR,
    total FLOAT NOT NULL,
    answers TEXT NOT NULL,
    assessor TEXT NOT NULL,
    assessed_on DATE,
    confidence VARCHAR,
    rationale TEXT NOT NULL,
    settled VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT fk_assessment_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_assessment_scheme_id FOREIGN KEY(scheme_id) REFERENCES scheme (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_assessment_settled FOREIGN KEY(settled) REFERENCES score (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_assessment_scheme_id ON assessment (scheme_id)""",
    """CREATE INDEX ix_assessment_settled ON assessment (settled)""",
    """CREATE INDEX ix_assessment_threat ON assessment (threat)""",
    """CREATE TABLE rerating (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    disruption VARCHAR NOT NULL,
    was VARCHAR,
    now VARCHAR,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "on" DATE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_rerating_disruption FOREIGN KEY(disruption) REFERENCES disruption (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """CREATE INDEX ix_rerating_disruption ON rerating (disruption)""",
)

# SQLite adds no column before another, so a table that grew is written anew
REBUILT = (
    """CREATE TABLE new_force (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    code TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)""",
    """INSERT INTO new_force ("id", "version", "name", "short", "code", "retired")
SELECT "id", "version", "name", "short", "code", 0
FROM "force"
""",
    """DROP TABLE "force"
""",
    """ALTER TABLE new_force RENAME TO "force"
""",
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
    PRIMARY KEY (id)
)""",
    """INSERT INTO new_meeting ("id", "version", "series", "month", "on", "starts", "ends", "chair", "venue",
    "papers_by", "issue_by")
SELECT "id", "version", 'regional tasking', "month", "on", "starts", "ends", "chair", "venue",
    "papers_by", "issue_by"
FROM "meeting"
""",
    """DROP TABLE "meeting"
""",
    """ALTER TABLE new_meeting RENAME TO "meeting"
""",
    """CREATE UNIQUE INDEX ix_meeting_on ON meeting (series, "on")""",
    """CREATE TABLE new_theme (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    synonyms TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)""",
    """INSERT INTO new_theme ("id", "version", "name", "short", "synonyms", "retired")
SELECT "id", "version", "name", "short", "synonyms", 0
FROM "theme"
""",
    """DROP TABLE "theme"
""",
    """ALTER TABLE new_theme RENAME TO "theme"
""",
    """CREATE TABLE new_threat (
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
    closing_report TEXT NOT NULL,
    priority_reason TEXT NOT NULL,
    themes_changed_on DATE,
    live_operation BOOLEAN NOT NULL,
    neighbourhood TEXT NOT NULL,
    local_profile TEXT NOT NULL,
    victims INTEGER,
    victims_ref TEXT NOT NULL,
    at_risk INTEGER,
    at_risk_ref TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_threat_primary_theme FOREIGN KEY(primary_theme) REFERENCES theme (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_threat_home_force FOREIGN KEY(home_force) REFERENCES force (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_threat ("id", "version", "kind", "reference", "name", "operation", "primary_theme",
    "secondary_themes", "home_force", "other_forces", "area", "status", "tier", "priority", "niche_ref",
    "apmis_ref", "reconciled_on", "summary", "next_review", "mapping", "mapping_on", "archived_on",
    "archive_reason", "archive_authoriser", "closing_report", "priority_reason", "themes_changed_on",
    "live_operation", "neighbourhood", "local_profile", "victims", "victims_ref", "at_risk",
    "at_risk_ref", "tags")
SELECT "id", "version", "kind", "reference", "name", "operation", "primary_theme", "secondary_themes",
    "home_force", "other_forces", "area", "status", "tier", "priority", "niche_ref", "apmis_ref",
    "reconciled_on", "summary", "next_review", "mapping", "mapping_on", "archived_on", "archive_reason",
    "archive_authoriser", '', '', NULL, 0, '', '', NULL, '', NULL, '', '[]'
FROM "threat"
""",
    """DROP TABLE "threat"
""",
    """ALTER TABLE new_threat RENAME TO "threat"
""",
    """CREATE INDEX ix_threat_home_force ON threat (home_force)""",
    """CREATE INDEX ix_threat_primary_theme ON threat (primary_theme)""",
    """CREATE INDEX ix_threat_reference_key ON threat (lower(reference))""",
    """CREATE TABLE new_score (
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
    reference TEXT NOT NULL,
    scheme_id VARCHAR,
    answers TEXT NOT NULL,
    moderator TEXT NOT NULL,
    moderates TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_score_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_score_scheme_id FOREIGN KEY(scheme_id) REFERENCES scheme (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_score ("id", "version", "threat", "total", "scheme", "scheme_version", "assessor",
    "assessed_on", "confidence", "rationale", "remark", "reference", "scheme_id", "answers",
    "moderator", "moderates")
SELECT "id", "version", "threat", "total", "scheme", "scheme_version", "assessor", "assessed_on",
    "confidence", "rationale", "remark", '', NULL, '', '', '[]'
FROM "score"
""",
    """DROP TABLE "score"
""",
    """ALTER TABLE new_score RENAME TO "score"
""",
    """CREATE INDEX ix_score_scheme_id ON score (scheme_id)""",
    """CREATE INDEX ix_score_threat ON score (threat, assessed_on)""",
    """CREATE TABLE new_mapping_step (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    threat VARCHAR NOT NULL,
    submission VARCHAR,
    state VARCHAR NOT NULL,
    "on" DATE NOT NULL,
    return_reason VARCHAR,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_mapping_step_threat FOREIGN KEY(threat) REFERENCES threat (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_mapping_step_submission FOREIGN KEY(submission) REFERENCES submission (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_mapping_step_return_reason FOREIGN KEY(return_reason) REFERENCES choice (id)
        DEFERRABLE INITIALLY DEFERRED
)""",
    """INSERT INTO new_mapping_step ("id", "version", "threat", "submission", "state", "on", "return_reason",
    "reason", "by")
SELECT "id", "version", "threat", NULL, "state", "on", NULL, "reason", "by"
FROM "mapping_step"
""",
    """DROP TABLE "mapping_step"
""",
    """ALTER TABLE new_mapping_step RENAME TO "mapping_step"
""",
    """CREATE INDEX ix_mapping_step_return_reason ON mapping_step (return_reason)""",
    """CREATE INDEX ix_mapping_step_submission ON mapping_step (submission)""",
    """CREATE INDEX ix_mapping_step_threat ON mapping_step (threat)""",
)


def upgrade() -> None:
    """Brings a register of version 1.0 to the records that hang on a threat."""
    for statement in (*CREATED, *REBUILT):
        op.execute(statement)
