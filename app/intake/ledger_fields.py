"""The ledgers that forces keep beside their trackers: disruptions, requests, orders, nominals, gaps.

One row is one record. A sheet is a ledger where its headings name a threat and all that the kind needs;
by synonyms only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.domain.beside import IntelligenceGap
from app.domain.disruption import Disruption
from app.domain.kinds import Record
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.request import Request
from app.intake.headings import plain

THREAT = "threat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One kind of ledger: `needs` are the fields that make it one, `same` those that tell its rows apart."""

    cls: type[Record]
    name: str
    needs: tuple[str, ...]
    same: tuple[str, ...]
    synonyms: dict[str, str]


_REFERENCE = "threat|threat ref|threat reference|ocg|ocg ref|ocg reference|ocg no|ocg number|group ref"

LEDGERS = (
    Ledger(
        cls=Disruption,
        name="disruption",
        needs=("on", "rating"),
        same=("on", "strand", "title"),
        synonyms={
            "on": "date|disruption date|date of disruption|on",
            "strand": "p|4p|strand",
            "rating": "rating|impact|disruption rating|level",
            "theme": "theme|threat theme|crime type",
            "title": "what happened|disruption|title|summary|description|activity",
            "originator": "originator|originating officer|entered by|submitted by",
            "lead_body": "lead body|lead agency|lead",
            "supporting_bodies": "supporting bodies|supporting agencies|partners|support",
            "rationale": "rationale|reason|why",
            "moderated_by": "moderated by|moderator",
            "moderated_on": "moderated on|date moderated",
            "apmis": "on apmis|apmis entered",
            "apmis_ref": "apmis reference|apmis ref|apmis number",
        },
    ),
    Ledger(
        cls=Request,
        name="request",
        needs=("capability", "asked"),
        same=("bid_on", "asked"),
        synonyms={
            "capability": "capability|unit|service|specialist capability",
            "asked": "asked for|request|request for support|support requested|what is asked",
            "justification": "justification|why|reason for request",
            "bid_by": "bid by|requested by|applicant",
            "bid_on": "bid on|date|date of bid|requested on|date requested",
            "manager_view": "capability manager s view|manager s view",
            "decision": "decision|outcome of bid",
            "decided_on": "decided on|date decided|decision date",
            "decided_by": "decided by|chair|meeting chair",
            "decision_reason": "reason|reason for decision",
            "conditions": "conditions|condition",
            "conditions_met": "conditions met|met",
            "terms": "terms|terms of reference|support given",
            "terms_agreed_on": "terms agreed|terms agreed on|tor agreed",
            "starts": "from|starts|start date",
            "ends": "ends|until|end date",
            "product": "product",
            "outcome": "outcome|result",
            "outcome_on": "outcome on|date of outcome",
            "onward_owner": "onward owner|onward ownership",
        },
    ),
    Ledger(
        cls=AncillaryOrder,
        name="order",
        needs=("order_type",),
        same=("order_type", "nominal", "considered_on", "applied_on", "granted_on"),
        synonyms={
            "order_type": "order|order type|type of order|ancillary order",
            "nominal": "nominal|nominal reference|nominal ref|subject reference",
            "reference": "court reference|order reference",
            "considered_on": "considered|considered on",
            "applied_on": "applied|applied on|date applied",
            "granted_on": "granted|granted on|date granted",
            "in_force_on": "in force|in force on|in force from",
            "expires_on": "expires|expires on|expiry|expiry date",
            "owner_organisation": "monitoring owner|monitored by|owner",
            "due": "next due|due|due date",
            "due_what": "what is due|due what|next step",
        },
    ),
    Ledger(
        cls=Nominal,
        name="nominal",
        needs=("reference", "role"),
        same=("reference",),
        synonyms={
            "reference": "nominal|nominal reference|nominal ref|subject reference",
            "role": "role|role in group",
            "since": "since|from",
            "until": "until|to",
            "in_custody": "in custody|custody",
            "charged_on": "charged|charged on",
            "convicted_on": "convicted|convicted on",
            "release_on": "release date|release|release on|due for release",
            "release_plan": "release plan|plan for release",
        },
    ),
    Ledger(
        cls=IntelligenceGap,
        name="gap",
        needs=("text",),
        same=("text",),
        synonyms={
            "text": "intelligence gap|gap|what is not known",
            "requirement": "requirement|intelligence requirement",
            "owner_organisation": "owner|owned by",
            "raised_on": "raised|raised on|date raised",
            "closed_on": "closed|closed on|date closed",
            "answer": "answer",
        },
    ),
)


@cache
def _words(ledger_name: str) -> dict[str, str]:
    ledger = next(ledger for ledger in LEDGERS if ledger.name == ledger_name)
    found = dict.fromkeys(_REFERENCE.split("|"), THREAT)
    return found | {word: name for name, words in ledger.synonyms.items() for word in words.split("|")}


def field_of(ledger: Ledger, heading: str) -> str:
    """The field of a ledger that a heading means, "threat" for the threat's reference, else ""."""
    return _words(ledger.name).get(plain(heading), "")


def ledger_of(headings: list[str]) -> Ledger | None:
    """The ledger whose threat and needed fields stand among the headings; the fullest of several."""
    best: tuple[int, Ledger] | None = None
    for ledger in LEDGERS:
        fields = {field_of(ledger, heading) for heading in headings} - {""}
        if {THREAT, *ledger.needs} <= fields and (best is None or len(fields) > best[0]):
            best = (len(fields), ledger)
    return best[1] if best else None
