"""What the register refuses, and what verification finds."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # refusals of the register
    "faulty": "This cannot be saved yet: {count} thing{s} to put right. Nothing was changed.",
    "conflict": "{by} changed this at {at}. Nothing of yours was saved over it. Choose which values to keep.",
    "cancelled": "Stopped as you asked. Nothing was changed.",
    "gone": "This {kind} is no longer in the register. Nothing was changed. Go back to the list.",
    "in_use": "This would leave a record that refers to one not in the register. Nothing was changed. "
    "Go back to the list and look again.",
    "read_only": "{by} has this register open, so it is open here for reading only. Nothing was changed. "
    "Close it there, then open it again here.",
    "past.bar": "{tabled}. For reading only: this is the record as it was, and nothing in it can be changed.",
    "past.only_read": "This window shows the record as it was tabled, so nothing can be changed in it. The register "
    "itself is untouched. Make the change in the window of the register.",
    "past.from_past": "This window shows the record as it was tabled, and opens no other. The register itself is "
    "untouched. Open the other meeting in the window of the register.",
    "past.unknown": "The journal has no entry at which this was issued, so the record cannot be shown as it was. "
    "The register is as it was. The issued files themselves can be printed again from the list of issued packs.",
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
    "register.bad_row": "This register could not be brought up to this version: the {kind} {id} refers to a record that is not there. "
    "It is as it was, and a backup was made. Open it with the version before, put that record right, and try again.",
    "register.foreign_log": "Beside this register lies the log of another one, {name}, which would be written into it. Nothing has been "
    "changed. Move {name} to another folder, keep it, and open the register again.",
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
    "disk.unreadable": "The disk did not answer. Nothing was changed. Check that the drive is connected and has room, then try again.",
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
    "meeting.day_used": "A meeting of this series is planned for {on} already. Nothing was changed. Choose another day.",
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
}
