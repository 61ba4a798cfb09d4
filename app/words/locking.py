"""Locking, drafts, the clipboard and the screen."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "label.session.lock": "desk locked",
    "label.screen.capture": "screen capture switched",
    "label.clipboard.copy": "text copied",
    "setting.lock_minutes": "Lock when idle",
    "setting.lock_minutes.about": "The desk locks after so many minutes without a key or movement; what is "
    "being written is kept, encrypted. At most 15.",
    "draft.offered": "On {on} at {at} you were writing under “{title}”. It is kept and not saved yet.",
    "draft.more": "{number} more after this.",
    "draft.text": "This form cannot be opened again as it stood. The text below is what you typed; copy what you "
    "need. It is kept until you throw it away.",
    "draft.unkept": "The desk is locked, but what was being written could not be kept. {why}",
    "screen.allowed": "Screen shots and shared screens now show the desk. Switch it off in the View menu; locking "
    "switches it off too. The log says so.",
}
