"""The line on the card that asks why somebody looks, where the region asks it; it may stay empty."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from app.domain.codes import LogClass
from app.domain.visits import ASKED
from app.reads.card import Card
from app.register import Register
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner

SAMPLE = "May stay empty"
KEPT = "In the log"


def tell(register: Register, threat: str, why: str) -> None:
    """Tells the log why a threat is looked at: an entry of its own beside that of the look."""
    register.log(LogClass.CONSULTATION, "threat.why", threat, command="log.why", reason=why)


class WhyLine(QWidget):
    """One field; what is written is logged with Enter or on leaving it, and suggested in this session."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._threat = ""
        self._told = ""
        self._earlier: list[str] = runner.kept.setdefault("why looked", [])
        self.field = QLineEdit()
        self.field.setAccessibleName("Why you look")
        self.field.setPlaceholderText(SAMPLE)
        about = "Why you look at this threat, kept in the log with your visit; may stay empty"
        self.field.setAccessibleDescription(about)
        self.field.setToolTip(about)
        self.field.setMaximumWidth(px(460))
        self._offered = QStringListModel(self._earlier, self)
        names = QCompleter(self._offered, self.field)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(names)
        self.field.editingFinished.connect(self.keep)
        self.said = label("", "small", ink="text2")
        self.field.textEdited.connect(lambda _: self.said.clear())
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 6)
        row.setSpacing(8)
        row.addWidget(label("Why you look", "small", ink="muted"))
        row.addWidget(self.field, 1)
        row.addWidget(self.said, 1)
        self.hide()

    def show_card(self, card: Card) -> None:
        """Asks anew for another threat; what was written about the one before goes to the log first."""
        if card.threat.id != self._threat:
            self.keep()
            self._threat, self._told = card.threat.id, ""
            self.field.clear()
            self.said.setText("")
        asked = card.reference.settings.consultation_reason == ASKED
        self.setVisible(asked and self._runner.register.logs)

    def keep(self) -> None:
        """Tells the log what stands here, where it has not been told yet."""
        why = self.field.text().strip()
        if not why or why == self._told or not self._threat:
            return
        self._told = why
        if why not in self._earlier:
            self._earlier.insert(0, why)
            self._offered.setStringList(self._earlier)
        work = partial(tell, self._runner.register, self._threat, why)
        self._runner.work(work, then=partial(self._kept, self._threat, why))

    def _kept(self, threat: str, why: str, _: object) -> None:
        if (threat, why) == (self._threat, self.field.text().strip()):
            self.said.setText(KEPT)
