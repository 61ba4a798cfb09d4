"""The words of nominals, ancillary orders and releases."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "order.out_of_order": "This date is before the step that comes before it.",
    "order.due_what": "Say what is due on that day.",
}
