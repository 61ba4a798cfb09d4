"""Fields and kinds of record as people call them."""

from __future__ import annotations

FIELD_WORDS: dict[str, str] = {
    "action": "action", "apmis_ref": "APMIS reference", "approved_by": "approved by", "approved_on": "approved on",
    "archive_authoriser": "archive authorised by", "archive_reason": "archive reason", "archived_on": "archived on",
    "area": "area", "as_written": "as written", "assessed_on": "assessed on", "assessor": "assessor", "by": "by",
    "closed_on": "closed on", "completed_on": "completed on", "confidence": "confidence", "contact": "contact",
    "detail": "detail", "due": "due date", "due_text": "due date as written", "heading": "heading",
    "home_force": "home force", "kind": "kind", "lro_trained_on": "LRO training", "mapping": "mapping",
    "mapping_on": "mapping since", "name": "name", "next_review": "next review", "niche_ref": "Niche reference",
    "number": "number", "officer": "officer", "on": "date", "operation": "operation", "organisation": "organisation",
    "other_forces": "other forces", "outcome": "outcome", "owner": "owner", "owner_organisation": "owning organisation",
    "prepare_not_needed": "why Prepare needs nothing", "prevent_not_needed": "why Prevent needs nothing",
    "primary_theme": "primary theme", "priority": "priority", "protect_not_needed": "why Protect needs nothing",
    "pursue_not_needed": "why Pursue needs nothing", "rank": "rank", "rationale": "rationale", "reason": "reason",
    "reconciled_on": "reconciled on", "reference": "reference", "remark": "remark", "role": "role", "scheme": "scheme",
    "scheme_version": "scheme version", "secondary_themes": "secondary themes", "set_on": "set on", "since": "since",
    "source": "source", "state": "state", "status": "status", "strand": "strand", "summary": "summary", "text": "text",
    "threat": "threat", "tier": "tier", "title": "title", "total": "score", "until": "until",
    # scoring
    "answers": "answers", "moderates": "settles", "moderator": "moderator", "scheme_id": "scheme used",
    "settled": "settled by the score", "themes_changed_on": "theme gained on",
    # submissions
    "proposer": "proposed by", "opened_on": "opened on", "state_on": "state since", "ratified_by": "ratified by",
    "submission": "submission", "return_reason": "return reason", "live_operation": "live operation",
    "edition": "edition", "label": "label", "body": "parts, formula and bands",
    # reference data
    "choices": "choices", "code": "code", "field": "field", "help": "help", "list": "list", "object": "record",
    "of": "kind of record", "place": "place in the list", "retired": "retired", "short": "short name",
    "synonyms": "synonyms", "type": "type", "value": "value",
    # nominals, orders and releases
    "applied_on": "date applied for", "charged_on": "date of charge", "considered_on": "date considered",
    "convicted_on": "date of conviction", "due_what": "what is due", "expires_on": "last day in force",
    "granted_on": "date granted",
    "in_custody": "in custody", "in_force_on": "first day in force", "nominal": "nominal", "order_type": "order",
    "release_on": "release date", "release_plan": "release plan",
    # requests for regional support
    "asked": "what is asked", "bid_by": "bid by", "bid_on": "bid on", "capability": "capability",
    "conditions": "conditions", "conditions_met": "conditions met", "decided_by": "decided by",
    "decided_on": "decided on", "decision": "decision", "decision_reason": "reason of the decision", "ends": "ends",
    "justification": "why it is needed", "manager": "capability manager", "manager_on": "with the manager on",
    "manager_view": "manager's view", "meeting": "meeting", "onward_owner": "onward owner",
    "outcome_on": "outcome on", "product": "product", "reassess": "to be scored again", "starts": "starts",
    "terms": "terms of reference", "terms_agreed_on": "terms agreed on", "triage": "triage",
    "triaged_by": "triaged by", "triaged_on": "triaged on",
    # what stands beside a threat
    "answer": "answer", "answered_by": "answered by", "answered_on": "answered on", "at_risk": "people at risk",
    "at_risk_ref": "reference of people at risk", "closing_report": "closing report", "from_force": "from",
    "held_in": "held in", "local_profile": "local profile", "neighbourhood": "local policing link",
    "other": "linked threat", "priority_reason": "reason of its place", "proposed_by": "proposed by",
    "proposed_on": "proposed on", "raised_on": "raised on", "relation": "relation", "requirement": "requirement", "shared_with": "shared with",
    "tags": "tags", "to_force": "to", "victims": "vulnerable victims", "victims_ref": "reference of victims",
    # the monthly cycle
    "accepted_by": "accepted by", "accepted_on": "accepted on", "after": "follows item", "app": "version of the program",
    "ask": "decision wanted", "asks": "asked of partners", "at": "time", "authority": "authority", "because": "late because", "began": "began",
    "chair": "chair", "confirmed_at": "confirmed at", "confirmed_by": "confirmed by", "confirmed_on": "confirmed on",
    "consent": "on the consent list", "contacts": "who to speak to", "corrections": "corrections", "deputies": "deputies",
    "deputy": "deputy", "draft": "draft", "ended": "ended", "ended_because": "ended because", "ended_how": "how it ended",
    "ended_on": "ended on", "files": "files", "fingerprint": "fingerprint", "gaps": "known gaps",
    "gaps_reason": "why issued with known gaps", "handling": "handling code", "head": "head of the journal",
    "holder": "holder", "how": "how it was sent", "issue": "issue", "issue_by": "issue by", "issue_days": "days before, issue",
    "issued_at": "issued at", "issued_by": "issued by", "item": "agenda item", "items": "items", "key": "section",
    "led_by": "led by", "letter": "letter", "made_on": "made on", "marking": "marking", "member": "member",
    "minutes": "minutes", "month": "month", "need_to_know": "what partners need to know", "noticed_on": "told on",
    "organisations": "partner organisations", "pack_id": "pack", "paper": "paper", "papers_by": "papers by",
    "papers_days": "days before, papers", "private": "for the chair alone", "recipient": "recipient",
    "recommended": "recommended", "released_by": "released by", "released_on": "released on", "replaces": "replaces",
    "request": "request", "rule": "proposed by rule", "sent_on": "sent on", "series": "series",
    "supersedes": "supersedes", "under": "under item", "venue": "venue", "week": "week of the month",
    "weekday": "weekday", "withheld": "withheld", "writer": "layout",
    # retention
    "decided_at": "decided at", "entries": "entries blanked", "mopi_group": "MoPI group", "next_on": "review again on",
    "reviewer": "reviewer", "subject": "record disposed of",
    # disruptions
    "apmis": "on APMIS", "disruption": "disruption", "lead_body": "lead body", "moderated_by": "moderated by",
    "moderated_on": "moderated on", "now": "now", "originator": "originator", "rating": "rating",
    "supporting_bodies": "supporting bodies", "theme": "theme", "was": "was",
}  # fmt: skip
"""Each field of a record as people call it, for histories, conflicts and questions."""

