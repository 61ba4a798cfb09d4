"""The button of a dialog that takes its record out; undo brings it back, so it asks nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.parts import Button


def offer_remove(dialog: RecordDialog[Any], command: Callable[..., Any]) -> None:
    """Adds "Remove" at the left of the foot, where the dialog is of a record that is there."""
    if dialog.base is None:
        return

    def remove() -> None:
        dialog.waiting()
        dialog.runner.do(
            command,
            dialog.base,
            then=dialog.while_open(lambda _: dialog.leave()),
            failed=dialog.while_open(dialog.refuse),
        )

    button = Button("Remove", clicked=remove)
    button.setAutoDefault(False)
    button.setToolTip("Take it out of the record; undo brings it back")
    dialog.foot.insertWidget(0, button)
