"""The statutory log."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "label.log.consult": "looked at",
    "label.log.why": "said why it is looked at",
    "label.log.disclose": "sent or copied",
    "label.log.refused": "not allowed",
    "label.log.anchor": "anchor noted",
    "label.register.verify": "register checked",
    "label.session.open": "register opened",
    "anchor.slip": "That is no anchor. Nothing was checked. Type it as it is printed: the number of the entry, a "
    "colon, and at least {least} figures of its hash.",
    "anchor.altered": "The file of anchors beside the register is not as Fourfold wrote it. The register is "
    "unchanged. Check the register with the anchors of its backups and the printed ones.",
    "log.no_class": "The log has no such class. Nothing was written. Choose among {known}.",
    "log.no_recipient": "Nobody is named whom the log is for. Nothing was written. Say who receives it.",
    "log.no_reason": "No reason is given for which it leaves. Nothing was written. Say why, as the log is to keep it.",
    "verify.tail_missing": "The newest entries of the journal are gone: an anchor names an entry that is not there.",
    "verify.anchor_differs": "The journal was written anew: an anchor names another entry than the one there.",
    "verify.anchors_altered": "The file of anchors was altered or damaged outside Fourfold.",
    "verify.blanked": "An entry of the journal was blanked, and no disposal names its record.",
}