KIND_WORDS: dict[str, str] = {
    "action": "Action", "assignment": "Lead", "mapping_step": "Mapping step", "note": "Note", "plan": "4P plan",
    "score": "Score", "threat": "Threat", "update": "Update", "redating": "Re-dating", "held": "Held row",
    "assessment": "Assessment", "scheme": "Scheme", "submission": "Submission",
    # reference data
    "custom_value": "Custom field", "custom_field": "Custom field", "choice": "List entry", "force": "Force",
    "theme": "Theme", "setting": "Setting",
    "nominal": "Nominal", "ancillary_order": "Order", "request": "Request",
    "intelligence_gap": "Intelligence gap", "learning": "Learning", "document": "Document",
    "threat_link": "Link to another threat", "transfer": "Transfer",
    "meeting": "Meeting", "meeting_series": "Series of meetings", "member": "Member of a meeting",
    "attendance": "Attendance", "agenda_item": "Agenda item", "late_paper": "Late paper",
    "meeting_note": "Note of the meeting", "meeting_decision": "Decision", "minutes": "Minutes", "issue": "Issue",
    "copy": "Copy", "release": "Release to partners", "acceptance": "Conditions accepted",
    "retention_review": "Review of retention", "hold": "Hold", "disposal": "Disposal",
    "disruption": "Disruption", "rerating": "Change of rating",
}  # fmt: skip
"""The kinds of record on a card, as people call them."""
