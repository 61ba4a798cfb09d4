"""The words of requests for regional support."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "request.no_reason": "Give the reason for this decision.",
    "request.ends_first": "The support would end before it starts. Enter a later day.",
    "request.too_early": "This would be before the {step} of {on}. Enter that day or a later one.",
    "request.conditions_open": "Say whether the conditions were met; “not yet known” will do.",
    "request.no_threat": "Choose the threat that asks: type its reference or a part of its name.",
    "request.no_meeting": "Choose a capabilities meeting to come. Where there is none, plan one first.",
    "request.not_possible": "This request is {state}, so this step ({step}) is not possible now. "
    "Nothing was changed. Look at what is next for it in the list of requests.",
    "request.archived": "This threat is archived, so no support can be asked for it. Nothing was changed. "
    "Re-open the threat first.",
    "request.no_capabilities_meeting": "The meeting of {on} is not a capabilities meeting to come. "
    "Nothing was changed. Plan a capabilities meeting, then list the request for it.",
    # how a grant stands
    "request.rag.none": "",
    "request.rag.ended": "Outcome recorded",
    "request.rag.no_outcome": "No outcome",
    "request.rag.terms_late": "ToR overdue {number} day{s}",
    "request.rag.terms_today": "ToR due today",
    "request.rag.terms_due": "ToR due in {number} day{s}",
    "request.rag.ends_today": "Ends today",
    "request.rag.ends_soon": "Ends in {number} day{s}",
    "request.rag.on_time": "On time",
    # what Home, the lists and the preflight of a pack say
    "check.support_open": "support without terms or outcome",
    "check.request_undecided": "request undecided at a meeting",
    "list.support_open": "Active, with support granted that lacks its terms of reference or its outcome",
    "list.request_undecided": "Active, with a request still undecided after a meeting",
    "preflight.support_open": "{count} with support that lacks terms or outcome",
    "preflight.request_undecided": "{count} with a request undecided since a meeting",
    "preflight.order.support_open": "All support has its terms and outcome",
    "preflight.order.request_undecided": "No request waits since before a meeting",
    # what was done
    "label.request.bid": "support asked for",
    "label.request.change": "request changed",
    "label.request.triage": "request triaged",
    "label.request.to_manager": "request with the manager",
    "label.request.list": "request listed",
    "label.request.decide": "request decided",
    "label.request.agree_terms": "terms agreed",
    "label.request.record_outcome": "outcome recorded",
    "label.request.withdraw": "request withdrawn",
    "label.request.print_list": "list of requests printed",
}
