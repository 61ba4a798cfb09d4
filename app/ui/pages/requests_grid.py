"""The grid of requests: its columns and its named views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.codes import Decision, RequestState
from app.domain.request_rules import GRANTS, live_grant
from app.reads.requests import RequestLine
from app.ui.delegates import RagOrder
from app.ui.dialogs.request_before import decision_words
from app.ui.rag_paint import rag_words
from app.ui.table_model import Column


def stands(line: RequestLine) -> str:
    """Where a request stands, in words: its state, and for one decided the decision."""
    request = line.request
    if request.state is RequestState.DECIDED and request.decision:
        return request.decision.value
    again = request.decision is Decision.DEFERRED and line.undecided
    return f"{request.state.value}, deferred before" if again else request.state.value


def decision(line: RequestLine) -> str:
    """The decision that stands, "" while one is wanted."""
    request = line.request
    return request.decision.value if request.decision and not line.undecided else ""


def next_step(line: RequestLine) -> str:
    """What is next for a request."""
    request = line.request
    said = {
        RequestState.BID: "Triage it",
        RequestState.TRIAGED: "Ask the capability manager",
        RequestState.WITH_MANAGER: "List it for a meeting" if request.manager_view else "Manager's view",
        RequestState.LISTED: "Decide on it",
        RequestState.UNDER_WAY: "Record the outcome",
    }.get(request.state, "")
    if request.state is RequestState.DECIDED:
        said = "Agree terms" if request.decision in GRANTS else ""
        said = "List again or withdraw" if request.decision is Decision.DEFERRED else said
    return "Score the threat again" if line.to_score else said


def _before(line: RequestLine) -> str:
    if not line.before:
        return ""
    first, more = line.before[0], len(line.before) - 1
    return f"{first.reference}: {decision_words(first)}{f' And {more} more.' if more else ''}"


COLUMNS = (
    Column("reference", "Request", lambda r: r.request.reference, 100, "reference"),
    Column("state", "State", stands, 196, filter="values", any_of="any state"),
    Column(
        "rag", "Grant", lambda r: RagOrder(r.rag), 192, "rag", "values",
        lambda r: rag_words(r.rag), any_of="any",
        tip="Terms of reference, end and outcome of what was granted",
    ),
    Column("next", "Next", next_step, 168, filter="values", any_of="any step"),
    Column("capability", "Capability", lambda r: r.capability, 150, filter="values", any_of="any capability"),
    Column("asked", "Asked for", lambda r: r.request.asked, 200),
    Column("threat", "Threat", lambda r: r.threat, 170),
    Column("force", "Force", lambda r: r.force_short or r.force, 76, filter="values", any_of="any force"),
    Column(
        "waited", "Days", lambda r: r.waited, 70, "number", "range",
        tip="Days waited, from the bid to the decision or until today",
    ),
    Column("bid", "Bid on", lambda r: r.request.bid_on, 112, "date", "range"),
    Column("meeting", "Meeting", lambda r: r.meeting_on, 112, "date", "range", tip="Capabilities meeting"),
    Column("decision", "Decision", decision, 110, filter="values", any_of="any decision"),
    Column(
        "missed", "Missed", lambda r: "Yes" if r.missed else "", 80, filter="values",
        tip="It was open at a meeting already and is still undecided",
    ),
    Column("threat_reference", "Threat reference", lambda r: r.threat_reference, 140, "reference"),
    Column("score", "Score", lambda r: r.score, 76, "number", "range", tip="Latest score of the threat"),
    Column("before", "Decided before", _before, 260, "optional"),
    Column("conditions", "Conditions", lambda r: r.request.conditions, 170),
    Column(
        "met", "Conditions met", lambda r: r.request.conditions_met.value if r.request.conditions_met else "",
        136, filter="values",
    ),
    Column("starts", "From", lambda r: r.request.starts, 112, "date", "range"),
    Column("ends", "Ends", lambda r: r.request.ends, 112, "date", "range"),
    Column("onward", "Onward owner", lambda r: r.request.onward_owner, 130),
)  # fmt: skip
NUMBER = {column.key: n for n, column in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class View:
    """A named view: its tab, and which requests it shows."""

    code: str
    title: str
    shows: Callable[[RequestLine], bool]


VIEWS = (
    View("open", "To decide", lambda line: line.undecided),
    View("live", "Live grants", lambda line: live_grant(line.request)),
    View("all", "All requests", lambda line: True),
)
