"""The second step of an import: how the file was recognised, and what each of its columns means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.custom_value import PREFIX
from app.intake.headings import FIELDS
from app.intake.layouts import Heading, Mapping, Shape
from app.intake.review import Review
from app.ui.pages.import_question import field_words
from app.ui.pages.shortcuts import press
from app.ui.palette import px
from app.ui.parts import Button, card, label, line

NOT_DATA = "Kept as a note"


class ImportLayout(QWidget):
    """Force and layout above, columns below; `agreed` carries force and mapping (None: as recognised)."""

    agreed = Signal(object, object)
    named = Signal(str, object)
    remember = Signal(str, object, object)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self._fields: dict[str, QComboBox] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._top())
        column.addWidget(self._columns(), 1)
        outer.addWidget(inside, 1)
        outer.addWidget(line())
        outer.addWidget(self._foot())

    def _top(self) -> QFrame:
        part = card()
        grid = QGridLayout(part)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(5)
        self.file = label("", "heading", wrap=True)
        self.said = label("", ink="text2", wrap=True)
        grid.addWidget(self.file, 0, 0, 1, 3)
        grid.addWidget(self.said, 1, 0, 1, 3)
        self.force, self.layouts, self.shape = QComboBox(), QComboBox(), QComboBox()
        for place, (title, box) in enumerate(
            (
                ("Force that sent it", self.force),
                ("Remembered layout", self.layouts),
                ("One row or sheet is", self.shape),
            )
        ):
            caption = label(title, weight=600)
            caption.setBuddy(box)
            box.setAccessibleName(title)
            grid.addWidget(caption, 2, place)
            grid.addWidget(box, 3, place)
            grid.setColumnStretch(place, 1)
        self.layouts.activated.connect(self._choose_layout)
        return part

    def _columns(self) -> QFrame:
        part = card()
        column = QVBoxLayout(part)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(6)
        self.heads = label("", weight=600)
        column.addWidget(self.heads)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QFrame()
        self._inside.setProperty("panel", "true")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        scroll.setWidget(self._inside)
        self._scroll = scroll
        column.addWidget(scroll, 1)
        return part

    def _foot(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(20, 11, 20, 11)
        row.setSpacing(10)
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name of this layout")
        self.name.setAccessibleName("Name, to remember this layout by")
        self.name.setMaximumWidth(320)
        self.keep = Button("Remember", clicked=self._remember)
        self.kept = label("", "small", ink="text2")
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        row.addWidget(self.kept)
        row.addStretch(1)
        self.back = Button("Another file", "text", clicked=self.back_wanted.emit)
        self.go_on = Button("Go on to the review", "primary", hint="Ctrl+Enter", clicked=self._agree)
        press(self, "Ctrl+Return", self.go_on)
        row.addWidget(self.back)
        row.addWidget(self.go_on)
        self.setFocusProxy(self.go_on)
        return part

    # what is shown

    def show_review(self, review: Review, layouts: tuple[str, ...]) -> None:
        """Shows how a file was recognised."""
        self._review = review
        self.file.setText(review.file)
        unknown = len(review.unrecognised)
        if review.layout:
            rest = f" {unknown} of its headings were not recognised." if unknown else ""
            self.said.setText(f"Recognised: {review.layout}.{rest}")
        else:
            self.said.setText(
                "No known layout. Say what its columns mean; what means nothing here is kept as a note."
            )
        self.force.clear()
        self.force.addItem("Choose the force", None)
        for force in review.forces:
            if not force.retired or force.id == review.force:
                self.force.addItem(force.name, force.id)
        self.force.setCurrentIndex(max(0, self.force.findData(review.force)))
        self.layouts.clear()
        self.layouts.addItems(["As recognised", *layouts])
        self.shape.clear()
        self.shape.addItem("As recognised", None)
        for shape in Shape:
            self.shape.addItem(shape.words, shape)
        self.kept.setText("")
        self._show_headings(review)
        self.show_may_go_on()
        self.force.currentIndexChanged.connect(self.show_may_go_on, Qt.ConnectionType.UniqueConnection)

    def show_may_go_on(self) -> None:
        """The file needs its force before it can be compared."""
        self.go_on.setAccessibleDescription(
            ""
            if self.force.currentData() or self._rows_say_force()
            else "Choose the force that sent the file first."
        )

    def _show_headings(self, review: Review) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._fields = {}
        headings = [heading for heading in review.headings if not heading.formula]
        self.heads.setText(f"{len(headings)} columns" if review.layout else f"{len(headings)} likely columns")
        for column, title in enumerate(("In the file", "For example", "Means")):
            self._grid.addWidget(label(title, "small", 600, "text2"), 0, column)
        for row, heading in enumerate(headings, 1):
            self._heading(row, heading, review)
        for column, wide in enumerate((120, 150, 190)):
            self._grid.setColumnMinimumWidth(column, px(wide))
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(4, 2)
        self._grid.setRowStretch(len(headings) + 1, 1)

    def _heading(self, row: int, heading: Heading, review: Review) -> None:
        self._grid.addWidget(label(" ".join(heading.heading.split()), weight=500, wrap=True), row, 0)
        example = " ".join(heading.example.split())
        self._grid.addWidget(
            label(example[:70] + ("…" if len(example) > 70 else ""), ink="text2", wrap=True), row, 1
        )
        box = QComboBox()
        box.setAccessibleName(f"{heading.heading} means")
        box.addItem(NOT_DATA, "")
        own = [f"{PREFIX}{field.name}" for field in review.known.custom_fields]
        for field in (*FIELDS, *own):
            box.addItem(field_words(field), field)
        meaning = heading.field or ""
        box.setCurrentIndex(max(0, box.findData(meaning)))
        self._grid.addWidget(box, row, 2)
        if not heading.field and heading.suggestion:
            use = Button(
                f"Perhaps {field_words(heading.suggestion)}",
                "link",
                clicked=lambda: box.setCurrentIndex(box.findData(heading.suggestion)),
            )
            use.setAccessibleName(f"{heading.heading}: perhaps {field_words(heading.suggestion)}; use it")
            self._grid.addWidget(use, row, 3)
        self._fields[heading.heading] = box

    # what is said

    def mapping(self) -> Mapping | None:
        """What the user said of the columns, None where nothing differs from what was recognised."""
        review = self._review
        if review is None:
            return None
        said = {heading: str(box.currentData() or "") for heading, box in self._fields.items()}
        was = {heading.heading: heading.field for heading in review.headings if not heading.formula}
        shape = self.shape.currentData()
        if said == was and shape is None:
            return None
        return Mapping(shape=shape, columns={**review.mapping.columns, **said})

    def meaning(self, heading: str) -> QComboBox:
        """The choice beside a heading."""
        return self._fields[heading]

    def _choose_layout(self, place: int) -> None:
        if place:
            self.named.emit(self.layouts.itemText(place), self.force.currentData())

    def _agree(self) -> None:
        if self.force.currentData() is None and not self._rows_say_force():
            self.kept.setText("Choose the force that sent it.")
            self.force.setFocus()
            return
        self.agreed.emit(self.force.currentData(), self.mapping())

    def _rows_say_force(self) -> bool:
        return any(box.currentData() == "force" for box in self._fields.values())

    def _remember(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.kept.setText("Give it a name first.")
            self.name.setFocus()
            return
        self.remember.emit(name, self.force.currentData(), self.mapping())

    def say_kept(self, sentence: str) -> None:
        """What came of remembering."""
        self.kept.setText(sentence)
