"""The manifest of an issue: what it is, beside its files as JSON and in the properties of each of them.

A file cannot hold its own SHA-256. So the properties of each file hold the SHA-256 of the stored Pack, from
which both files follow to the byte, and the JSON beside them holds the SHA-256 of each file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.domain.clock import local
from app.packs.model import Pack

WRITER = 1
"""The version of the layout: raised with each change to how a stored Pack is drawn, so that a reprint that
cannot have the same bytes says so."""
NAME = "manifest.json"

JSON_NAMES = {
    "Pack": "pack", "Version": "version", "Marking": "marking", "Copy": "copy",
    "Application version": "application", "Journal head": "journal_head",
    "Stored pack SHA-256": "stored_pack_sha256",
}  # fmt: skip
"""The names of the properties in a file, and the same in the JSON beside it."""
NAMES = tuple(JSON_NAMES)


def properties(pack: Pack) -> tuple[tuple[str, str], ...]:
    """What each file says of itself beside title and marking: name and value, where there is a value."""
    values = (pack.id, pack.version, pack.marking, pack.copy, pack.app, pack.head, pack.body)
    return tuple((name, value) for name, value in zip(NAMES, values, strict=True) if value)


def text(pack: Pack, fingerprint: str, files: Mapping[str, str], paper: str) -> str:
    """The manifest as JSON; `files` are the SHA-256 of each file by its name, as it leaves."""
    said = {
        "pack": pack.id,
        "paper": paper,
        "version": pack.version,
        "edition": pack.edition,
        "copy": pack.copy,
        "month": pack.month,
        "marking": pack.marking,
        "fictional": pack.fictional,
        "issued_at": local(pack.made_at).isoformat(timespec="seconds"),
        "application": pack.app,
        "layout": WRITER,
        "journal_head": pack.head,
        "stored_pack_sha256": pack.body,
        "content_fingerprint": fingerprint,
        "files": dict(sorted(files.items())),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
