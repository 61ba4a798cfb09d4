"""Backups, restoring, and a register that cannot be opened."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "label.backup.make": "backup made",
    "label.backup.thin": "older backups removed",
    "setting.backup_hours": "Back up during work",
    "setting.backup_hours.about": "After so many hours with the register open it is backed up again, where something "
    "changed.",
    "backup.read_only": "This register is open read-only, so nothing was backed up to its folder. "
    "It is unchanged. Back up to another folder, or from the window that may save.",
    "second.failed": "The copy in the second folder could not be written and read back, so none was kept there. "
    "The register and the backup in its own folder are safe. Check that the medium is in and has room.",
    "restore.damaged": "This backup is damaged and was not brought back. The register is as it was. "
    "Choose another backup, and keep this one for your information security officer.",
    "restore.other_key": "No key of this register opens this backup. Nothing was changed. "
    "Choose another backup, or open this one as a register with the passphrase it was made under.",
    "restore.other_register": "This backup is of another register. Nothing was changed. "
    "Choose one that was made from this register.",
    "restore.in_use": "Another window has this register open or saved to it just now, so nothing was brought back. "
    "The register is as it was. Close the other windows and try again.",
    "restore.failed": "The backup could not be brought back. What the register held lies unchanged in its folder "
    "or was set aside in its backups. Check that the disk has room, and try again.",
    "restore.none": "No backup of this register was found there.",
    "restore.done": "The backup was brought back. What the register held before lies in {aside}, among its backups.",
    "machine.damaged": "The settings of this computer could not be read. Those of the time before are used, and the "
    "unreadable file is kept as {name}. The register is not touched by this.",
    "copy.about": "The register where it lies stays as it is. What you do from now on is in the copy alone, so agree "
    "with your colleagues which of the two is worked on.",
    "place.synced": "This register lies in a folder that {synced} synchronises, which can swap a file under an open "
    "register. Nothing was changed. Move its folder to a disk of this computer, and take copies by Backups.",
    "place.synced_new": "This folder is synchronised by {synced}, which can swap a file under an open register. Nothing "
    "was made. Choose a folder on a disk of this computer, or press Create again to make it here all the same.",
    "place.conflicted": "The synchroniser left more than one version of this register in its folder: {names}. None was "
    "chosen or removed, and the one that was always here is open. Ask who else works on it before you go on.",
    "share.read_only": "This register lies on a network share, where two computers can damage it. It is open read-only "
    "and nothing was changed. Copy its folder to a disk of this computer to work on it.",
    "share.not_here": "A register is not made on a network share, where two computers can damage it. Nothing was made. "
    "Choose a folder on a disk of this computer.",
}
