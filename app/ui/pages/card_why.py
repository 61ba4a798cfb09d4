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
        self._back: tuple[str, str] | None = None
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
        self.field.editingFinished.connect(self._left)
        self.said = label("", "small", ink="text2")
        self.field.textEdited.connect(self._typed)
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
        if self._back is not None and self._back[0] == self._threat:
            self.field.setText(self._back[1])
            self._back = None

    def standing(self) -> tuple[str, str] | None:
        """The threat and what is written of it and not yet in the log; None where all is."""
        if self._back is not None:
            return self._back
        why = self.field.text()
        return (self._threat, why) if why.strip() and why.strip() != self._told else None

    def put_back(self, threat: str, why: str) -> None:
        """Writes what stood there again, as soon as the threat is shown."""
        if threat == self._threat:
            self.field.setText(why)
        else:
            self._back = (threat, why)

    def _typed(self) -> None:
        self.said.clear()
        self._runner.typing.emit()

    def _left(self) -> None:
        # a window that closes for a lock takes the cursor away too; what is half written is a draft then
        if self.isActiveWindow():
            self.keep()

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
