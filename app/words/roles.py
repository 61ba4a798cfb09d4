"""Roles, and what a role may not do."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "separation.own": "You prepared this yourself, so another person has to settle it. Nothing was changed. "
    "Ask somebody else of this register to do it under their own passphrase.",
    "separation.approver": "Only an approver ratifies, in a meeting too. Nothing was changed. "
    "Ask an approver of this register to record it under their own passphrase.",
    "own.action": "A lead officer changes only actions that stand under their own name in the list of officers, "
    "and none where several officers bear it. Nothing was changed. Ask the coordinator to do it, or to name you as the owner.",
    "own.threat": "A lead officer writes updates only on groups that they lead or own an action of, "
    "and on none where several officers bear their name. Nothing was changed. Ask the coordinator to write it, or to name you as the lead.",
}
