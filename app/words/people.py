"""People and keys: who opens the register, passphrases, the recovery key."""

from __future__ import annotations

from app.domain.codes import Role

ROLES: dict[Role, tuple[str, str]] = {
    Role.READER: ("Reader", "looks, and changes nothing"),
    Role.COORDINATOR: ("Coordinator", "edits, imports, drafts and issues the pack"),
    Role.LEAD: ("Lead officer", "looks, and keeps their own actions up to date"),
    Role.APPROVER: ("Chair or approver", "ratifies scores, submissions, plans and closures"),
    Role.ADMINISTRATOR: ("Administrator", "looks after people and keys, and sees no record by that"),
    Role.AUDITOR: ("Auditor", "sees the log, and no record"),
}
"""Each role's name and what it may do, in the order of the list."""

CONFLICTS = {
    "auditor": "An auditor holds no other role: nobody audits themselves. Only the log is open to this person.",
    "administrator": "An administrator ratifies nothing while others open this register: the approver's rights rest.",
}

SENTENCES: dict[str, str] = {
    # the key file
    "keys.damaged": "The key file of this register (keys.json) is damaged, so it cannot tell a right passphrase from a "
    "wrong one. The register itself has not been touched. Restore keys.json from the newest backup, and keep this one.",
    "keys.altered": "The key file of this register (keys.json) was altered by something other than Fourfold. "
    "Nothing was changed. Tell your information security officer, and restore keys.json from a checked backup.",
    "keys.first_format": "The key file of this register is of an earlier version. Nothing was changed. "
    "Open the register for writing with its passphrase once, which brings it up.",
    # the page
    "people.alone": "One person opens this register, so nothing can be settled by a second. What needs two is allowed "
    "and marked as self-ratified in the log.",
    "people.conflict": "{names}: roles that one person should not hold together. {what}",
    "people.recovery_since": "The recovery key was issued on {on}.",
    "people.recovery_old": "The recovery key is of an earlier version. It opens; issue a new one before you encrypt anew.",
    "people.remove": "{name} will not open this register again. What they wrote stays under their name. A copy of the "
    "folder that they may have still opens to them; encrypting anew keeps what is saved from now on from it.",
    "people.rekey": "The whole register is written anew under another random key, for the people listed now. Backups "
    "made before stay under the old key. Close the register in other windows first. Nobody's passphrase changes.",
    "people.passphrase": "The register is not encrypted anew: only your key is. Use three random words or more; "
    "it does not expire. Whoever watched you type it knows it too.",
    "people.recovery": "The key that was printed before no longer opens, from the moment a new one is issued. The new "
    "one is shown only here. Print its sheet or write it down, seal it, and give it to a second person to keep.",
    "sheet.there": "{name} lies in that folder already and may be the sheet of another key. It was left as it is and "
    "nothing was written. Choose another folder, or move that file away first.",
    "people.sheet": "{name} was saved. Print it, seal the print, delete the file and empty the bin.",
    "passphrase.differ": "The two passphrases are not the same. Nothing was changed. Type them again.",
    # people
    "person.unknown": "Nobody called {name} is in this register. Nothing was changed. "
    "Choose one of the names on the unlock window.",
    "person.gone": "This person is no longer in the register. Nothing was changed. Look at the list again.",
    "person.no_name": "Enter the person's name. Nothing was changed. It stands beside every change they make.",
    "person.no_role": "Choose at least one role. Nothing was changed. A reader may look and change nothing.",
    "person.name_used": "{name} is in this register already. Nothing was changed. "
    "Write the name so that the two can be told apart.",
    "person.own_roles": "Nobody gives themselves a role. Nothing was changed. Ask another administrator.",
    "person.last_administrator": "This is the only administrator, and somebody must look after people and keys. "
    "Nothing was changed. Make another person administrator first.",
    "person.yourself": "You have the register open, so you cannot remove yourself. Nothing was changed. "
    "Ask another administrator.",
    "guess.wait": "Too many wrong passphrases were tried here. Nothing was erased or changed. "
    "Wait {seconds} seconds, then try again.",
    # passphrases and the recovery key
    "passphrase.common": "That passphrase is one of those that are tried first. Nothing was changed. "
    "Use three random words or more that say nothing about you.",
    "recovery.whose": "Several people open this register. Nothing was changed. "
    "Choose whose passphrase is to be set anew.",
    "recovery.two": "The recovery key is used by two people: the one whose passphrase is forgotten, and the one who "
    "kept the sheet. Nothing was changed. Enter the name of the one who kept it.",
    "rekey.failed": "The newly encrypted copy was not as the register is, so it was not used. "
    "The register is as it was. Check the disk, then try again.",
    "rekey.in_use": "Another window or program has this register open. It was not encrypted anew and is as it was. "
    "Close it there, then try again.",
    # what the log and the undo button call them
    "label.key.create": "register made",
    "label.key.brought_up": "key file brought up",
    "label.key.recover": "passphrase set anew with the recovery key",
    "label.key.reissue": "recovery key issued anew",
    "label.key.rekey": "register encrypted anew",
    "label.key.sheet": "recovery sheet made",
    "label.keys.differ": "key file changed outside Fourfold",
    "label.person.add": "person added",
    "label.person.change_roles": "roles changed",
    "label.person.passphrase": "passphrase changed",
    "label.person.remove": "person removed",
    "label.person.rename": "person renamed",
    "label.session.refused": "wrong passphrase",
    "rekey.recovery_first": "The recovery key of this register is of an earlier version and cannot be carried over. "
    "Nothing was changed. Issue a new recovery key first, then encrypt anew.",
}
