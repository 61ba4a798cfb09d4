"""The story's second half: leads, regional support, a disruption, an order, the ranked list, the archive."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from app.domain.codes import Decision, LeadRole, OrderState, Rating, RequestState, ThreatStatus
from app.domain.request import Request
from app.ui.dialogs.archive import ArchiveDialog
from app.ui.dialogs.disruption import DisruptionDialog
from app.ui.dialogs.disruption_steps import ModerateDialog
from app.ui.dialogs.lead import LeadDialog
from app.ui.dialogs.nominal import NominalDialog
from app.ui.dialogs.order import OrderDialog
from app.ui.dialogs.order_steps import OrderStepDialog
from app.ui.dialogs.priority_reasons import PriorityReasonsDialog
from app.ui.dialogs.request import BidDialog
from app.ui.dialogs.request_meeting import CapabilitiesMeetingDialog
from app.ui.dialogs.request_steps import (
    DecideDialog,
    ListDialog,
    ManagerDialog,
    OutcomeDialog,
    TermsDialog,
    TriageDialog,
)
from app.ui.pages.card_disruptions import DisruptionsPart
from app.ui.pages.card_nominals import NominalsPart
from app.ui.pages.card_requests import RequestsPart
from app.ui.pages.card_scores import ScoresPart
from app.ui.pages.disruptions import DisruptionsPage
from app.ui.pages.home import HomePage
from app.ui.pages.orders import OrdersPage
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.pages.priorities import PrioritiesPage
from app.ui.pages.requests import MEETINGS, RequestsPage
from tests.real_window.story_desk import StoryDesk
from tests.real_window.story_mapping import NAME, REFERENCE, enter_official

DUE = "Re-assessment due since"
SIO, LRO = "DI Rowan Teal", "Sgt Ellis Marsh"
CONDITIONS = "A daily log to the SIO; ends with the arrests."
PLAIN = Qt.KeyboardModifier.NoModifier


def gets_its_leads(desk: StoryDesk) -> None:
    """An SIO and an LRO."""
    desk.on(date(2026, 9, 30))
    for role, officer in (("SIO", SIO), ("LRO", LRO)):
        desk.choose_from_menu("Change a lead")
        desk.asked(LeadDialog)
        desk.fill(role=role, officer=officer)
        if role == "LRO":
            desk.picture("lead")
        desk.save()
    held = {lead.assignment.role: lead.officer.display for lead in desk.card.leads}
    desk.holds(held == {LeadRole.SIO: SIO, LeadRole.LRO: LRO}, str(held))
    desk.open_card().tabs.setCurrentIndex(0)
    desk.sees(SIO, LRO)
    desk.picture("leads")


def asks_for_surveillance(desk: StoryDesk) -> None:
    """Bid, triage, and the view of the capability's manager."""
    desk.on(date(2026, 10, 2))
    tab = desk.tab(RequestsPart)
    desk.click(tab, "Ask for support")
    desk.asked(BidDialog)
    desk.fill(
        capability="Surveillance", asked="Two teams on the yards for three weeks from 20 October.",
        justification="The lorries come at night; the force has one team.", bid_by=SIO,
    )  # fmt: skip
    desk.picture("bid")
    desk.save()
    desk.holds(_request(desk).state is RequestState.BID, "a bid")
    desk.sees("Surveillance: Two teams on the yards", within=tab)
    desk.on(date(2026, 10, 5))
    page = _requests(desk)
    desk.press(page.grid.view, Qt.Key.Key_Return, PLAIN)
    desk.asked(TriageDialog)
    desk.fill(triaged_by="Jo Fenn, ROCU", triage="Complete, and a matter for the region.")
    desk.save()
    desk.holds(_request(desk).state is RequestState.TRIAGED, "triaged")
    desk.sees("Triaged", within=page)
    desk.on(date(2026, 10, 7))
    page = _requests(desk)
    desk.press(page.grid.view, Qt.Key.Key_Return, PLAIN)
    desk.asked(ManagerDialog)
    desk.fill(
        manager="Lee Orchard", manager_view="Grant with conditions. One team can be free from 20 October."
    )
    desk.picture("managers-view")
    desk.save()
    desk.holds(_request(desk).state is RequestState.WITH_MANAGER, "with the manager")
    desk.sees("Grant with conditions", within=page)
    desk.picture("with-manager")


