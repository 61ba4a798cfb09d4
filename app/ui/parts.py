"""The small pieces that every page is made of; dressed by properties that the style sheet reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.ui import icons
from app.ui.palette import colour, font, px

CONTROL = Qt.KeyboardModifier.ControlModifier


def dress(
    widget: QWidget, *, type: str | None = None, weight: int | None = None, ink: str | None = None
) -> QWidget:
    """Gives a widget a step of the type scale, a weight and a colour that follow theme and text size."""
    for name, value in (("type", type), ("weight", weight), ("ink", ink and ink.replace("-", "_"))):
        if value is not None:
            widget.setProperty(name, str(value))
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # one that was never shown is polished once, when it is
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def label(
    text: str = "", type: str = "body", weight: int | None = None, ink: str | None = None, wrap: bool = False
) -> QLabel:
    """A label of plain text: nothing from the record is ever read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    dress(made, type=type, weight=weight, ink=ink)
    return made


def card() -> QFrame:
    """A white frame with a hairline."""
    made = QFrame()
    made.setProperty("card", "true")
    return made


def line(vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("rule", "true")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


class Button(QPushButton):
    """A push button with its key beside its word."""

    def __init__(
        self,
        text: str,
        kind: str = "outlined",
        icon: str = "",
        hint: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self._icon, self._hint, self._key = icon, hint, hint
        if hint:
            self.setToolTip(f"{text} ({hint})")
        self._barred = False
        if clicked is not None:
            self.clicked.connect(lambda _checked: clicked())

    def bar(self, on: bool = True) -> None:
        """Keeps it out of sight, whoever shows it: nothing can be changed in a window that only reads."""
        self._barred = on
        if on:
            self.hide()

    def setVisible(self, visible: bool) -> None:
        """Shows or hides it; one that is barred stays hidden, and one without its place is no window."""
        if not visible or self._barred:
            super().setVisible(False)
        elif self.parent() is not None:
            super().setVisible(True)

    def show_hint(self, on: bool) -> None:
        """Shows the key beside the word, or leaves it to the tooltip where there is no room."""
        self._hint = self._key if on else ""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The button's own, with room for icon and key."""
        base = super().sizeHint()
        extra = (px(16) + px(8)) if self._icon else 0
        if self._hint:
            extra += QFontMetrics(font("caption")).horizontalAdvance(self._hint) + px(9)
        return QSize(base.width() + extra, base.height())

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, in every window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & CONTROL:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, then icon, word and key side by side."""
        painter = QStylePainter(self)
        with painter:
            option = QStyleOptionButton()
            self.initStyleOption(option)
            option.text = ""
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
            self._paint_content(painter)

    def _ink(self) -> tuple[QColor, QColor]:
        if not self.isEnabled():
            return colour("disabled"), colour("disabled")
        kind = self.property("kind")
        if kind == "primary":
            return colour("on_accent"), colour("on_accent")
        if kind == "link":
            return colour("link"), colour("link")
        return colour("text"), colour("muted")

    def _paint_content(self, painter: QPainter) -> None:
        ink, quiet = self._ink()
        text = self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        metrics, small = QFontMetrics(self.font()), font("caption")
        wide = metrics.horizontalAdvance(text)
        hint = QFontMetrics(small).horizontalAdvance(self._hint) if self._hint else 0
        total = wide + (px(24) if self._icon else 0) + (hint + px(9) if hint else 0)
        x, rect = (self.width() - total) // 2, self.rect()
        if self._icon:
            icons.paint(painter, self._icon, QRect(x, 0, px(16), rect.height()).toRectF(), ink)
            x += px(24)
        painter.setFont(self.font())
        painter.setPen(ink)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(x, 0, wide + 2, rect.height()), middle, text)
        if hint:
            painter.setFont(small)
            painter.setPen(quiet)
            painter.drawText(QRect(x + wide + px(9), 0, hint + 2, rect.height()), middle, self._hint)


def link(text: str, clicked: Callable[[], object]) -> Button:
    """A button that reads as a link."""
    made = Button(text, kind="link", clicked=clicked)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
