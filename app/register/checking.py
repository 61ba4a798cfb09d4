"""Whether a register is whole, and the anchors beside it by which that can be told."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.codes import LogClass
from app.errors import Refusal

if TYPE_CHECKING:
    from app.register.register import Register
    from app.store.anchors import Anchor
    from app.store.verify import Finding, Verification

Progress = Callable[[str, int, int], None]


def verify(
    register: Register, progress: Progress | None, noted: tuple[Anchor, ...], elsewhere: tuple[Path, ...]
) -> Verification:
    """What `Register.verify` finds, logged."""
    from app.store import verify
    from app.store.refusals import worded

    register._refuse_closed()
    own, wrong = _anchors(register, elsewhere)
    with register._gate.through(), worded(), register._engine.connect() as connection:
        found = verify.verify(connection, progress, (*own, *noted), register.origin)
    found = replace(found, findings=(*found.findings, *wrong, *_key_file(register)))
    with contextlib.suppress(Refusal):  # a damaged file takes no entry
        register.log(LogClass.SYSTEM, "verified", "", found.told, command="register.verify")
    return found


def note(register: Register, where: str, name: str) -> Anchor | None:
    """What `Register.anchor` notes."""
    from app.store import noting

    if register.read_only or register._closed:
        return None
    at, identity = register.clock.now(), register.origin
    try:
        keys = _known(register)
        made, strange = register._ask(noting.note, register.path, keys, identity, at, where, name)
        for each in strange:
            register.log(LogClass.SYSTEM, each.kind, "", each.facts, command="log.anchor")
    except (OSError, Refusal):
        # a further assurance, for want of which no work is refused
        return None
    return made


def _anchors(register: Register, elsewhere: tuple[Path, ...]) -> tuple[tuple[Anchor, ...], list[Finding]]:
    from app.store import noting
    from app.store.verify import Finding

    try:
        return noting.known(register.path, _known(register), register.origin, *elsewhere), []
    except Refusal as refusal:
        altered = refusal.code == "anchor.altered"
        return (), [Finding("verify.anchors_altered", "anchors.json")] if altered else []


def _key_file(register: Register) -> list[Finding]:
    from app.store import keys
    from app.store.verify import Finding

    file = register.path / "keys.json"
    try:
        whole = keys.sound(keys.read(file), register._opened.key)
    except Refusal:
        whole = False  # not there or unreadable: a finding like any other
    return [] if whole else [Finding("verify.keys", file.name)]


def _known(register: Register) -> tuple[bytes, ...]:
    from app.store import keys, keys_edit

    return keys_edit.known(keys.read(register.path / "keys.json"), register._opened.key)
