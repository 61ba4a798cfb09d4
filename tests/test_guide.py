"""The guide keeps up with the record: every field, every check."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from app import words
from app.domain import backup_rules, codec
from app.domain.kinds import KINDS
from app.domain.region_settings import RegionSettings
from app.packs.exceptions import CHECKS

GUIDE = Path(__file__).parent.parent / "resources" / "guide"
WHERE = {
    "region": "reference", "force": "reference", "theme": "reference", "choice": "reference",
    "setting": "reference", "custom_field": "reference", "custom_value": "reference", "scheme": "scoring",
    "officer": "record", "threat": "record", "submission": "submissions", "mapping_step": "submissions",
    "note": "record", "assignment": "record", "plan": "record", "action": "record", "redating": "record",
    "update": "record", "score": "scoring", "assessment": "scoring", "disruption": "disruptions",
    "rerating": "disruptions", "meeting": "agenda", "request": "requests", "nominal": "orders",
    "ancillary_order": "orders", "intelligence_gap": "beside", "learning": "beside", "document": "beside",
    "threat_link": "beside", "transfer": "beside", "issue": "issues", "copy": "issues",
    "late_paper": "issues", "meeting_series": "agenda", "member": "agenda", "agenda_item": "agenda",
    "attendance": "meeting", "meeting_note": "meeting", "meeting_decision": "meeting",
    "minutes": "minutes", "release": "editions", "acceptance": "editions",
    "retention_review": "retention", "hold": "retention", "disposal": "retention",
}  # fmt: skip
INSIDE = {"held", "column_layout"}
"""Kinds that the import keeps for itself."""

CALLED = {
    ("setting", "value"): "marking",
    ("custom_field", "of"): "kind of record",
    ("custom_field", "type"): "holds",
    ("custom_field", "choices"): "can be chosen",
    ("custom_value", "field"): "custom fields",
    ("custom_value", "object"): "record",
    ("custom_value", "text"): "value",
    ("scheme", "body"): "criteria",
    ("disruption", "title"): "what happened",
    ("disruption", "strand"): "pursue, prevent, protect or prepare",
    ("disruption", "supporting_bodies"): "supporting",
    ("disruption", "apmis"): "on apmis",
    ("rerating", "disruption"): "rating",
    ("nominal", "threat"): "group",
    ("nominal", "since"): "in the role since",
    ("nominal", "until"): "on the group until",
    ("nominal", "owner"): "release owner",
    ("ancillary_order", "threat"): "nominal",
    ("ancillary_order", "order_type"): "order",
    ("ancillary_order", "reference"): "court reference",
    ("ancillary_order", "expires_on"): "last day in force",
    ("ancillary_order", "owner"): "monitored by",
    ("ancillary_order", "owner_organisation"): "partner",
    ("ancillary_order", "due"): "next due",
    ("intelligence_gap", "text"): "not known",
    ("intelligence_gap", "owner_organisation"): "partner",
    ("learning", "text"): "learning",
    ("threat_link", "other"): "threat",
    ("request", "reference"): "r-0001",
    ("request", "asked"): "asked for",
    ("request", "justification"): "why",
    ("request", "decision_reason"): "reason",
    ("request", "triage"): "remark",
    ("request", "manager_on"): "manager, date, view",
    ("request", "manager_view"): "view",
    ("request", "outcome_on"): "outcome, its day",
    ("request", "reassess"): "score again",
    ("request", "starts"): "from, ends",
    ("request", "ends"): "from, ends",
    ("request", "terms"): "support, product, agreed on",
    ("request", "terms_agreed_on"): "support, product, agreed on",
    ("request", "meeting"): "meeting",
    ("assessment", "total"): "score",
    ("transfer", "proposed_on"): "proposed by, on",
    ("transfer", "answered_on"): "answered by, on",
    ("transfer", "state"): "answer",
    ("ancillary_order", "considered_on"): "considered on",
    ("ancillary_order", "applied_on"): "applied for on",
    ("ancillary_order", "granted_on"): "granted on",
    ("nominal", "charged_on"): "charged on",
    ("nominal", "convicted_on"): "convicted on",
    ("choice", "place"): "place",
    ("custom_field", "place"): "place",
    ("issue", "body"): "stored value",
    ("copy", "of"): "one of so many",
    ("theme", "synonyms"): "words that mean it",
}
"""What the guide calls a field where it has more to say than the field's own word."""


@cache
def page(name: str) -> str:
    return re.sub(r"\s+", " ", (GUIDE / "fields" / f"{name}.md").read_text(encoding="utf-8")).lower()


def fields() -> list[tuple[str, str]]:
    return [
        (kind, spec.name)
        for kind, cls in KINDS.items()
        if kind not in INSIDE
        for spec in codec.specs(cls)
        if spec.name not in ("id", "version")
    ]


@pytest.mark.parametrize(("kind", "field"), fields())
def test_every_field_of_the_record_is_explained(kind: str, field: str) -> None:
    said = CALLED.get((kind, field), words.FIELD_WORDS.get(field, field.replace("_", " ")))
    assert said.lower() in page(WHERE[kind]), f"resources/guide/fields/{WHERE[kind]}.md lacks “{said}”"


def test_every_check_is_told_with_what_stands_behind_it() -> None:
    text = (GUIDE / "checks.md").read_text(encoding="utf-8")
    for check in CHECKS:
        assert f"| {check.number} | {check.title} | {check.behind} | {check.weight} |" in text


def test_the_guide_leads_to_each_of_its_pages() -> None:
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    for path in (*(GUIDE / "fields").glob("*.md"), GUIDE / "checks.md", GUIDE / "backups.md"):
        assert str(path.relative_to(GUIDE)) in index


def test_the_chapter_on_backups_keeps_up_with_the_rules() -> None:
    said = re.sub(r"\s+", " ", (GUIDE / "backups.md").read_text(encoding="utf-8"))
    rules = backup_rules
    assert f"the newest of {rules.DAILY} days, {rules.WEEKLY} weeks and {rules.MONTHLY} months" in said
    assert f"the {rules.NEWEST} newest whatever the clock says" in said
    assert RegionSettings().backup_hours == 2
    assert "every two hours with the register open" in said
    assert words.say("setting.backup_hours") in said
