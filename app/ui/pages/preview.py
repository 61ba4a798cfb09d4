"""The preview of a pack inside the window: pages, zoom and where one is in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.ui.icons import icon
from app.ui.pages.preview_pages import PreviewPages
from app.ui.pages.preview_view import Fit, PageView
from app.ui.palette import px
from app.ui.parts import label, line

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)

ROOM = 400
"""The width, at 100 % text, at which all tools stand beside one another."""


def tool(name: str, words: str, checkable: bool = False) -> QToolButton:
    """A button of an icon alone, with its name for the tooltip and the screen reader."""
    made = QToolButton()
    made.setIcon(icon(name))
    made.setIconSize(QSize(px(16), px(16)))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


class Preview(QWidget):
    """The tools above, the pages below; `made` says when the draft was made, for the page's head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView()
        self.fold = tool("panel-left", "Meeting and sections", checkable=True)
        self.fold.setChecked(True)
        self.up = tool("chevron-up", "Previous page (Page Up)")
        self.down = tool("chevron-down", "Next page (Page Down)")
        self.number = QLineEdit()
        self.number.setAccessibleName("Page")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedWidth(px(46))
        self.of = label("", ink="text2")
        self.smaller = tool("minus", "Smaller (-)")
        self.larger = tool("plus", "Larger (+)")
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Zoom")
        self.zoom.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.zoom.addItem("Fit page", Fit.PAGE)
        self.zoom.addItem("Fit width", Fit.WIDTH)
        for value in ZOOMS:
            self.zoom.addItem(f"{value:.0%}".replace("%", " %"), value)
        self.single = tool("file-stack", "All pages under one another", checkable=True)
        self.single.setChecked(True)
        self.made = label("", ink="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools())
        column.addWidget(line())
        column.addWidget(self.view, 1)
        self._connect()
        self._moved(0)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 3, 12, 3)
        row.setSpacing(6)
        for part in (self.fold, self.up, self.down, self.number, self.of):
            row.addWidget(part)
        row.addStretch(1)
        for other in (self.smaller, self.zoom, self.larger, self.single):
            row.addWidget(other)
        return row

    def _connect(self) -> None:
        view = self.view
        view.page_changed.connect(self._moved)
        view.zoom_changed.connect(self._zoomed)
        self.up.clicked.connect(lambda: view.go(view.page - 1))
        self.down.clicked.connect(lambda: view.go(view.page + 1))
        self.smaller.clicked.connect(lambda: view.set_fit(Fit.OWN, view.zoom / 1.25))
        self.larger.clicked.connect(lambda: view.set_fit(Fit.OWN, view.zoom * 1.25))
        self.zoom.activated.connect(self._choose_zoom)
        self.single.toggled.connect(view.set_continuous)
        self.number.returnPressed.connect(self._typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the turning of pages is left to its keys and the number."""
        super().resizeEvent(event)
        for part in (self.up, self.down):
            part.setVisible(event.size().width() >= px(ROOM))

    def show_pages(self, pages: PreviewPages | None, made: str = "") -> None:
        """Shows a document; `made` says when it was made."""
        self.view.show_pages(pages)
        self.made.setText(made)
        self.number.setValidator(QIntValidator(1, max(1, self.view.count), self.number))
        self._moved(self.view.page)

    def _typed(self) -> None:
        if self.number.text():
            self.view.go(int(self.number.text()) - 1)
        self.view.setFocus()

    def _moved(self, page: int) -> None:
        count = self.view.count
        self.number.setText(str(page + 1) if count else "")
        self.of.setText(f"of {count}" if count else "")
        for part in (self.number, self.smaller, self.larger, self.zoom, self.single):
            part.setEnabled(bool(count))
        self.up.setEnabled(page > 0)
        self.down.setEnabled(page < count - 1)

    def _choose_zoom(self, place: int) -> None:
        chosen = self.zoom.itemData(place)
        if isinstance(chosen, Fit):
            self.view.set_fit(chosen)
        else:
            self.view.set_fit(Fit.OWN, chosen)

    def _zoomed(self) -> None:
        fits = {Fit.PAGE: 0, Fit.WIDTH: 1}
        place = fits.get(self.view.fit, -1)
        if place < 0:
            place = next((n for n, value in enumerate(ZOOMS, 2) if abs(value - self.view.zoom) < 0.005), -1)
        self.zoom.setCurrentIndex(place)
        if place < 0:
            self.zoom.setPlaceholderText(f"{self.view.zoom * 100:.0f} %")
