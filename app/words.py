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
    "score.no_number": "That is not a score. Enter a number, such as 312.",
    "score.no_scheme": "Name the scheme, such as MoRiLE 2020.",
    "score.no_assessor": "Say who assessed it.",
    "score.no_rationale": "Say why it is scored so.",
    "meeting.month": "{month} is not a month. Enter it as 2026-12.",
    "meeting.time": "“{time}” is not a time of day. Enter when the meeting begins and ends, such as 10:00.",
    "meeting.ends_first": "The meeting would end before it begins. Enter a later time.",
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
    "in_use": "This would leave a record that refers to one not in the register. Nothing was changed. "
    "Go back to the list and look again.",
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
    "register.unreadable": "This register's file cannot be read: you may lack the right, or another program holds it. "
    "Nothing has been changed. Close that program, or ask for the right to the folder.",
    "register.unsettled": "This register was not closed, and its folder cannot be written to, so its last changes "
    "cannot be read. Nothing has been changed. Copy the whole folder to a place that can be written to, and open it there.",
    "register.busy": "Another program is using this register's file. Nothing was changed. "
    "Wait a moment and try again; if it stays so, close the program that holds it.",
    "register.older": "This register was written by an older Fourfold and must be brought up before it can be read, "
    "which cannot be done from here. Nothing has been changed. Close it elsewhere, or copy its folder to a place that "
    "can be written to.",
    "register.closed": "This register was closed. What had been saved is safe. Open it again.",
    "register.no_folder": "{folder} cannot be written to. Nothing was made. Choose another folder.",
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
    "disk.unreadable": "The disk did not answer. Nothing was changed. Check that the drive is connected, then try again.",
    "taken": "That is in the register already, and it can stand there only once. Nothing was changed.",
    "undo.nothing": "There is nothing to undo in this session.",
    "redo.nothing": "There is nothing to redo.",
    "undo.changed_since": "This was changed again since, so it cannot be undone in one step. Nothing was changed.",
    "backup.failed": "The backup could not be made and checked, so none was kept. The register is unchanged. "
    "Try another folder.",
    "export.no_meeting": "No meeting is planned for {month}. Plan it first, then make its pack.",
    "export.target_open": "{name} is open in another program or cannot be replaced. "
    "Close it and issue again, or choose another folder. The old file is unchanged.",
    "export.no_room": "There is no room in {folder} for the pack. The old files are unchanged. Free some space.",
    "export.no_folder": "{folder} is not a folder that can be written to. Choose another. Nothing was changed.",
    "clock.unreadable": "SOURCE_DATE_EPOCH holds “{text}”, which is no number of seconds. Nothing was changed. Clear it.",
    "not_allowed": "Your role in this register does not allow this. Nothing was changed.",
    "threat.archived_unranked": "This threat is archived, so it has no place in the ranked list. Re-open it first.",
    "priority.number": "Enter its place as a whole number from 1, or leave this empty to take it off the list.",
    "threat.reference_used": "{reference} is in the register already. Open that threat, or use another reference.",
    "meeting.month_used": "A meeting is planned for {month} already. Nothing was changed. Choose another month.",
    "action.not_open": "This action is {state} already. Nothing was changed.",
    "archive.already": "This threat is archived already.",
    # what verification finds
    "verify.file": "The file itself is damaged.",
    "verify.chain_gap": "An entry of the journal is missing or out of order.",
    "verify.chain_broken": "An entry of the journal was altered.",
    "verify.record_unlogged": "A record differs from what the journal last says of it.",
    "verify.record_missing": "A record that the journal knows is not in the register.",
    "verify.keys": "The key file was altered since it was written, so a passphrase or the recovery key may no longer open.",
    "verify.found": "This register is not as it was written: {count} thing{s} found. Nothing has been changed. "
    "Keep it as it is, and restore the newest checked backup.",
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
    "label.threat.place": "priorities changed",
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
    # the demonstration
    "demo.filling": "Inventing groups and their plans",
    "demo.playing": "Playing the last two weeks",
    # --- the threat card and its dialogs ---
    "board.empty": "No {strand} actions yet. Add one, or say why none is needed.",
    "history.added": "{what} added: {values}.",
    "history.added_bare": "{what} added.",
    "history.removed": "{what} removed. It said: {values}.",
    "history.changed": "{what}: {values}.",
    "history.field": "{field} from {was} to {now}",
    "history.first": "{field} set to {now}",
    "history.cleared": "{field} {was} removed",
    "lead.over_limit": "{name} would be LRO of {number} active groups; the local limit is {limit}.",
    "lead.untrained": "No LRO training is recorded for {name}.",
    "lead.left": "{name} left on {on}. Choose another officer.",
    "officer.unknown": "“{text}” is not in the list of officers. Choose a name from the list, or add the officer.",
    "number.unreadable": "{text} is not a number. Enter the total as the scheme gives it, such as 312.",
    "archive.no_authoriser": "Say who authorised it.",
    # --- intake: trackers in ---
    "label.import.remember": "layout remembered",
    "import.missing": "There is no file {file} to read. Choose the file again. Nothing was changed.",
    "import.in_use": "{file} could not be read, or changed while it was read. Close it in the other program and try again. Nothing was changed.",
    "import.too_large": "{file} is larger, or unpacks to more, than a tracker can be, so it was not read. Save only the sheets that matter into a new workbook. Nothing was changed.",
    "import.password": "{file} is password-protected. Open it in Excel, remove the password, save it, and try again. Nothing was changed.",
    "import.format": "{file} is not a kind of file that can be read. Save it as an Excel workbook (.xlsx) or as CSV and try again. Nothing was changed.",
    "import.unreadable": "{file} is damaged or is not what its name says, so it could not be read. Open it in its own program, save it again, and try once more. Nothing was changed.",
    "import.empty": "{file} holds no cells with anything in them. Nothing was changed.",
    "import.no_layout": "There is no layout called {name}. Known are: {known}. Nothing was changed.",
    "import.not_understood": "No heading in {file} was recognised as a reference, a name or an action, so there is nothing to take in. Tell which column is which, or use a remembered layout. Nothing was changed.",
    "import.moved_on": "The register changed while this file was reviewed. Look over the review once more. Nothing was changed.",
    "import.force_unknown": "There is no force {force} in this register. Nothing was changed.",
    "import.choose_strand": "Choose the strand first. Nothing was changed.",
    "import.choose_threat": "Choose the threat that this belongs to, or enter its reference. Nothing was changed.",
    "import.enter_title": "Say in words what will be done. Nothing was changed.",
    "import.due.blank": "{where}: there is no target date. Enter one, or take the action without; it then shows as Red.",
    "import.due.no_date": "{where}: “{found}” is not a date. Enter one, or take the action with the text kept and no due date.",
    "import.due.year_taken": "{where}: “{found}” states no year. It was taken as {reading}, the one within four months of the day the file says it was updated. Change it where that is wrong.",
    "import.due.no_year": "{where}: “{found}” states no year. It is kept as text; enter the date.",
    "import.strand.several": "{where}: “{found}” could be {reading}. It is never guessed: choose one.",
    "import.strand.unknown": "{where}: “{found}” is not one of the four Ps. Choose Pursue, Prevent, Protect or Prepare.",
    "import.title.vague": "{where}: “{found}” does not say what will be done. Write a step that can be finished, or skip the row.",
    "import.title.missing": "{where}: the row has no action. It says: {found}. Write what will be done, or skip the row.",
    "import.reference.missing": "{where}: there is no reference. It says: {found}. Enter the reference, or skip the row.",
    "import.reference.twice": "{where}: {found} stands in the file already ({reading}). Its actions were added to that one; its other words are kept as a note.",
    "import.row.loose": "{where}: this row is no record: {found}. Kept for you to look at; skip it if it says nothing.",
    "import.row.remark": "{where}: a remark outside the table: “{found}”. Nothing was taken from it.",
    "import.name.missing": "{where}: {found} has a reference and no name. Its reference is shown until there is one.",
    "import.name.differs": "{where}: {reading} is also called “{found}” here. The first name was taken; check which is right.",
    "import.theme.unknown": "{where}: “{found}” is no theme of this region. Kept as a note; choose the theme on the card.",
    "import.theme.twice": "{where}: “{found}” is the primary theme too. It was taken once.",
    "import.score.no_number": "{where}: “{found}” is not a score. Kept as a note; record the score on the card.",
    "import.score_date.no_date": "{where}: “{found}” is not a date. The score was taken without its date; the text is kept as its remark.",
    "import.score_date.alone": "{where}: a scoring date ({found}) with no score. Kept as a note.",
    "import.score_date.future": "{where}: the scoring date {found} is still to come. The score was taken without it; the text is kept as its remark.",
    "import.date.no_date": "{where}: “{found}” is not a date. Kept as a note.",
    "import.lead.none": "{where}: “{found}” names nobody. No lead was set.",
    "import.mapping.unknown": "{where}: “{found}” is no known answer of ROCTA. Kept as a note.",
    "import.archive.no_reason": "{where}: {found} is archived without a reason. Enter the reason.",
    "import.formula.column": "{where}: worked out by a formula, so it is not data and was not taken.",
    "import.formula.cell": "{where}: a formula. The value the file last showed (“{found}”) was taken; check it.",
    "import.formula.empty": "{where}: a formula whose result is not in the file. Nothing was taken; enter the value.",
    "import.hidden.row": "{where}: this row is hidden in the file. It was read all the same: {found}.",
    "import.hidden.column": "{where}: this column is hidden in the file. It was read all the same.",
    "import.hidden.sheet": "{where}: this sheet is hidden in the file. It was read all the same.",
    "import.comment": "{where}: a comment says “{found}”. Kept as a note.",
    "import.column.unknown": "{where}: this heading was not recognised. Its words are kept with each record as a note.{reading}",
    "import.sheet.not_data": "{where}: no headings of a tracker were recognised, so the sheet was not taken. It begins with “{found}”.",
    "import.cell.beyond": "{where}: cells far outside the table were not read: {found}.",
    "import.rag.kept": "{where}: the force's own colours are kept with each action as written; the register works out its own.",
    "import.force.unknown": "{where}: which force sent this was not recognised. Choose the home force.",
    "import.similar": "{where}: {found} resembles {reading} in the register. Check whether they are the same group; they are never merged by themselves.",
    "import.differs": "{where}: the file and the register differ in {reading} for {found}. Choose which to keep.",
    "import.suggestion": " Perhaps: {field}.",
    "import.note.request": "Request for regional support",
    "import.mapping.as_at": "The file says “{found}”; it does not state the day.",
    "import.reason": "{file}, SHA-256 {sha256}: {threats} threats, {officers} officers, {actions} actions, {scores} scores taken in; {changed} changed, {held} held, {faults} faults, {unchanged} unchanged",
    "import.shape.wide": "One row for each group, with 4P cells",
    "import.shape.actions": "One row for each action",
    "import.shape.forms": "One form on each sheet",
    "import.check.new": "New",
    "import.check.date": "Date to put right",
    "import.check.strand": "Choose strand",
    "import.check.fault": "To put right",
    "import.check.changes": "Changes {number}",
    "import.check.same": "Already the same",
    "import.check.skipped": "Skipped",
    "import.check.held": "Waits in the inbox",
    # the desk: Home, Packs and Import
    "check.overdue": "overdue",
    "check.gaps": "without an owner or a due date",
    "check.redated": "re-dated too often",
    "check.to_result": "completed, result to record",
    "check.no_lro": "active without an LRO",
    "check.no_sio": "active without an SIO",
    "check.lead_left": "lead has left",
    "check.lro_load": "LROs hold more than {limit} threats",
    "check.not_scored": "never scored",
    "check.score_stale": "scored more than {months} months ago",
    "check.not_ratified": "active, not ratified",
    "check.mapping_returned": "returned by ROCTA",
    "check.no_plan": "active without a plan",
    "check.plan_not_approved": "plan not approved",
    "check.only_pursue": "only Pursue actions",
    "check.plan_review_overdue": "plan review overdue",
    "check.review_overdue": "review of the threat overdue",
    "list.overdue": "Active, with an overdue action",
    "list.gaps": "Active, with an open action that has no owner or no due date",
    "list.redated": "Active, with an open action re-dated more often than the limit",
    "list.to_result": "Active, with a completed action whose result is to be recorded",
    "list.no_lro": "Active, without an LRO",
    "list.no_sio": "Active, without an SIO",
    "list.lead_left": "Active, led by someone who has left",
    "list.lro_load": "Active, with an LRO who holds more threats than the limit",
    "list.not_scored": "Active, never scored",
    "list.score_stale": "Active, with a score older than the limit",
    "list.not_ratified": "Active, not ratified by ROCTA",
    "list.mapping_returned": "Active, returned by ROCTA",
    "list.no_plan": "Active, without a 4P plan",
    "list.plan_not_approved": "Active, with a plan that is not approved",
    "list.only_pursue": "Active, with Pursue actions only",
    "list.plan_review_overdue": "Active, with a plan review overdue",
    "list.review_overdue": "Active, with a review overdue",
    "list.priority_no_lro": "In the ranked list, without an LRO",
    "list.priority_no_sio": "In the ranked list, without an SIO",
    "list.priority_not_scored": "In the ranked list, never scored",
    "list.priority_no_plan": "In the ranked list, without a 4P plan",
    "preflight.priority_no_lro": "{count} priority groups have no LRO",
    "preflight.priority_no_lro.one": "One priority group has no LRO",
    "preflight.priority_no_sio": "{count} priority groups have no SIO",
    "preflight.priority_no_sio.one": "One priority group has no SIO",
    "preflight.priority_not_scored": "{count} priority groups have no score",
    "preflight.priority_not_scored.one": "One priority group has no score",
    "preflight.priority_no_plan": "{count} priority groups have no 4P plan",
    "preflight.priority_no_plan.one": "One priority group has no 4P plan",
    "preflight.no_priorities": "No group is in the ranked list of the month",
    "preflight.overdue": "{count} action{s} overdue",
    "preflight.gaps": "{count} action{s} without owner or due date",
    "preflight.redated": "{count} action{s} re-dated too often",
    "preflight.to_result": "{count} completed action{s} without a result",
    "preflight.no_lro": "{count} active without an LRO",
    "preflight.no_sio": "{count} active without an SIO",
    "preflight.lead_left": "{count} led by someone who has left",
    "preflight.lro_load": "{count} LRO{s} over the limit",
    "preflight.not_scored": "{count} never scored",
    "preflight.score_stale": "{count} score{s} out of date",
    "preflight.no_plan": "{count} active without a plan",
    "preflight.plan_not_approved": "{count} plan{s} not approved",
    "preflight.plan_review_overdue": "{count} plan review{s} overdue",
    "preflight.only_pursue": "{count} with Pursue actions only",
    "preflight.not_ratified": "{count} not ratified",
    "preflight.mapping_returned": "{count} returned by ROCTA",
    "preflight.review_overdue": "{count} review{s} overdue",
    "preflight.held": "{count} row{s} wait in the import inbox",
    "preflight.order.priority_no_lro": "Every priority group has an LRO",
    "preflight.order.priority_no_sio": "Every priority group has an SIO",
    "preflight.order.priority_not_scored": "Every priority group has a score",
    "preflight.order.priority_no_plan": "Every priority group has a 4P plan",
    "preflight.order.no_priorities": "The ranked list of the month is set",
    "preflight.order.overdue": "No action is overdue",
    "preflight.order.gaps": "Every open action has owner and date",
    "preflight.order.redated": "No action was re-dated too often",
    "preflight.order.to_result": "No result is still to be recorded",
    "preflight.order.no_lro": "Every active threat has an LRO",
    "preflight.order.no_sio": "Every active threat has an SIO",
    "preflight.order.lead_left": "Every lead is still in post",
    "preflight.order.lro_load": "No LRO is over the limit",
    "preflight.order.not_scored": "Every active threat has a score",
    "preflight.order.score_stale": "Every score is in date",
    "preflight.order.no_plan": "Every active threat has a plan",
    "preflight.order.plan_not_approved": "Every plan is approved",
    "preflight.order.plan_review_overdue": "No plan review is overdue",
    "preflight.order.only_pursue": "No plan is Pursue only",
    "preflight.order.not_ratified": "Every active threat is ratified",
    "preflight.order.mapping_returned": "ROCTA has returned nothing",
    "preflight.order.review_overdue": "No review is overdue",
    "preflight.order.held": "The import inbox is empty",
}

