"""The history of a threat says in words what became of its nominals and orders, undone or not."""

from __future__ import annotations

from datetime import date, timedelta

from app.commands import nominals, orders
from app.domain.codes import NominalRole, OrderState
from app.reads import card, journal, officers
from app.register import Register
from app.ui.pages.card_history import moments
from app.ui.pages.recent_words import lines
from tests.builders import add_nominal, add_order, add_threat

TODAY = date(2026, 11, 26)


def told(register: Register, threat: str) -> list[str]:
    """The history of a threat as its card shows it, newest first."""
    entries = register.ask(journal.threat_history, threat)
    shown = register.ask(card.card, threat, TODAY)
    return [moment.text for moment in moments(entries, shown, register.ask(officers.people))]


def test_nominals_and_orders_are_told_by_reference_and_in_words(register: Register) -> None:
    threat = add_threat(register)
    nominal = add_nominal(register, threat)
    register.do(nominals.change_role, nominal, NominalRole.PRINCIPAL, TODAY)
    order = add_order(
        register, threat, nominal=nominal.id, state=OrderState.APPLIED, applied_on=TODAY - timedelta(days=9)
    )
    granted = register.do(orders.grant, order, TODAY, date(2027, 1, 4)).result
    register.do(orders.discharge, granted, TODAY, "Varied by the court")
    register.undo()
    undone, discharged, granted_, applied, moved, added, _ = told(register, threat.id)
    order_words = "Order “Serious Crime Prevention Order”"
    assert discharged == (
        f"{order_words}: last day in force set to 26 Nov 2026; first day in force 4 Jan 2027 removed; "
        "note set to Discharged 26 Nov 2026: Varied by the court; state from granted to discharged. "
        "Reason: Varied by the court"
    )
    assert undone.endswith("state from discharged to granted.")
    assert granted_ == (
        f"{order_words}: date granted set to 26 Nov 2026; first day in force set to 4 Jan 2027; "
        "state from applied for to granted."
    )
    assert applied == (
        f"{order_words} added: date applied for 17 Nov 2026, nominal NOM-100007, state applied for."
    )
    assert moved == "Nominal “NOM-100007”: role from peripheral to principal; since set to 26 Nov 2026."
    assert added == "Nominal “NOM-100007” added: in custody no, role peripheral."


def test_a_removed_nominal_is_still_told(register: Register) -> None:
    threat = add_threat(register)
    nominal = add_nominal(register, threat, in_custody=True)
    register.do(nominals.remove, nominal)
    removed = told(register, threat.id)[0]
    assert "NOM-100007" in removed
    assert "in custody yes" in removed


def test_the_recent_changes_name_the_nominal(register: Register) -> None:
    threat = add_threat(register)
    add_nominal(register, threat)
    (_, line, *_) = lines(register.ask(journal.recent), TODAY)
    assert (line.done, line.detail) == ("Nominal added", ": NOM-100007")
