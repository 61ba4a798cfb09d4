"""keys.json: the register's random key, sealed to each person's key pair and to the recovery key's.

A passphrase (Argon2id) or the recovery key opens a pair, and the pair the register's key. Changing people,
roles or a passphrase rewrites this file and never re-encrypts the register.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.codes import Role
from app.domain.people import Person
from app.errors import Refusal
from app.store import keys_document, keys_first, passphrases, person_keys, recovery_key
from app.store.keys_document import Document, Note
from app.store.person_keys import Entry, Hardness

__all__ = ["Hardness", "Note", "Opened", "create", "people", "read", "recover", "seal", "sound", "unlock"]

FIRST_ROLES = frozenset({Role.READER, Role.COORDINATOR, Role.APPROVER, Role.ADMINISTRATOR})
"""What the one who makes a register may do: everything, until others are added."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The register's key (32 bytes) with the person it was opened for and the roles they hold.

    `following` is the key to come, where a rekey was cut off before it could say which of the two holds.
    """

    key: bytes
    person: str
    user: str
    roles: frozenset[Role]
    following: bytes | None = None


def create(
    register: str,
    key: bytes,
    user: str,
    passphrase: str,
    hardness: Hardness | None = None,
    *,
    at: datetime,
    person: str = "",
) -> tuple[str, str]:
    """The text of a new keys.json with its one person, and the recovery key, which is kept nowhere.

    `at` is the moment in UTC; without `hardness` the cost is tuned to this machine. Raises one of the
    passphrase's refusals.
    """
    passphrases.check(passphrase, user)
    id = person or secrets.token_hex(16)
    who = person_entry(
        Person(id, user, FIRST_ROLES, at), register, passphrase, hardness or person_keys.tuned()
    )
    printed = recovery_key.new_recovery_key()
    document: Document = {
        "format": keys_document.FORMAT,
        "register": register,
        "users": [person_keys.sealed(who, key, register)],
        "recovery": person_keys.sealed(recovery_entry(printed, register, at), key, register),
        "last": Note("key.create", id, at, register).flat(""),
    }
    return keys_document.written(document, key), printed


def person_entry(person: Person, register: str, passphrase: str, hardness: Hardness) -> Entry:
    """A person's entry with a new key pair; nothing is sealed to it yet."""
    fields, by = person_keys.by_passphrase(passphrase, hardness)
    return person_keys.with_pair({**_said(person), **fields}, by, register)


def recovery_entry(printed: str, register: str, at: datetime) -> Entry:
    """The recovery key's entry with a new key pair; nothing is sealed to it yet."""
    salt = secrets.token_bytes(16)
    header = {"id": "recovery", "since": _moment(at), "kdf": "hkdf", "salt": person_keys.b64(salt)}
    return person_keys.with_pair(header, recovery_key.wrapping(printed, salt), register)


