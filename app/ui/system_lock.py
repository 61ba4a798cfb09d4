"""Noticing that the system locks its screen or goes to sleep: on Windows from its messages, elsewhere not."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

# winuser.h and wtsapi32.h
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, WTS_SESSION_LOGOFF = 0x02B1, 0x0007, 0x0006
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x0002, 0x0004

_LEAVING = {
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): "system locked",
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOGOFF): "system locked",
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): "system locked",
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): "system locked",
    (WM_POWERBROADCAST, PBT_APMSUSPEND): "system asleep",
}


class Messages(Protocol):
    """What Windows is asked, so that it can be played elsewhere."""

    def register(self, window: int) -> bool:
        """Asks for the session's messages at a window."""

    def leave(self, window: int) -> None:
        """Asks for them no more."""


class WindowsMessages:
    """The session notifications of wtsapi32."""

    def __init__(self, library: Any = None) -> None:
        self._library = library if library is not None else _wtsapi()

    def register(self, window: int) -> bool:
        """True where Windows agreed."""
        return bool(self._library.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0))

    def leave(self, window: int) -> None:
        """Windows forgets the window."""
        self._library.WTSUnRegisterSessionNotification(ctypes.c_void_p(window))


def _wtsapi() -> Any:
    return getattr(ctypes, "windll").wtsapi32  # noqa: B009 - typed on Windows only


class _Msg(ctypes.Structure):
    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
    )


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, tell: Callable[[int, int], object]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if QByteArray(kind) == b"windows_generic_MSG":
            said = _Msg.from_address(int(message))
            self._tell(said.message, said.wParam)
        return False, 0


class SystemLock(QObject):
    """Tells that the system is being left, and how: "system locked" or "system asleep"."""

    left = Signal(str)

    def __init__(self, parent: QObject | None = None, messages: Messages | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        if messages is None and sys.platform == "win32":
            self._messages = WindowsMessages()
        self._window = 0
        self._filter: _Filter | None = None

    def listen(self, window: int) -> None:
        """Listens at a window of the system; where there is nothing to listen to, only idling locks."""
        app = QCoreApplication.instance()
        if self._messages is None or app is None or not self._messages.register(window):
            return
        self._window = window
        self._filter = _Filter(self.said)
        app.installNativeEventFilter(self._filter)

    def said(self, message: int, word: int) -> None:
        """A message of the system; those that do not concern leaving are passed over."""
        how = _LEAVING.get((message, word))
        if how is not None:
            self.left.emit(how)

    def close(self) -> None:
        """Listens no more."""
        app = QCoreApplication.instance()
        if self._filter is not None and app is not None and self._messages is not None:
            app.removeNativeEventFilter(self._filter)
            self._messages.leave(self._window)
            self._filter = None
