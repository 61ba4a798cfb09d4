"""People and keys: who opens the register, passphrases, the recovery key."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # the key file
    "keys.damaged": "The key file of this register (keys.json) is damaged, so it cannot tell a right passphrase from a "
    "wrong one. The register itself has not been touched. Restore keys.json from the newest backup, and keep this one.",
    "keys.altered": "The key file of this register (keys.json) was altered by something other than Fourfold. "
    "Nothing was changed. Tell your information security officer, and restore keys.json from a checked backup.",
    "keys.first_format": "The key file of this register is of an earlier version. Nothing was changed. "
    "Open the register for writing with its passphrase once, which brings it up.",
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
    "rekey.recovery_first": "The recovery key of this register is of an earlier version and cannot be carried over. "
    "Nothing was changed. Issue a new recovery key first, then encrypt anew.",
}
