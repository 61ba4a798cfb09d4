"""What an issue is asked before it leaves: version, known gaps, second person, password and copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QCompleter, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.codes import EditionKind, IssueState
from app.domain.edition import Edition
from app.domain.faults import Fault
from app.domain.issue import Issue
from app.domain.issue_rules import Recipient, Reissue, check_second, newest, next_number
from app.domain.meeting import Member
from app.errors import Refusal
from app.packs.encrypted import check_password
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import ChoiceField, TicksField
from app.ui.form import text_area
from app.ui.pages.pack_edition import edition_words
from app.ui.parts import label
from app.ui.runner import Runner


class Order(NamedTuple):
    """What an issue is made with."""

    reissue: Reissue | None = None
    reason: str = ""
    gaps_reason: str = ""
    confirmed_by: str = ""
    password: str = ""
    copies: tuple[Recipient, ...] = ()
    second_passphrase: str = ""


def recipients(typed: str, how: str) -> tuple[Recipient, ...]:
    """Recipients as typed, one to a line: "D/Supt J Penhale, SWROCU"."""
    made = []
    for line in typed.splitlines():
        name, _, organisation = line.partition(",")
        if line.strip():
            made.append(Recipient(name.strip(), organisation.strip(), how))
    return tuple(made)


class IssueDialog(Dialog):
    """Fields only for what this issue needs; `order` is what was answered once it closed with its verb."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        *,
        name: str,
        edition: Edition,
        earlier: Sequence[Issue],
        gaps: Sequence[str],
        members: Sequence[Member],
        people: Iterable[str] = (),
        minor: bool = False,
    ) -> None:
        self.edition, self.earlier, self.gaps = edition, tuple(earlier), tuple(gaps)
        self.order: Order | None = None
        heading = f"{name}, {edition_words(edition)}"
        super().__init__(
            runner, parent, "Reissue the pack" if earlier else "Issue the pack", "Issue", heading
        )
        note = "It is locked from then on; what has to change comes as a reissue."
        self.body.insertWidget(1, label(note, ink="text2", wrap=True))
        if self.earlier:
            self._reissue(minor)
        self._gaps()
        if edition.kind is EditionKind.PARTNER:
            self._second(people)
        self._copies(members)
        self._password()
        self._name()
        self.form.focus_first()

    # fields

    def _reissue(self, minor: bool) -> None:
        last = newest(self.earlier)
        assert last is not None
        options = [(Reissue.MAJOR, f"Major, {next_number(self.earlier, Reissue.MAJOR)}: the month read anew")]
        if last.state is not IssueState.RECALLED:
            small = (
                f"Minor, {next_number(self.earlier, Reissue.MINOR)}: late papers added, the rest as issued"
            )
            options.append((Reissue.MINOR, small))
        self.reissue = ChoiceField(options, Reissue.MINOR if minor else Reissue.MAJOR)
        self.form.add("reissue", "Reissue", self.reissue, f"Version {last.number} is marked superseded.")
        self.reissue.currentIndexChanged.connect(lambda _: self._name())
        self.reason = text_area(2)
        self.form.add("reason", "Reason", self.reason, "Printed on the cover and kept with the issue.")

    def _gaps(self) -> None:
        self.gaps_frame = QFrame()
        self.gaps_frame.setProperty("tint", "a")
        column = QVBoxLayout(self.gaps_frame)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        number = len(self.gaps)
        said = f"{number} thing{'' if number == 1 else 's'} still to put right"
        column.addWidget(label(said, weight=600))
        for gap in self.gaps:
            column.addWidget(label(gap, wrap=True))
        self.gaps_frame.setAccessibleName(". ".join((said, *self.gaps)))
        self.body.insertWidget(2, self.gaps_frame)
        self.gaps_reason = text_area(2)
        self.form.add(
            "gaps_reason", "Issue anyway because", self.gaps_reason, "Printed on the cover with what is open."
        )
        if not self.gaps:
            self.gaps_frame.hide()
            self.form.show_row("gaps_reason", False)

    def _second(self, people: Iterable[str]) -> None:
        self.second = QLineEdit()
        names = QCompleter(list(people), self.second)
        names.setCaseSensitivity(names.caseSensitivity().CaseInsensitive)
        names.setFilterMode(names.filterMode().MatchContains)
        self.second.setCompleter(names)
        register = self.runner.register
        hint = f"Who has read this edition through with you; somebody other than {register.user}."
        if register.alone:
            hint += (
                " Nobody else has a passphrase here, so the name stands, and the log says that it was typed."
            )
        self.form.add("confirmed_by", "Second person", self.second, hint)
        self.theirs = QLineEdit()
        self.theirs.setEchoMode(QLineEdit.EchoMode.Password)
        hint = "They type it here themselves: a coordinator or an approver of this register."
        self.form.add("second_passphrase", "Their passphrase", self.theirs, hint)
        self.form.show_row("second_passphrase", not register.alone)

    def _copies(self, members: Sequence[Member]) -> None:
        self._members = {member.id: member for member in members}
        options = [
            (member.id, ", ".join(part for part in (member.name, member.organisation) if part))
            for member in members
        ]
        self.ticked = TicksField(options, lines=6)
        hint = "Each gets files with its own number and name. None ticked: one unnumbered copy."
        if options:
            self.form.add("copies", "Numbered copies", self.ticked, hint)
            self.ticked.edited.connect(self.touch)
        self.others = text_area(2)
        title = "Others" if options else "Numbered copies"
        self.form.add("others", title, self.others, "One to a line: name, organisation.")
        self.how = QLineEdit()
        self.how.setPlaceholderText("by hand, by secure e-mail")
        self.form.add("how", "Sent how", self.how)

    def _password(self) -> None:
        self.lock = QCheckBox("Lock the files with a password")
        self.form.add(
            "lock", "Password", self.lock, "AES-256. It is kept nowhere: without it nobody opens them."
        )
        self.first, self.again = QLineEdit(), QLineEdit()
        for field in (self.first, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add("password", "New password", self.first)
        self.form.add("again", "The same again", self.again)
        self.lock.toggled.connect(self._show_password)
        self._show_password(False)

    def _show_password(self, on: bool) -> None:
        for name in ("password", "again"):
            self.form.show_row(name, on)
        if on and self.isVisible():
            self.grow()
            self.first.setFocus()

    def _chosen(self) -> Reissue | None:
        return self.reissue.value() if self.earlier else None

    def _name(self) -> None:
        chosen = self._chosen()
        verb = f"Issue version {next_number(self.earlier, chosen)}"
        self.filled.setText(verb)
        self.filled.setAccessibleName(verb)
        if self.gaps:
            # a minor reissue keeps what was issued, its known gaps too
            wanted = chosen is not Reissue.MINOR
            self.gaps_frame.setVisible(wanted)
            self.form.show_row("gaps_reason", wanted)

    # answering

    def save(self) -> None:
        """Gives the order, or shows what is missing."""
        faults = self._faults()
        if faults:
            self.form.show_faults(faults)
            self.grow()
            return
        order = self._order()
        try:
            if self.runner.register.alone:
                check_second(self.edition.kind, self.runner.register.user, order.confirmed_by)
            check_password(order.password)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.order = order
        self.leave()

    def _faults(self) -> list[Fault]:
        wanted: list[tuple[str, QLineEdit | QPlainTextEdit]] = []
        if self.earlier:
            wanted.append(("reason", self.reason))
        if self.gaps and self._chosen() is not Reissue.MINOR:
            wanted.append(("gaps_reason", self.gaps_reason))
        if self.edition.kind is EditionKind.PARTNER:
            wanted.append(("confirmed_by", self.second))
            if not self.runner.register.alone:
                wanted.append(("second_passphrase", self.theirs))
        if self.lock.isChecked():
            wanted.append(("password", self.first))
        faults = [Fault(name, "required") for name, field in wanted if not _text(field)]
        if self.lock.isChecked() and self.first.text() != self.again.text():
            faults.append(Fault("again", "issue.passwords_differ"))
        return faults

    def _order(self) -> Order:
        how = self.how.text().strip()
        ticked = (self._members[id] for id in self.ticked.value())
        copies = (
            *(Recipient(m.name, m.organisation, how) for m in ticked),
            *recipients(_text(self.others), how),
        )
        minor = self._chosen() is Reissue.MINOR
        return Order(
            self._chosen(),
            _text(self.reason) if self.earlier else "",
            "" if minor else _text(self.gaps_reason),
            _text(self.second) if self.edition.kind is EditionKind.PARTNER else "",
            self.first.text() if self.lock.isChecked() else "",
            copies,
            # as it was typed: a space may be part of it
            self.theirs.text() if self.edition.kind is EditionKind.PARTNER else "",
        )


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()
