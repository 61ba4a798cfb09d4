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
    # passphrases and the recovery key
    "passphrase.common": "That passphrase is one of those that are tried first. Nothing was changed. "
    "Use three random words or more that say nothing about you.",
    "recovery.whose": "Several people open this register. Nothing was changed. "
    "Choose whose passphrase is to be set anew.",
    "rekey.recovery_first": "The recovery key of this register is of an earlier version and cannot be carried over. "
    "Nothing was changed. Issue a new recovery key first, then encrypt anew.",
}
