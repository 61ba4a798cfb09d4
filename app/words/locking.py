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
    "draft.page_in_use": "Something else stands on {title} and is not saved. What you were writing is kept. Save or "
    "discard what stands there first, then go on with it.",
    "draft.setting_moved": "Somebody changed this since you typed it. Saving puts yours in its place; Put back shows "
    "what is in force.",
    "draft.laid_over": "The ranked list was saved by somebody while your order was kept. Your order is laid over "
    "that list and nothing is saved yet. Look it through, then save or discard it.",
    "draft.import_kept": "Your choices about {files} are kept, encrypted, and nothing of them is taken in yet. Choose the "
    "same file to go on with them.",
    "draft.import_changed": "{file} has changed since you made your choices about it, so they fit its rows no more. "
    "They are kept and nothing is taken in. Choose the file as it was, or throw the choices away.",
    "draft.unkept": "The desk is locked, but what was being written could not be kept. {why}",
    "screen.allowed": "Screen shots and shared screens now show the desk. Switch it off in the View menu; locking "
    "switches it off too. The log says so.",
}