def is_granted_it(desk: StoryDesk) -> None:
    """A capabilities meeting is planned, decides, and the terms of reference are agreed."""
    desk.on(date(2026, 10, 8))
    page = _requests(desk)
    page.tabs.setCurrentIndex(MEETINGS)
    desk.settle()
    desk.click(page, "Plan a meeting")
    desk.asked(CapabilitiesMeetingDialog)
    desk.fill(
        on="15/10/2026", starts="14:00", ends="15:30", venue="ROCU, room 2", chair="Det Supt Ash Corley"
    )
    desk.save()
    desk.sees("15 Oct 2026", "Det Supt Ash Corley", within=page)
    page = _requests(desk)
    desk.press(page.grid.view, Qt.Key.Key_Return, PLAIN)
    desk.asked(ListDialog)
    desk.save()
    desk.holds(_request(desk).state is RequestState.LISTED, "listed")
    page.tabs.setCurrentIndex(MEETINGS)
    desk.settle()
    desk.sees("1 to decide", "1 request", NAME, within=page)
    desk.picture("listed")
    desk.on(date(2026, 10, 15))
    page = _requests(desk)
    desk.press(page.grid.view, Qt.Key.Key_D)
    desk.asked(DecideDialog)
    desk.fill(decision="Granted", conditions=CONDITIONS, starts="20/10/2026", ends="6/11/2026")
    desk.picture("deciding")
    desk.save()
    made = _request(desk)
    desk.holds((made.decision, made.conditions) == (Decision.GRANTED, CONDITIONS), "granted with conditions")
    desk.sees("Granted", CONDITIONS.rstrip("."), within=page)
    desk.picture("granted")
    desk.on(date(2026, 10, 19))
    page = _requests(desk)
    desk.press(page.grid.view, Qt.Key.Key_Return, PLAIN)
    desk.asked(TermsDialog)
    desk.fill(terms="One team on both yards, nights, 20 October to 6 November.", product="Log and debrief")
    desk.save()
    desk.holds(_request(desk).state is RequestState.UNDER_WAY, "under way")
    desk.sees("Product: Log and debrief", within=page)
    desk.picture("terms")


def has_the_outcome(desk: StoryDesk) -> None:
    """What the support came to, and whether its conditions were met."""
    desk.on(date(2026, 11, 9))
    page = _requests(desk)
    desk.press(page.grid.view, Qt.Key.Key_Return, PLAIN)
    desk.asked(OutcomeDialog)
    desk.fill(
        outcome="Both yards and the car wash were seen at work; the runs are on Tuesdays.",
        conditions_met="Met", reassess="No", onward_owner=SIO,
    )  # fmt: skip
    desk.save()
    desk.holds(_request(desk).state is RequestState.ENDED, "ended")
    tab = desk.tab(RequestsPart)
    desk.sees("the runs are on Tuesdays", within=tab)
    desk.picture("outcome")


