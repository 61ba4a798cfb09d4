"""What happens to a request on its route, a dialog for each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.commands import requests
from app.domain.codes import ChoiceList, Decision, Met, RequestState
from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.request import Request
from app.domain.request_rules import Step, possible
from app.errors import Refusal
from app.reads.requests import RequestLine, Requests
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.request import BidDialog, suggesting
from app.ui.dialogs.request_step import Dates, RequestStep
from app.ui.runner import Runner


class TriageDialog(RequestStep):
    """Looked at, and fit to go on."""

    title, verb, first = "Triage a request", "Record triage", "triaged_by"
    needs = ("triaged_by", "triaged_on")

    def fields(self, request: Request) -> None:
        """Who, when, what they say."""
        self.line("triaged_by", "Triaged by")
        self.day("triaged_on", "Date", self.today)
        self.area("triage", "Remark", "", 2, "Is it complete, and is it a matter for the region?")

    def draft(self, dates: Dates) -> Request:
        """The request as triaged."""
        return replace(
            self.base,
            state=RequestState.TRIAGED,
            triaged_by=self.text("triaged_by"),
            triaged_on=dates.get("triaged_on"),
            triage=self.text("triage"),
        )

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the triage."""
        values = (record.triaged_by, record.triaged_on, record.triage)
        self.runner.do(requests.triage, self.base, *values, then=done, failed=failed)


class ManagerDialog(RequestStep):
    """With the manager of the capability, and what they say."""

    title, verb, first = "Capability manager's view", "Record view", "manager"
    needs = ("manager", "manager_on")

    def fields(self, request: Request) -> None:
        """Who, when, which view."""
        self.line("manager", "Manager", request.manager)
        self.day("manager_on", "Date", request.manager_on or self.today)
        hint = "Begin with “Grant”, “Grant in part” or “Refuse”: the meeting reads the first sentence first."
        self.area("manager_view", "View", request.manager_view, 3, hint)

    def draft(self, dates: Dates) -> Request:
        """The request with its view."""
        return replace(
            self.base,
            state=RequestState.WITH_MANAGER,
            manager=self.text("manager"),
            manager_on=dates.get("manager_on"),
            manager_view=self.text("manager_view"),
        )

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the view."""
        values = (record.manager, record.manager_on, record.manager_view)
        self.runner.do(requests.to_manager, self.base, *values, then=done, failed=failed)


class ListDialog(RequestStep):
    """On the list of a capabilities meeting to come."""

    title, verb, first = "List a request for a meeting", "List request", "meeting"

    def fields(self, request: Request) -> None:
        """The meetings to come, the next one first."""
        coming = sorted((m for m in self.answer.meetings if m.on >= self.today), key=lambda m: m.on)
        options = [(m.id, ", ".join(p for p in (shown(m.on), m.starts, m.venue) if p)) for m in coming]
        chosen = request.meeting if any(m.id == request.meeting for m in coming) else None
        field = ChoiceField(options or [(None, "No capabilities meeting is planned")], chosen)
        hint = "" if options else "Plan one under Requests, Meetings; then list the request for it."
        self.row("meeting", "Meeting", field, hint)

    def draft(self, dates: Dates) -> Request:
        """The request as listed."""
        return replace(self.base, state=RequestState.LISTED, meeting=self.choice("meeting"))

    def more_faults(self, record: Request) -> list[Fault]:
        """A meeting."""
        return [] if record.meeting else [Fault("meeting", "request.no_meeting")]

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Lists it."""
        self.runner.do(requests.list_for, (self.base,), record.meeting, then=done, failed=failed)


class DecideDialog(RequestStep):
    """What the capabilities meeting decided."""

    title, verb, first = "Decide on a request", "Record decision", "decision"
    needs = ("decision", "decided_by", "decided_on")

    def fields(self, request: Request) -> None:
        """Decision, who, when, why, on which conditions, from when to when."""
        meeting = next((m for m in self.answer.meetings if m.id == request.meeting), None)
        options = [(None, "Choose a decision"), *((d, d.value.capitalize()) for d in Decision)]
        self.row("decision", "Decision", ChoiceField(options))
        self.line("decided_by", "Decided by", meeting.chair if meeting else "")
        on = meeting.on if meeting and meeting.on <= self.today else self.today
        self.day("decided_on", "Date", on)
        reasons = [choice.name for choice in self.answer.reference.offered(ChoiceList.DECISION_REASON)]
        self.row(
            "decision_reason", "Reason", suggesting(reasons),
            f"Needed unless it is granted whole. The region's list: {', '.join(reasons[:3])} …"
            if reasons else "Needed unless it is granted whole.",
        )  # fmt: skip
        self.area("conditions", "Conditions", "", 2, "Whether they were met is asked with the outcome.")
        self.day("starts", "Support from")
        self.day("ends", "Support until")

    def draft(self, dates: Dates) -> Request:
        """The request as decided."""
        conditions = self.text("conditions")
        return replace(
            self.base,
            state=RequestState.DECIDED,
            decision=self.choice("decision"),
            decided_by=self.text("decided_by"),
            decided_on=dates.get("decided_on"),
            decision_reason=self.text("decision_reason"),
            conditions=conditions,
            conditions_met=Met.NOT_YET if conditions else None,
            starts=dates.get("starts"),
            ends=dates.get("ends"),
        )

    def more_faults(self, record: Request) -> list[Fault]:
        """Those that the record does not name itself."""
        return [] if record.decision else super().more_faults(record)

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the decision."""
        self.runner.do(
            requests.decide,
            self.base,
            record.decision,
            record.decided_by,
            record.decided_on,
            reason=record.decision_reason,
            conditions=record.conditions,
            starts=record.starts,
            ends=record.ends,
            then=done,
            failed=failed,
        )


class TermsDialog(RequestStep):
    """The terms of reference: support, timeline, product."""

    title, verb, first = "Agree terms of reference", "Record terms", "terms"

    def fields(self, request: Request) -> None:
        """What is given, when, and what comes of it."""
        self.area("terms", "Support", request.terms or request.asked, 3, "What is given, and by whom.")
        self.line("product", "Product", request.product, sample="Such as log and debrief")
        self.day("terms_agreed_on", "Agreed on", self.today)
        self.day("starts", "From", request.starts)
        self.day("ends", "To", request.ends)

    def draft(self, dates: Dates) -> Request:
        """The request under way."""
        return replace(
            self.base,
            state=RequestState.UNDER_WAY,
            terms=self.text("terms"),
            product=self.text("product"),
            terms_agreed_on=dates.get("terms_agreed_on"),
            starts=dates.get("starts"),
            ends=dates.get("ends"),
        )

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the terms."""
        values = (record.terms, record.product, record.terms_agreed_on, record.starts, record.ends)
        self.runner.do(requests.agree_terms, self.base, *values, then=done, failed=failed)