def _said(person: Person) -> Entry:
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(person.roles),
        "since": _moment(person.since) if person.since else "",
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def read(path: Path) -> str:
    """The text of keys.json; Refusal("keys.missing") where it is not there or no text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refusal("keys.missing") from None


def register_of(text: str) -> str:
    """The identifier of the register that a key file belongs to."""
    return str(keys_document.parse(text)["register"])


def people(text: str) -> tuple[Person, ...]:
    """Everybody in a key file, by name; no key is needed, for names and roles are not secret to its holder.

    Raises Refusal("keys.missing") for what is no key file.
    """
    document = keys_document.parse(text)
    try:
        if document["format"] == 1:
            entry = document["users"][0]
            return (_person({"id": keys_first.person_id(document["register"], entry["name"]), **entry}),)
        found = [_person(entry) for entry in document["users"]]
    except (KeyError, TypeError, ValueError):
        raise Refusal("keys.missing") from None
    return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.id)))


def _person(entry: Entry) -> Person:
    since = entry.get("since")
    roles = frozenset(Role(role) for role in entry["roles"])
    return Person(entry["id"], entry["name"], roles, datetime.fromisoformat(since) if since else None)


def recovery_since(text: str) -> datetime | None:
    """When the recovery key was issued, None for one of format 1, which did not say."""
    since = keys_document.parse(text)["recovery"].get("since")
    return datetime.fromisoformat(since) if since else None


def sound(text: str, key: bytes) -> bool:
    """Whether keys.json is as it was written: a seal that nobody has used yet may be damaged unseen."""
    document = keys_document.parse(text)
    return keys_document.sound(document, key) and keys_document.undamaged(document)


def only_one(text: str, key: bytes) -> bool:
    """Whether one person alone holds the register; a list that was cut without the key says so to nobody.

    Who is alone may do what otherwise takes two (domain.permissions.effective).
    """
    document = keys_document.parse(text)
    whole = document["format"] == 1 or keys_document.sound(document, key)
    return whole and len(people(text)) == 1


def undamaged(text: str) -> bool:
    """Whether the plain check of a key file holds, which needs no key."""
    return keys_document.undamaged(keys_document.parse(text))


def seal(text: str) -> str:
    """The mark by which the journal knows this state of the key file."""
    return str(keys_document.parse(text).get("seal", ""))


def unlock(text: str, passphrase: str, person: str | None = None) -> Opened:
    """The register's key by a passphrase of `person` (id or name), or of anybody where none is named.

    Raises Refusal: passphrase.wrong, person.unknown, keys.missing, or keys.damaged where the file itself no
    longer says which passphrase is right.
    """
    document = keys_document.parse(text)
    chosen = [each for each in people(text) if person is None or person in (each.id, each.name)]
    if not chosen:
        raise Refusal("person.unknown", name=person)
    try:
        for each in chosen:
            opened = _by_passphrase(document, each, passphrase)
            if opened is not None:
                return opened
    except (KeyError, TypeError, ValueError):
        raise Refusal("keys.missing") from None
    raise Refusal("passphrase.wrong" if keys_document.undamaged(document) else "keys.damaged")


def _by_passphrase(document: Document, person: Person, passphrase: str) -> Opened | None:
    if document["format"] == 1:
        key = keys_first.by_passphrase(document, passphrase)
        return None if key is None else Opened(key, person.id, person.name, person.roles)
    entry = next(entry for entry in document["users"] if entry["id"] == person.id)
    by = person_keys.derive(passphrase, person_keys.raw(entry["salt"]), person_keys.hardness_of(entry))
    return _from_pair(document, entry, by, person)


def _from_pair(document: Document, entry: Entry, by: bytes, person: Person) -> Opened | None:
    register = document["register"]
    private = person_keys.opened(entry, by, register)
    if private is None:
        return None
    key = person_keys.unsealed(entry, private, register)
    if key is None:
        # the pair opened, so the passphrase was right and the entry was altered since
        raise Refusal("keys.damaged")
    following = person_keys.unsealed(entry, private, register, "next") if "next" in entry else None
    return Opened(key, person.id, person.name, person.roles, following)


def recover(text: str, typed: str, person: str | None = None) -> Opened:
    """The register's key by recovery key, for `person` (id or name) or the only one there is.

    Raises Refusal: recovery.slip, recovery.wrong, recovery.whose where several people could be meant,
    person.unknown, keys.missing, keys.damaged.
    """
    document, printed = keys_document.parse(text), recovery_key.read_recovery_key(typed)
    everybody = people(text)
    chosen = [each for each in everybody if person is None or person in (each.id, each.name)]
    if len(chosen) != 1:
        raise Refusal("person.unknown", name=person) if person else Refusal("recovery.whose")
    entry, register = document["recovery"], document["register"]
    try:
        if "public" not in entry:
            key = keys_first.by_recovery(entry, printed, register)
            opened = None if key is None else Opened(key, chosen[0].id, chosen[0].name, chosen[0].roles)
        else:
            by = recovery_key.wrapping(printed, person_keys.raw(entry["salt"]))
            opened = _from_pair(document, entry, by, chosen[0])
    except (KeyError, TypeError, ValueError):
        raise Refusal("keys.missing") from None
    if opened is None:
        raise Refusal("recovery.wrong" if keys_document.undamaged(document) else "keys.damaged")
    return opened
