"""The pages of a pack on the screen: laid out at once, drawn when seen, rendered off the GUI thread."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.ui.pages.preview_pages import PreviewPages
from app.ui.palette import colour, font

GAP = 12
KEPT = 10
"""Page images kept: at 200 % one takes 15 MB."""
POINT = 96 / 72
LEAST, MOST = 0.25, 4.0


class Fit(Enum):
    """What the zoom follows: the window, or a number of its own."""

    PAGE = "page"
    WIDTH = "width"
    OWN = "own"


class _Signals(QObject):
    rendered = Signal(object, int, float, QImage, str)


class _Render(QRunnable):
    """Renders one page, and reads its words for a screen reader."""

    def __init__(self, pages: PreviewPages, page: int, scale: float, signals: _Signals) -> None:
        super().__init__()
        self._work = (pages, page, scale)
        self._signals = signals

    def run(self) -> None:
        """Called by the pool's thread."""
        pages, page, scale = self._work
        self._signals.rendered.emit(pages, page, scale, pages.image(page, scale), pages.text(page))


def _close(shown: list[PreviewPages | None]) -> None:
    if shown[0] is not None:
        shown[0].close()


class PageView(QAbstractScrollArea):
    """A scrolled column of pages, or one page at a time."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages of the pack")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.pages: PreviewPages | None = None
        self.fit = Fit.PAGE
        self.empty_words = ""
        self.continuous = True
        self._zoom = 1.0
        self._page = 0
        self._places: list[QRect] = []
        self._images: dict[int, tuple[float, QImage]] = {}
        self._words: dict[int, str] = {}
        self._rendering = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._signals = _Signals(self)
        self._signals.rendered.connect(self._take)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        # pdfium's memory is given back under its lock, whichever way the page goes
        self._shown: list[PreviewPages | None] = [None]
        shown = self._shown
        self.destroyed.connect(lambda: _close(shown))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.finish)

    # what is shown

    def show_pages(self, pages: PreviewPages | None) -> None:
        """Shows another document at the page that stood here, as far as it has one."""
        old, self.pages = self.pages, pages
        self._shown[0] = pages
        if old is not None:
            old.close()
        self._images.clear()
        self._words.clear()
        self._page = min(self._page, max(0, self.count - 1))
        self._lay_out()
        self.page_changed.emit(self._page)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages) if self.pages is not None else 0

    @property
    def page(self) -> int:
        """The page in view, counted from nought."""
        return self._page

    @property
    def zoom(self) -> float:
        """1.0 is the size on paper at 96 dots an inch."""
        return self._zoom

    def image_of(self, page: int) -> QImage | None:
        """The image of a page at the zoom in force, where it has been rendered."""
        kept = self._images.get(page)
        return kept[1] if kept is not None and kept[0] == self._scale() else None

    def go(self, page: int) -> None:
        """Brings a page to the top."""
        if not 0 <= page < self.count:
            return
        moved = page != self._page
        self._page = page
        if self.continuous:
            self.verticalScrollBar().setValue(self._places[page].top() - GAP)
            # at the end of the document the bar stops short of the page that was asked for
            self._page = page
        else:
            self._lay_out()
        if moved:
            self.page_changed.emit(page)
        self._refresh()

    def set_fit(self, fit: Fit, zoom: float | None = None) -> None:
        """Follows the window, or takes a zoom of its own."""
        self.fit = fit
        if zoom is not None:
            self._zoom = max(LEAST, min(MOST, zoom))
        self._lay_out()
        self.zoom_changed.emit()

    def set_continuous(self, continuous: bool) -> None:
        """All pages under one another, or one at a time."""
        self.continuous = continuous
        self._lay_out()

    def finish(self) -> None:
        """Waits for the page being rendered and closes the document."""
        self._pool.waitForDone()
        self.show_pages(None)

    # layout

    def _scale(self) -> float:
        return round(self._zoom * POINT * self.devicePixelRatioF(), 4)

    def _fit_zoom(self) -> float:
        if self.pages is None or not self.count or self.fit is Fit.OWN:
            return self._zoom
        # the vertical bar is allowed for, so that it cannot come and go with the zoom
        bar = self.verticalScrollBar().sizeHint().width()
        wide = max(50, self.width() - bar - 2 * GAP)
        high = max(50, self.height() - 2 * GAP)
        width, height = self.pages.sizes[self._page]
        zoom = wide / (width * POINT)
        if self.fit is Fit.PAGE:
            zoom = min(zoom, high / (height * POINT))
        return max(LEAST, min(MOST, zoom))

    def _lay_out(self) -> None:
        page = self._page
        self._zoom = self._fit_zoom()
        self._places = []
        sizes = self.pages.sizes if self.pages is not None else ()
        top, widest = GAP, 0
        for number, (width, height) in enumerate(sizes):
            wide, high = round(width * POINT * self._zoom), round(height * POINT * self._zoom)
            if self.continuous or number == page:
                self._places.append(QRect(0, top, wide, high))
                top += high + GAP
                widest = max(widest, wide)
            else:
                self._places.append(QRect())
        port = self.viewport().size()
        across = max(port.width(), widest + 2 * GAP)
        for place in self._places:
            place.moveLeft((across - place.width()) // 2)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.blockSignals(True)
        vertical.setRange(0, max(0, top - port.height()))
        vertical.setPageStep(port.height())
        vertical.setSingleStep(40)
        vertical.setValue(self._places[page].top() - GAP if self._places and self.continuous else 0)
        vertical.blockSignals(False)
        horizontal.setRange(0, max(0, across - port.width()))
        horizontal.setPageStep(port.width())
        self._page = page
        self._refresh()

    def _scrolled(self) -> None:
        if not self.continuous or not self._places:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next(
            (n for n, place in enumerate(self._places) if place.bottom() + GAP >= middle), self.count - 1
        )
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._refresh()

    def _visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            n
            for n, p in enumerate(self._places)
            if not p.isNull() and p.bottom() >= top and p.top() <= bottom
        ]

    # rendering

    def _refresh(self) -> None:
        self._describe()
        self._render_next()
        self.viewport().update()

    def _render_next(self) -> None:
        if self._rendering or self.pages is None or not self.isVisible():
            return
        seen = self._visible()
        near = [
            *seen,
            *(n for n in (self._page + 1, self._page - 1) if 0 <= n < self.count and n not in seen),
        ]
        scale = self._scale()
        wanted = next((n for n in near if self._images.get(n, (0.0, None))[0] != scale), None)
        if wanted is None:
            return
        self._rendering = True
        self._pool.start(_Render(self.pages, wanted, scale, self._signals))

    def _take(self, pages: PreviewPages, page: int, scale: float, image: QImage, words: str) -> None:
        self._rendering = False
        if pages is self.pages and not image.isNull():
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._images[page] = (scale, image)
            self._words[page] = words
            while len(self._images) > KEPT:
                self._images.pop(max(self._images, key=lambda n: abs(n - self._page)))
        self._refresh()

    def _describe(self) -> None:
        if not self.count:
            self.setAccessibleDescription(self.empty_words or "No pages yet")
            return
        self.setAccessibleDescription(
            f"Page {self._page + 1} of {self.count}. {self._words.get(self._page, '')}".strip()
        )

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the pages in view; one not yet rendered is a white sheet, or as it was at another zoom."""
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.viewport().rect(), colour("rail"))
            across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            for number in self._visible():
                place = self._places[number].translated(-across, -down)
                painter.fillRect(place, Qt.GlobalColor.white)
                kept = self._images.get(number)
                if kept is not None:
                    painter.drawImage(place, kept[1])
                painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
            if not self.count and self.empty_words:
                painter.setFont(font("heading"))
                painter.setPen(colour("text2"))
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty_words)
            if self.hasFocus():
                pen = painter.pen()
                pen.setColor(self.palette().color(QPalette.ColorRole.Accent))
                pen.setWidth(2)
                painter.setPen(pen)
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the page in view."""
        super().resizeEvent(event)
        self._lay_out()
        if self.fit is not Fit.OWN:
            self.zoom_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Starts rendering once it is seen."""
        if event.type() == QEvent.Type.Show:
            self._render_next()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages by Page Up and Page Down, ends by Home and End, zoom by + and -."""
        jumps = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }
        key = Qt.Key(event.key())
        if key in jumps:
            self.go(jumps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_fit(Fit.OWN, self._zoom * 1.25)
        elif key == Qt.Key.Key_Minus:
            self.set_fit(Fit.OWN, self._zoom / 1.25)
        elif key == Qt.Key.Key_Down:
            self._step(40)
        elif key == Qt.Key.Key_Up:
            self._step(-40)
        else:
            super().keyPressEvent(event)

    def _step(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)