class OutcomeDialog(RequestStep):
    """What came of it, and what follows for the threat."""

    title, verb, first = "Record the outcome of support", "Record outcome", "outcome"

    def fields(self, request: Request) -> None:
        """Outcome, conditions, re-assessment, onward ownership."""
        self.area("outcome", "Outcome", request.outcome, 3)
        self.day("outcome_on", "Date", request.outcome_on or self.today)
        if request.conditions:
            met = ChoiceField([(m, m.value.capitalize()) for m in Met], request.conditions_met)
            self.row("conditions_met", "Conditions met", met, request.conditions)
        yes = ChoiceField([(True, "Yes"), (False, "No")], request.reassess if request.outcome else True)
        hint = "Until it is, the request says so."
        self.row("reassess", "Score again", yes, hint)
        self.line("onward_owner", "Onward owner", request.onward_owner, "Who takes the threat on from here.")

    def draft(self, dates: Dates) -> Request:
        """The request as ended."""
        return replace(
            self.base,
            state=RequestState.ENDED,
            outcome=self.text("outcome"),
            outcome_on=dates.get("outcome_on"),
            conditions_met=self.choice("conditions_met") if self.base.conditions else None,
            reassess=self.choice("reassess"),
            onward_owner=self.text("onward_owner"),
        )

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the outcome."""
        self.runner.do(
            requests.record_outcome,
            self.base,
            record.outcome,
            record.outcome_on,
            record.conditions_met,
            reassess=record.reassess,
            onward_owner=record.onward_owner,
            then=done,
            failed=failed,
        )


class WithdrawDialog(RequestStep):
    """Taken back by those who asked."""

    title, verb, first = "Withdraw a request", "Withdraw request", "outcome"
    needs = ("outcome", "outcome_on")

    def fields(self, request: Request) -> None:
        """Why, and when."""
        self.cancel.setText("Go back")
        self.cancel.setAccessibleName("Go back")
        self.area("outcome", "Reason", "", 2, "Stands as its outcome. The request stays in the record.")
        self.day("outcome_on", "Date", self.today)

    def draft(self, dates: Dates) -> Request:
        """The request as withdrawn."""
        return replace(
            self.base,
            state=RequestState.WITHDRAWN,
            outcome=self.text("outcome"),
            outcome_on=dates.get("outcome_on"),
        )

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Withdraws it."""
        self.runner.do(
            requests.withdraw, self.base, record.outcome, record.outcome_on, then=done, failed=failed
        )


STEPS: dict[Step, type[RequestStep]] = {
    Step.TRIAGE: TriageDialog,
    Step.MANAGER: ManagerDialog,
    Step.LIST: ListDialog,
    Step.DECIDE: DecideDialog,
    Step.TERMS: TermsDialog,
    Step.OUTCOME: OutcomeDialog,
    Step.WITHDRAW: WithdrawDialog,
}

COMMANDS: dict[Step, str] = {
    Step.TRIAGE: "request.triage",
    Step.MANAGER: "request.to_manager",
    Step.LIST: "request.list",
    Step.DECIDE: "request.decide",
    Step.TERMS: "request.agree_terms",
    Step.OUTCOME: "request.record_outcome",
    Step.CHANGE: "request.change",
    Step.WITHDRAW: "request.withdraw",
}
"""The command of each step, which says whose it is."""

WORDS: dict[Step, str] = {
    Step.TRIAGE: "Triage",
    Step.MANAGER: "Manager's view",
    Step.LIST: "List for a meeting",
    Step.DECIDE: "Decide",
    Step.TERMS: "Agree terms",
    Step.OUTCOME: "Record outcome",
    Step.CHANGE: "Change",
    Step.WITHDRAW: "Withdraw",
}
"""What a step is called on a button or in a menu."""


def steps_for(runner: Runner, request: Request) -> tuple[Step, ...]:
    """The steps that a request can take now and this person may take, the next one first."""
    found = possible(request.state, request.decision)
    return tuple(step for step in found if runner.may(COMMANDS[step]))


def step_dialog(
    runner: Runner, parent: QWidget, answer: Requests, line: RequestLine, step: Step
) -> RecordDialog[Request]:
    """The dialog of one step."""
    if step is Step.CHANGE:
        return BidDialog(runner, parent, answer, line=line)
    made = STEPS[step](runner, parent, answer, line)
    made.whose = (COMMANDS[step],)
    return made
