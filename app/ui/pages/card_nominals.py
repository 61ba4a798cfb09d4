"""The nominals of a threat, their orders and releases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain import order_rules as rules
from app.domain.codes import NominalRole
from app.domain.dates import shown
from app.domain.nominal import AncillaryOrder, Nominal
from app.reads.card import Card
from app.reads.officers import Person
from app.reads.orders import EXPIRES
from app.reads.reference import Reference
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.fitted_table import FittedTable
from app.ui.pages.orders_asks import ON_NOMINAL, ON_ORDER, Doing, DoingStrip, OrdersAsks
from app.ui.parts import Button, label

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

NOMINALS = (
    Heading("Reference"), Heading("Role"), Heading("Since"), Heading("Case"), Heading("Custody"),
    Heading("Release"), Heading("Release plan", wide=True), Heading("Until"),
)  # fmt: skip
ORDERS = (
    Heading("Order"), Heading("Nominal"), Heading("State"), Heading("Granted"), Heading("In force"),
    Heading("Last day"), Heading("Monitored by"), Heading("Next due"), Heading("What is due", wide=True),
)  # fmt: skip


def _day(value: object) -> str:
    return shown(value) if value else ""  # type: ignore[arg-type]


class NominalsPart(CardPart):
    """Nominals by role with custody and release, and the ancillary orders below them."""

    title: ClassVar[str] = "Nominals"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self._nominals: tuple[Nominal, ...] = ()
        self._orders: tuple[AncillaryOrder, ...] = ()
        self.asks = OrdersAsks(self.runner, page, page.open_dialog, self._needs)
        self.told = label("", ink="text2", wrap=True)
        self.nominals = FittedTable(NOMINALS, "Nominals, by role")
        self.orders = FittedTable(ORDERS, "Ancillary orders, by what is due next")
        self.none = label(
            "No nominals yet. Add one by its reference; names stay in the master record.", ink="muted"
        )
        self.no_orders = label("No order was considered yet.", ink="muted")
        for words in (self.none, self.no_orders):
            words.setWordWrap(True)
        self.nominal_strip = self._strip(ON_NOMINAL, self.nominals, "Choose a nominal to change it")
        self.order_strip = self._strip(ON_ORDER, self.orders, "Choose an order to take it further")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        self.add_nominal = Button("Add a nominal", icon="plus", clicked=self._add_nominal)
        self.add_order = Button("Add an order", icon="plus", clicked=self._add_order)
        self.keep(self.add_nominal, self.add_order)
        column.addLayout(self._row(self.told, self.add_nominal))
        for widget in (self.none, self.nominals, self.nominal_strip):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(self._row(label("Ancillary orders", "panel"), self.add_order))
        for widget in (self.no_orders, self.orders, self.order_strip):
            column.addWidget(widget)
        column.addStretch(1)
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setWidget(inside)
        self.column.addWidget(around)
        self._connect()

    def _strip(self, doings: tuple[Doing, ...], table: WordsTable, hint: str) -> DoingStrip:
        return DoingStrip(doings, table, hint)

    @staticmethod
    def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(left, 1)
        row.addWidget(right)
        return row

    def _connect(self) -> None:
        for table, strip in ((self.nominals, self.nominal_strip), (self.orders, self.order_strip)):
            table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
            strip.asked.connect(partial(self._do, table))
            table.doubleClicked.connect(partial(self._do, table, "change"))
            for key in ("Return", "Enter"):
                shortcut = QShortcut(QKeySequence(key), table)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(partial(self._do, table, "change"))

    # the card

    def set_card(self, card: Card) -> None:
        """Shows the nominals, those who left last, and the orders by what is due."""
        in_hand = (self._nominal(), self._order())
        super().set_card(card)
        today, roles = self.runner.today, tuple(NominalRole)
        here = self._current(card)
        self._nominals = tuple(
            sorted(card.nominals, key=lambda n: (n not in here, roles.index(n.role), n.reference))
        )
        self._orders = tuple(sorted(card.orders, key=self._when))
        self.nominals.words.set_rows([self._nominal_row(nominal) for nominal in self._nominals])
        self.orders.words.set_rows([self._order_row(card, order) for order in self._orders])
        self._keep(self.nominals, self._nominals, in_hand[0])
        self._keep(self.orders, self._orders, in_hand[1])
        held = sum(1 for nominal in here if nominal.in_custody)
        coming = [n.release_on for n in here if n.release_on and n.release_on >= today]
        parts = [rules.role_counts(nominal.role for nominal in here)]
        parts += [f"{held} in custody"] if held else []
        parts += [f"next release {shown(min(coming))}"] if coming else []
        self.told.setText("; ".join(part for part in parts if part))
        for rows, table, words, strip in (
            (self._nominals, self.nominals, self.none, self.nominal_strip),
            (self._orders, self.orders, self.no_orders, self.order_strip),
        ):
            words.setVisible(not rows)
            table.setVisible(bool(rows))
            strip.setVisible(bool(rows) and self.may)
        self._offer()

    @staticmethod
    def _keep(
        table: WordsTable,
        rows: Sequence[Nominal | AncillaryOrder],
        was: Nominal | AncillaryOrder | None,
    ) -> None:
        """The row in hand stays in hand when the card changes."""
        place = next((at for at, row in enumerate(rows) if was is not None and row.id == was.id), None)
        if place is not None and table.currentIndex().row() != place:
            table.selectRow(place)

    def _current(self, card: Card) -> list[Nominal]:
        return [nominal for nominal in card.nominals if rules.current(nominal, self.runner.today)]

    def _when(self, order: AncillaryOrder) -> tuple[bool, str, str]:
        due = rules.due_next(order, self.runner.today)
        return (due is None, due.on.isoformat() if due else "", order.id)

    def _nominal_row(self, nominal: Nominal) -> tuple[str, ...]:
        release = _day(nominal.release_on)
        owner = self.card.officer(nominal.owner) if self.card else ""
        plan = ", ".join(part for part in (nominal.release_plan, owner) if part)
        case = f"charged {_day(nominal.charged_on)}" if nominal.charged_on else ""
        if nominal.convicted_on:
            case = f"convicted {_day(nominal.convicted_on)}"
        return (
            nominal.reference, nominal.role.value, _day(nominal.since), case,
            "in custody" if nominal.in_custody else "", release, plan or ("none" if release else ""),
            _day(nominal.until),
        )  # fmt: skip

    def _order_row(self, card: Card, order: AncillaryOrder) -> tuple[str, ...]:
        type_ = card.reference.choice(order.order_type)
        named = {nominal.id: nominal.reference for nominal in card.nominals}
        due = rules.due_next(order, self.runner.today)
        owner = card.officer(order.owner) or order.owner_organisation
        if rules.unmonitored(order, self.runner.today):
            owner = "nobody"
        kind = f"{(type_.short or type_.name) if type_ else ''} {order.reference}".strip()
        return (
            kind, named.get(order.nominal or "", "the threat"),
            rules.effective(order, self.runner.today).value, _day(order.granted_on), _day(order.in_force_on),
            _day(order.expires_on), owner, _day(due.on) if due else "",
            (due.what or EXPIRES) if due else "",
        )  # fmt: skip

    def count(self) -> int:
        """How many nominals are on the threat now."""
        return len(self._current(self.card)) if self.card else 0

    def entries(self) -> list[Entry]:
        """Adding a nominal and an order."""
        return [("Add a nominal…", self._add_nominal), ("Add an order…", self._add_order)]

    # doing

    def _needs(self) -> tuple[Reference, tuple[Person, ...]] | None:
        return None if self.card is None else (self.card.reference, self.page.people)

    def _offer(self) -> None:
        nominal, order = self._nominal(), self._order()
        self.nominal_strip.offer(
            nominal.reference if nominal else "",
            frozenset({"change", "step", "release", "order", "remove"}),
        )
        codes = {"change", "monitor", "another", "remove"}
        if order is not None and rules.steps(order, self.runner.today):
            codes.add("step")
        row = self.orders.currentIndex().row()
        subject = str(self.orders.words.index(row, 0).data() or "order") if order else ""
        self.order_strip.offer(subject, frozenset(codes))

    def _nominal(self) -> Nominal | None:
        row = self.nominals.currentIndex().row()
        return self._nominals[row] if 0 <= row < len(self._nominals) else None

    def _order(self) -> AncillaryOrder | None:
        row = self.orders.currentIndex().row()
        return self._orders[row] if 0 <= row < len(self._orders) else None

    def _do(self, table: WordsTable, code: str, *_: object) -> None:
        nominal, order = self._nominal(), self._order()
        if table is self.nominals and nominal is not None:
            self.asks.nominal(code, nominal.id)
        elif table is self.orders and order is not None:
            self.asks.order(code, order.id)

    def _add_nominal(self) -> None:
        if self.card is not None:
            self.asks.add_nominal(self.card.threat.id, self.card.threat.display)

    def _add_order(self) -> None:
        if self.card is not None:
            nominals = tuple((n.id, n.reference) for n in self._nominals)
            nominal = self._nominal()
            self.asks.add_order(
                self.card.threat.id, self.card.threat.display, nominals, nominal.id if nominal else None
            )