def is_disrupted(desk: StoryDesk) -> None:
    """A major disruption, moderated by another person; the score is overtaken at once."""
    desk.on(date(2026, 11, 11))
    desk.sees_no(DUE, within=desk.tab(ScoresPart))
    tab = desk.tab(DisruptionsPart)
    desk.click(tab, "Record a disruption")
    desk.asked(DisruptionDialog)
    desk.fill(
        on="t", title="Four charged, both yards closed", strand="Pursue", rating="Major",
        rationale="The line stopped, and its two organisers are remanded.", originator=SIO,
        lead_body="Avon and Somerset", supporting_bodies="SWROCU; Border Force",
    )  # fmt: skip
    desk.picture("disruption")
    desk.save()
    desk.on(date(2026, 11, 12))
    page = desk.go(DisruptionsPage, "disruptions", id=desk.card.disruptions[-1].id)
    desk.press(
        page.grid.view, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    desk.asked(ModerateDialog)
    desk.fill(moderated_by="Jo Fenn, ROCU")
    desk.save()
    (made,) = desk.card.disruptions
    desk.holds((made.rating, made.moderated_by) == (Rating.MAJOR, "Jo Fenn, ROCU"), "major and moderated")
    desk.sees("Four charged, both yards closed", within=page)
    desk.picture("moderated-disruption")


def is_scored_again(desk: StoryDesk) -> None:
    """Re-assessment falls due at once; a new score ends it."""
    tab = desk.tab(ScoresPart)
    desk.sees(f"{DUE} 11 Nov 2026: major disruption", within=tab)
    desk.picture("re-assessment-due")
    home = desk.go(HomePage, "home")
    desk.sees("changed since they were scored", within=home)
    desk.on(date(2026, 11, 16))
    enter_official(desk, "284", "MOR-2026-0398", "High")
    desk.holds([score.total for score in desk.card.scores][-2:] == [412, 284], "scored again")
    desk.sees_no(DUE)
    desk.sees("284")
    desk.picture("scored-again")


def has_an_order(desk: StoryDesk) -> None:
    """A second nominal, and an order considered and applied for."""
    desk.on(date(2026, 11, 17))
    tab = desk.tab(NominalsPart)
    desk.click(tab, "Add a nominal")
    desk.asked(NominalDialog)
    desk.fill(
        reference="NOM-204418", role="Significant", since="1/9/2026", in_custody="Yes",
        charged_on="12/11/2026", owner=LRO,
    )  # fmt: skip
    desk.save()
    desk.press(tab.nominals, Qt.Key.Key_Down, PLAIN)
    desk.click(tab, "Add an order")
    desk.asked(OrderDialog)
    desk.fill(
        order_type="Serious Crime", nominal="NOM-204418", owner=LRO, due="+14", due_what="Monitoring visit"
    )
    desk.picture("order")
    desk.save()
    desk.press(tab.orders, Qt.Key.Key_Down, PLAIN)
    desk.press(tab.orders, Qt.Key.Key_T)
    desk.asked(OrderStepDialog)
    desk.fill(to="Granted", on="17/11/2026", in_force_on="17/11/2026", expires_on="16/11/2031")
    desk.save()
    (order,) = desk.card.orders
    desk.holds(order.state is OrderState.GRANTED, "an order granted")
    desk.sees("NOM-204418", "in custody", within=tab)
    desk.picture("nominal-and-order")
    page = desk.go(OrdersPage, "orders")
    desk.sees("Monitoring visit", "NOM-204418", within=page)
    desk.picture("orders")


def is_ranked(desk: StoryDesk) -> None:
    """The next meeting is planned; the group goes to its top against its score, with a reason."""
    desk.on(date(2026, 11, 20))
    home = desk.go(HomePage, "home")
    home.meeting.plan.click()
    desk.asked(PlanMeeting)
    desk.fill(on="10/12/2026", chair="ACC Wren Ashdown", venue="ROCU, main room")
    desk.picture("meeting")
    desk.save()
    page = desk.go(PrioritiesPage, "priorities")
    desk.press(page.beside, Qt.Key.Key_Insert, PLAIN)
    desk.holds(page.view.id == desk.threat, "the group joined the list")
    for _ in range(2):
        desk.press(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.picture("moved-up")
    desk.press(page.view, Qt.Key.Key_S)
    desk.asked(PriorityReasonsDialog)
    desk.fill(**{desk.threat: "The trial begins in January; the meeting wants it in sight."})
    desk.save()
    threat = desk.card.threat
    desk.holds(
        threat.priority == 1 and threat.priority_reason.startswith("The trial"), "first, with a reason"
    )
    desk.sees("The trial begins in January", within=page)
    desk.picture("ranked")


def is_archived(desk: StoryDesk) -> None:
    """Through the closing checklist, with what stays open acknowledged."""
    desk.on(date(2026, 11, 24))
    desk.choose_from_menu("Archive threat")
    dialog = desk.asked(ArchiveDialog)
    desk.sees("disruption", within=dialog.closing)
    desk.fill(
        chosen="Disrupted, no longer active", archive_authoriser="Det Supt Ash Corley",
        closing_report="CR-2026-118", entered="Yes",
        learning="Night surveillance of the yards came before the warrants, and told which.",
    )  # fmt: skip
    desk.holds(desk.refused(), "what stays open is to be acknowledged")
    desk.picture("checklist")
    desk.fill(acknowledged="The order is monitored by the LRO; APMIS is entered this week.")
    desk.picture("archiving")
    desk.save()
    held = desk.card
    desk.holds(
        held.threat.status is ThreatStatus.ARCHIVED and held.threat.priority is None, "archived, off the list"
    )
    desk.holds(held.threat.closing_report == "CR-2026-118" and len(held.learning) == 1, "report and learning")
    page = desk.open_card()
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    desk.settle()
    desk.sees("Archived", REFERENCE, "Left open")
    desk.picture("archived")


def _request(desk: StoryDesk) -> Request:
    (made,) = desk.card.requests
    return made


def _requests(desk: StoryDesk) -> RequestsPage:
    """The page of requests, with the story's in hand."""
    return desk.go(RequestsPage, "requests", id=_request(desk).id)
