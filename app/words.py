"""The words: every code of the record, its rules and its refusals as one plain British sentence.

An error has three parts: what happened, whether the record is safe, what to do.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.faults import Fault
from app.errors import Refusal

SENTENCES: dict[str, str] = {
    # faults of fields
    "required": "This is needed before it can be saved.",
    "date.future": "This date is in the future. Enter the day it happened.",
    "date.unreadable": "{text} is not a date. Enter it as 26/11/2026, or as +14 for fourteen days from today.",
    "officer.no_place": "Choose a force or name a partner organisation.",
    "threat.no_name": "No name yet. The reference is shown until there is one.",
    "threat.no_theme": "Choose a primary theme. Without one the threat is missing from the threat picture.",
    "threat.no_force": "Choose a home force.",
    "threat.theme_twice": "The primary theme is among the secondary ones too. Remove it from one of them.",
    "threat.force_twice": "The home force is among the other forces too. Remove it from one of them.",
    "threat.archive_no_reason": "Say why this threat is archived.",
    "mapping.no_reason": "Give the reason that ROCTA gave.",
    "assignment.ends_first": "This ends before it begins. Enter a later date.",
    "plan.no_owner": "Nobody owns this plan yet.",
    "plan.no_approver": "Say who approved the plan.",
    "plan.no_approval_date": "Enter the day on which the plan was approved.",
    "action.vague": "“{title}” does not say what will be done. "
    "Begin with a step that can be finished, such as “Visit” or “Refer”.",
    "action.no_owner": "Choose an owner. Without one the action shows as Red in the pack.",
    "action.no_due": "Enter a due date. Without one the action shows as Red in the pack.",
    "action.no_outcome": "Write the outcome. Completed is done; resulted is done with its outcome recorded.",
    "action.due_before_set": "The due date is before the day it was set.",
    "redating.same_date": "This is the date it has already. Enter another.",
    "score.negative": "A score cannot be below nought.",
    "score.no_scheme": "Name the scheme, such as MoRiLE 2020.",
    "score.no_assessor": "Say who assessed it.",
    "score.no_rationale": "Say why it is scored so.",
    "meeting.month": "{month} is not a month. Enter it as 2026-12.",
    "meeting.papers_late": "Papers would be due after the meeting.",
    # why an action has its colour
    "rag.resulted": "Resulted",
    "rag.cancelled": "Cancelled",
    "rag.completed": "Completed",
    "rag.no_due": "No due date",
    "rag.no_owner": "No owner",
    "rag.no_owner_or_due": "No owner or date",
    "rag.overdue": "Overdue {number} day{s}",
    "rag.due_today": "Due today",
    "rag.due_soon": "Due in {number} day{s}",
    "rag.redated": "Re-dated {times}",
    "rag.on_time": "On time",
    "rag.rule": "Red: overdue, or no owner or date. Amber: due within {due_soon_days} days, or re-dated {times}. "
    "Green: otherwise. Blue: resulted. Red wins over Amber. Thresholds are settings of the region.",
    # the state of a whole plan
    "plan.overdue": "Overdue {number}",
    "plan.gaps": "No owner or date {number}",
    "plan.due_soon": "Due soon {number}",
    "plan.redated": "Re-dated {number}",
    "plan.on_track": "On track",
    "plan.all_resulted": "All resulted",
    "plan.none": "No plan",
    # refusals of the register
    "faulty": "This cannot be saved yet: {count} thing{s} to put right. Nothing was changed.",
    "conflict": "{by} changed this at {at}. Nothing of yours was saved over it. Choose which values to keep.",
    "cancelled": "Stopped as you asked. Nothing was changed.",
    "gone": "This {kind} is no longer in the register. Nothing was changed. Go back to the list.",
    "in_use": "Other records still refer to this {kind}, so it cannot be removed. Nothing was changed.",
    "read_only": "{by} has this register open, so it is open here for reading only. Nothing was changed. "
    "Close it there, then open it again here.",
    "medium_read_only": "This register stands on a folder that cannot be written to. It is open for reading only. "
    "Copy the folder to another place to make changes.",
    "register.missing": "There is no register at {path}. Choose the folder whose name ends in .register.",
    "register.exists": "{path} is there already and was left as it is. Choose another name.",
    "register.newer": "This register was written by a newer Fourfold (register version {found}, this program knows "
    "{known}). It has not been touched. Open it with the newer program.",
    "register.damaged": "This register is damaged. Nothing has been changed. Restore the newest checked backup from "
    "its backups folder, and keep the damaged file.",
    "register.plaintext": "This register's file is not encrypted as it must be. It was not opened and not changed. "
    "Tell your information security officer.",
    "keys.missing": "The key file of this register (keys.json) is missing or damaged. The register is unchanged. "
    "Restore keys.json from a backup.",
    "passphrase.wrong": "That passphrase does not open this register. Check Caps Lock, or use the recovery key.",
    "passphrase.short": "Use at least {least} characters; three random words are easy to remember.",
    "passphrase.none": "No passphrase was given. Run this at a terminal to be asked for it, or set {variable}.",
    "recovery.slip": "That is not the recovery key as printed: check group {group} for a typing slip.",
    "recovery.wrong": "That recovery key is complete, but it belongs to another register.",
    "disk.full": "There is no room to save on this disk. The record is unchanged. Free some space and save again.",
    "disk.failed": "The disk did not confirm the save, so it may or may not have been kept. "
    "Open the register again and look before you repeat it.",
    "undo.nothing": "There is nothing to undo in this session.",
    "redo.nothing": "There is nothing to redo.",
    "undo.changed_since": "This was changed again since, so it cannot be undone in one step. Nothing was changed.",
    "backup.failed": "The backup could not be checked, so it was removed. The register is unchanged. "
    "Try another folder.",
    "export.no_meeting": "No meeting is planned for {month}. Plan it first, then make its pack.",
    "export.target_open": "{name} is open in another program or cannot be replaced. "
    "Close it and issue again, or choose another folder. The old file is unchanged.",
    "export.no_room": "There is no room in {folder} for the pack. The old files are unchanged. Free some space.",
    "export.no_folder": "{folder} is not a folder that can be written to. Choose another. Nothing was changed.",
    "not_allowed": "Your role in this register does not allow this. Nothing was changed.",
    "threat.reference_used": "{reference} is in the register already. Open that threat, or use another reference.",
    "action.not_open": "This action is {state} already. Nothing was changed.",
    "archive.already": "This threat is archived already.",
    # what verification finds
    "verify.file": "The file itself is damaged.",
    "verify.chain_gap": "An entry of the journal is missing or out of order.",
    "verify.chain_broken": "An entry of the journal was altered.",
    "verify.record_unlogged": "A record differs from what the journal last says of it.",
    "verify.record_missing": "A record that the journal knows is not in the register.",
    # command labels, named as in "Undo: LRO changed"
    "label.region.set_up": "region set up",
    "label.setting.change": "setting changed",
    "label.officer.add": "officer added",
    "label.officer.change": "officer changed",
    "label.officer.leave": "officer left",
    "label.threat.add": "threat added",
    "label.threat.change": "threat changed",
    "label.threat.archive": "threat archived",
    "label.threat.reopen": "threat re-opened",
    "label.threat.map": "mapping changed",
    "label.threat.prioritise": "priorities changed",
    "label.lead.assign": "lead changed",
    "label.plan.save": "4P plan changed",
    "label.action.add": "action added",
    "label.action.change": "action changed",
    "label.action.redate": "action re-dated",
    "label.action.complete": "action completed",
    "label.action.result": "action resulted",
    "label.action.cancel": "action cancelled",
    "label.action.remove": "action removed",
    "label.update.add": "update added",
    "label.score.record": "score recorded",
    "label.meeting.plan": "meeting planned",
    "label.meeting.change": "meeting changed",
    "label.import.take_in": "file taken in",
    "label.import.decide": "held row decided",
    "label.demo.fill": "demonstration made",
    "label.pack.issue": "pack issued",
    "label.undo": "undone",
    "label.redo": "redone",
    # --- each part appends its own block below this line ---
}

TIMES = {1: "once", 2: "twice"}


def times(number: int) -> str:
    """How often, in words: once, twice, 3 times."""
    return TIMES.get(number, f"{number} times")


def say(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code with its values; raises KeyError for a code without words."""
    values = dict(params or {})
    for name in ("number", "count"):
        value = values.get(name)
        if isinstance(value, int):
            values.setdefault("s", "" if value == 1 else "s")
            values.setdefault("times", times(value))
    return SENTENCES[code].format(**values)


def fault(found: Fault) -> str:
    """A fault as the sentence shown beside its field."""
    return say(found.code, found.params)


def refusal(error: Refusal) -> str:
    """A refusal as the sentence shown to the user."""
    return say(error.code, error.fields)
