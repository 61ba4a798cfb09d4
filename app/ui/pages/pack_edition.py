"""For whom the pack is: the whole, the chair's with the private items, a force's, a partner's."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import EditionKind
from app.domain.edition import CHAIR, FULL, Edition, offered
from app.reads.reference import Reference
from app.ui.palette import colour, font, px
from app.ui.parts import label, link

WORDS = {
    EditionKind.FULL: ("Full", "chair and ROCU"),
    EditionKind.CHAIR: ("Chair", "with the private items"),
    EditionKind.FORCE: ("Force", "one force"),
    EditionKind.PARTNER: ("Partner", "second person confirms"),
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def edition_words(edition: Edition) -> str:
    """The edition as the head of the page says it: "Dorset edition"."""
    if edition.kind is EditionKind.PARTNER:
        return f"edition for {edition.name}"
    if edition.kind is EditionKind.CHAIR:
        return "chair’s edition"
    return f"{edition.name or edition.kind.value} edition"


class _Option(QRadioButton):
    """A framed choice: its name, and a quieter word for whom it is."""

    def __init__(self, name: str, second: str) -> None:
        super().__init__()
        self._name = name
        self.setProperty("framed", "true")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(second)

    def say(self, second: str) -> None:
        """Says for whom it is."""
        self._second = second
        self.setAccessibleName(f"{self._name} edition, {second}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The button's own, with room for both words."""
        base = super().sizeHint()
        strong, plain = QFontMetrics(font("body", 600)), QFontMetrics(font("body"))
        wide = strong.horizontalAdvance(self._name) + px(5) + plain.horizontalAdvance(self._second)
        return QSize(base.width() + px(8) + wide, max(base.height(), strong.height() + 2 * px(6)))

    def minimumSizeHint(self) -> QSize:
        """The second word may be cut."""
        return QSize(px(90), self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        """The whole frame chooses it."""
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and the ring, then both words."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        ring = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, self)
        with QPainter(self) as painter:
            left = ring.right() + px(8)
            room = QRect(left, 0, self.width() - left - px(6), self.height())
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            strong = font("body", 600)
            painter.setFont(strong)
            painter.setPen(colour("sel_text" if self.isChecked() else "text"))
            painter.drawText(room, middle, self._name)
            room.setLeft(left + QFontMetrics(strong).horizontalAdvance(self._name) + px(5))
            plain = font("body")
            painter.setFont(plain)
            painter.setPen(colour("text2"))
            cut = QFontMetrics(plain).elidedText(self._second, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle, cut)


class EditionChooser(QWidget):
    """Four choices; below a force's and a partner's, which."""

    chosen = Signal(object)
    partners_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Edition")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._group = QButtonGroup(self)
        self.options: dict[EditionKind, _Option] = {}
        self.which: dict[EditionKind, QComboBox] = {}
        self._editions: dict[EditionKind, list[Edition]] = {}
        self._now = FULL
        for place, (kind, (name, second)) in enumerate(WORDS.items()):
            option = self.options[kind] = _Option(name, second)
            self._group.addButton(option, place)
            column.addWidget(option)
            if kind in (EditionKind.FORCE, EditionKind.PARTNER):
                box = self.which[kind] = QComboBox()
                box.setAccessibleName(f"Which {kind.value}")
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(10)
                box.activated.connect(lambda _: self._tell())
                box.hide()
                column.addWidget(box)
        self.nobody = label("No partner organisation is listed.", "small", ink="text2", wrap=True)
        self.name_one = link("List them in Settings", self.partners_wanted.emit)
        for part in (self.nobody, self.name_one):
            part.hide()
            column.addWidget(part)
        self.options[EditionKind.FULL].setChecked(True)
        self._group.idToggled.connect(lambda _, on: self._tell() if on else None)

    @property
    def edition(self) -> Edition:
        """The edition chosen; the whole where a force or a partner is still to be named."""
        return self._now

    def offer(self, reference: Reference) -> None:
        """Offers the forces and partner organisations in use; what is chosen stays chosen."""
        unit = reference.region.unit if reference.region is not None else ""
        every = offered(reference.forces, reference.choices, unit)
        self._editions = {kind: [each for each in every if each.kind is kind] for kind in self.which}
        forces = self._editions[EditionKind.FORCE]
        few = len(forces) < len(NUMBERS)
        number = NUMBERS[len(forces)] if few else str(len(forces))
        self.options[EditionKind.FORCE].say(f"{number} file{'' if len(forces) == 1 else 's'}")
        for kind, box in self.which.items():
            held = self._now.holder if self._now.kind is kind else ""
            box.blockSignals(True)
            box.clear()
            for edition in self._editions[kind]:
                box.addItem(edition.name, edition.holder)
            box.setCurrentIndex(max(box.findData(held), 0) if box.count() else -1)
            box.blockSignals(False)
        self._tell()

    def choose(self, kind: EditionKind, holder: str = "") -> None:
        """Chooses an edition; an unknown holder chooses the first."""
        if kind in self.which:
            box = self.which[kind]
            box.setCurrentIndex(max(box.findData(holder), 0) if box.count() else -1)
        self.options[kind].setChecked(True)
        self._tell()

    def kind(self) -> EditionKind:
        """The kind that is marked."""
        return next(kind for kind, option in self.options.items() if option.isChecked())

    def _tell(self) -> None:
        kind = self.kind()
        for other, box in self.which.items():
            box.setVisible(other is kind and box.count() > 0)
        lacks = kind is EditionKind.PARTNER and not self._editions.get(kind)
        self.nobody.setVisible(lacks)
        self.name_one.setVisible(lacks)
        edition = {EditionKind.FULL: FULL, EditionKind.CHAIR: CHAIR}.get(kind)
        if edition is None:
            place = self.which[kind].currentIndex()
            edition = self._editions[kind][place] if 0 <= place < len(self._editions.get(kind, ())) else None
        if edition is not None and edition != self._now:
            self._now = edition
            self.chosen.emit(edition)
