"""What the page of orders and the card's tab open: one dialog for each thing that can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from app.commands import nominals as nominal_commands
from app.commands import orders as order_commands
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.order_rules import steps
from app.errors import Refusal
from app.reads import orders
from app.reads.officers import Person
from app.reads.orders import Opened
from app.reads.reference import Reference
from app.ui.dialog import Dialog
from app.ui.dialogs.nominal import NominalDialog
from app.ui.dialogs.nominal_steps import NominalStepDialog, ReleaseDialog
from app.ui.dialogs.order import OrderDialog
from app.ui.dialogs.order_steps import MonitorDialog, OrderStepDialog
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, label
from app.ui.runner import Runner


class Doing(NamedTuple):
    """One thing that can be done to the row in hand: its code, words and key."""

    code: str
    words: str
    key: str


ON_ORDER = (
    Doing("change", "Change", "F2"),
    Doing("step", "Next step", "Ctrl+T"),
    Doing("monitor", "Monitoring", "Ctrl+Shift+M"),
    Doing("another", "Add an order", "Ctrl+N"),
    Doing("remove", "Remove", "Del"),
)
ON_NOMINAL = (
    Doing("change", "Change", "F2"),
    Doing("step", "Next step", "Ctrl+T"),
    Doing("release", "Release plan", "Ctrl+Shift+M"),
    Doing("order", "Add an order", "Ctrl+N"),
    Doing("remove", "Remove", "Del"),
)
CARD = Doing("card", "Open card", "Ctrl+O")


class DoingStrip(QFrame):
    """A row of buttons for the row in hand, whose keys work while `over` or the strip has the focus."""

    asked = Signal(str)

    def __init__(self, doings: tuple[Doing, ...], over: QWidget, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self.setMinimumHeight(px(38))
        row = FlowLayout(self, across=2, down=2)
        row.setContentsMargins(18, 4, 18, 4)
        self.subject = label(hint, "small", 500, "muted")
        row.addWidget(self.subject)
        self.buttons: dict[str, Button] = {}
        for doing in doings:
            button = Button(doing.words, "text", hint=doing.key)
            button.clicked.connect(partial(self._ask, doing.code))
            button.hide()
            self.buttons[doing.code] = button
            row.addWidget(button)
            shortcut = QShortcut(QKeySequence(doing.key), over)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._ask, doing.code))

    def _ask(self, code: str, _on: bool = False) -> None:
        if not self.buttons[code].isHidden():
            self.asked.emit(code)

    def offer(self, subject: str, codes: frozenset[str]) -> None:
        """Names the row in hand, and shows what can be done to it; nothing for ""."""
        self.subject.setText(subject or self._hint)
        for code, button in self.buttons.items():
            button.setVisible(bool(subject) and code in codes)
        self.updateGeometry()


class OrdersAsks:
    """Opens dialogs on orders and nominals as the register has them now.

    `show` shows a dialog, `needs` gives the reference data and people, None while they are not read.
    """

    def __init__(
        self,
        runner: Runner,
        host: QWidget,
        show: Callable[[Dialog], object],
        needs: Callable[[], tuple[Reference, tuple[Person, ...]] | None],
    ) -> None:
        self._runner, self._host, self._show, self._needs = runner, host, show, needs

    def order(self, code: str, id: str) -> None:
        """One thing done to the order of an id."""
        self._runner.ask(orders.order, id, then=partial(self._order, code), failed=self._refused)

    def nominal(self, code: str, id: str) -> None:
        """One thing done to the nominal of an id."""
        self._runner.ask(orders.nominal, id, then=partial(self._nominal, code), failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self._runner.refused.emit(refusal)

    def _order(self, code: str, opened: Opened) -> None:
        order, needs = opened.record, self._needs()
        if needs is None or self._runner.reads_only or not isinstance(order, AncillaryOrder):
            return
        runner, host, heading = self._runner, self._host, self._heading(order, opened)
        if code == "remove":
            runner.do(order_commands.remove, order)
        elif code == "monitor":
            self._show(MonitorDialog(runner, host, order, needs[1], heading))
        elif code == "step" and steps(order, runner.today):
            self._show(OrderStepDialog(runner, host, order, heading))
        elif code == "another":
            self.add_order(order.threat, opened.threat, opened.nominals, order.nominal)
        elif code == "change":
            self._show(
                OrderDialog(
                    runner, host, *needs, opened.nominals, threat=order.threat, heading=opened.threat,
                    base=order,
                )
            )  # fmt: skip

    def _heading(self, order: AncillaryOrder, opened: Opened) -> str:
        needs = self._needs()
        type_ = needs[0].choice(order.order_type) if needs else None
        nominal = dict(opened.nominals).get(order.nominal or "", "")
        parts = (type_.name if type_ else "", order.reference, nominal, opened.threat)
        return ", ".join(part for part in parts if part)

    def _nominal(self, code: str, opened: Opened) -> None:
        nominal, needs = opened.record, self._needs()
        if needs is None or self._runner.reads_only or not isinstance(nominal, Nominal):
            return
        runner, host, heading = self._runner, self._host, opened.threat
        if code == "remove":
            runner.do(nominal_commands.remove, nominal)
        elif code == "step":
            self._show(NominalStepDialog(runner, host, nominal, f"{nominal.reference}, {heading}"))
        elif code == "release":
            self._show(ReleaseDialog(runner, host, nominal, needs[1], f"{nominal.reference}, {heading}"))
        elif code == "order":
            self.add_order(nominal.threat, heading, opened.nominals, nominal.id)
        elif code == "change":
            self._show(
                NominalDialog(runner, host, *needs, threat=nominal.threat, heading=heading, base=nominal)
            )

    def add_nominal(self, threat: str, heading: str) -> None:
        """A new nominal on a threat."""
        needs = self._needs()
        if needs is not None and not self._runner.reads_only:
            self._show(NominalDialog(self._runner, self._host, *needs, threat=threat, heading=heading))

    def add_order(
        self, threat: str, heading: str, nominals: tuple[tuple[str, str], ...], on: str | None = None
    ) -> None:
        """A new order on a threat, or on one of its nominals."""
        needs = self._needs()
        if needs is not None and not self._runner.reads_only:
            made = OrderDialog(
                self._runner, self._host, *needs, nominals, threat=threat, heading=heading, on=on
            )
            self._show(made)