FIELD_WORDS: dict[str, str] = {
    "action": "action", "apmis_ref": "APMIS reference", "approved_by": "approved by", "approved_on": "approved on",
    "archive_authoriser": "archive authorised by", "archive_reason": "archive reason", "archived_on": "archived on",
    "area": "area", "as_written": "as written", "assessed_on": "assessed on", "assessor": "assessor", "by": "by",
    "closed_on": "closed on", "completed_on": "completed on", "confidence": "confidence", "contact": "contact",
    "detail": "detail", "due": "due date", "due_text": "due date as written", "heading": "heading",
    "home_force": "home force", "kind": "kind", "lro_trained_on": "LRO training", "mapping": "mapping",
    "mapping_on": "mapping since", "name": "name", "next_review": "next review", "niche_ref": "Niche reference",
    "number": "number", "officer": "officer", "on": "date", "operation": "operation", "organisation": "organisation",
    "other_forces": "other forces", "outcome": "outcome", "owner": "owner", "owner_organisation": "owning organisation",
    "prepare_not_needed": "why Prepare needs nothing", "prevent_not_needed": "why Prevent needs nothing",
    "primary_theme": "primary theme", "priority": "priority", "protect_not_needed": "why Protect needs nothing",
    "pursue_not_needed": "why Pursue needs nothing", "rank": "rank", "rationale": "rationale", "reason": "reason",
    "reconciled_on": "reconciled on", "reference": "reference", "remark": "remark", "role": "role", "scheme": "scheme",
    "scheme_version": "scheme version", "secondary_themes": "secondary themes", "set_on": "set on", "since": "since",
    "source": "source", "state": "state", "status": "status", "strand": "strand", "summary": "summary", "text": "text",
    "threat": "threat", "tier": "tier", "title": "action", "total": "score", "until": "until",
}  # fmt: skip
"""Each field of a record as people call it, for histories, conflicts and questions."""

KIND_WORDS: dict[str, str] = {
    "action": "Action", "assignment": "Lead", "mapping_step": "Mapping step", "note": "Note", "plan": "4P plan",
    "score": "Score", "threat": "Threat", "update": "Update", "redating": "Re-dating", "held": "Held row",
}  # fmt: skip
"""The kinds of record on a card, as people call them."""

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
