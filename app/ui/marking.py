"""The marking at the top and bottom of every window and dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui.palette import colour, font, px


class MarkingBanner(QFrame):
    """A dark bar with the marking, and the word FICTIONAL where nothing in the register is real."""

    def __init__(self, marking: str, fictional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(10)
        self._marking, self._fictional = QLabel(marking), QLabel("FICTIONAL")
        self._fictional.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addStretch(1)
        row.addWidget(self._marking)
        row.addWidget(self._fictional)
        row.addStretch(1)
        self.show_marking(marking, fictional)
        self._dress()

    def show_marking(self, marking: str, fictional: bool) -> None:
        """Changes what the banner says."""
        self._marking.setText(marking)
        self._fictional.setVisible(fictional)
        self.setAccessibleName(f"Marking: {marking}{', fictional' if fictional else ''}")

    def marking(self) -> tuple[str, bool]:
        """What it says, and whether it adds FICTIONAL."""
        return self._marking.text(), not self._fictional.isHidden()

    def changeEvent(self, event: QEvent) -> None:
        """Follows palette and text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.ApplicationPaletteChange):
            self._dress()

    def _dress(self) -> None:
        if self.property("dressed") == (key := f"{colour('mark_bg').name()}{px(100)}"):
            return
        self.setProperty("dressed", key)
        self.setFixedHeight(px(22))
        self._fictional.setFixedHeight(px(16))
        made = QPalette(self.palette())
        made.setColor(QPalette.ColorRole.Window, QColor(colour("mark_bg")))
        self.setPalette(made)
        face = font("small", 600)
        face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
        small = font("caption", 600)
        fict, size = colour("fict_bg").name(), small.pointSizeF()
        self._marking.setStyleSheet(
            f"color: {colour('mark_fg').name()}; font-size: {face.pointSizeF():.3f}pt; font-weight: 600;"
            "letter-spacing: 0.5px;"
        )
        self._fictional.setStyleSheet(
            f"background: {fict}; color: {colour('fict_fg').name()}; border-radius: 2px; "
            f"padding: 0 {px(6)}px; font-size: {size:.3f}pt; font-weight: 600; letter-spacing: 0.5px;"
        )
