"""Changes to keys.json: each takes its text and the register's key, and returns the text to put in its place.

Nobody else's passphrase is needed. Every change first asks whether the file is as it was written: otherwise
somebody could slip in a public key of their own and be sealed the register's key by the next change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from app.domain.people import Person
from app.errors import Refusal
from app.store import keys, keys_document, keys_first, passphrases, person_keys, recovery_key
from app.store.keys_document import Document, Note
from app.store.person_keys import Entry, Hardness


def brought_up(
    text: str, opened: keys.Opened, passphrase: str, note: Note, recovery: str | None = None
) -> str:
    """Format 1 as format 2, for the one who opened it; the recovery key stays good."""
    document = keys_document.parse(text)
    register, entry = document["register"], document["users"][0]
    person = Person(keys_first.person_id(register, entry["name"]), entry["name"], opened.roles)
    made = keys.person_entry(person, register, passphrase, person_keys.hardness_of(entry))
    wrapped = document["recovery"]
    if recovery is not None:
        renewed = keys.recovery_entry(recovery_key.read_recovery_key(recovery), register, note.at)
        wrapped = person_keys.sealed(renewed, opened.key, register)
    return keys_document.written(
        {
            "format": keys_document.FORMAT,
            "register": register,
            "users": [person_keys.sealed(made, opened.key, register)],
            "recovery": wrapped,
            "last": note.flat(keys.seal(text)),
        },
        opened.key,
    )


def added(text: str, key: bytes, person: Person, passphrase: str, hardness: Hardness, note: Note) -> str:
    """With another person. Raises one of the passphrase's refusals, or keys.altered."""
    passphrases.check(passphrase, person.name)
    document = _trusted(text, key)
    entry = keys.person_entry(person, document["register"], passphrase, hardness)
    return _told(document, key, note, users=[*document["users"], _sealed(document, entry, key)])


def removed(text: str, key: bytes, person: str, note: Note) -> str:
    """Without a person. Whoever copied the folder before still opens that copy: only a rekey ends that."""
    document = _trusted(text, key)
    _entry(document, person)
    left = [entry for entry in document["users"] if entry["id"] != person]
    return _told(document, key, note, users=left)


def altered(text: str, key: bytes, person: Person, note: Note) -> str:
    """With another name or other roles for a person, whose passphrase stays."""
    document = _trusted(text, key)
    said = {"name": person.name, "roles": sorted(person.roles)}
    return _replaced(document, key, person.id, note, lambda entry: {**entry, **said})


def with_passphrase(
    text: str, key: bytes, person: str, passphrase: str, note: Note, hardness: Hardness | None = None
) -> str:
    """With another passphrase and another key pair for a person; the register is not re-encrypted.

    The cost is the one their entry has, unless another is given.
    """
    document = _trusted(text, key)
    who = next((each for each in keys.people(text) if each.id == person), None)
    if who is None:
        raise Refusal("person.gone")
    passphrases.check(passphrase, who.name)

    def renewed(entry: Entry) -> Entry:
        cost = hardness or person_keys.hardness_of(entry)
        return keys.person_entry(replace(who), document["register"], passphrase, cost)

    return _replaced(document, key, person, note, renewed)


def with_recovery(text: str, key: bytes, note: Note) -> tuple[str, str]:
    """With another recovery key, which is returned and kept nowhere; the one before no longer opens."""
    document, printed = _trusted(text, key), recovery_key.new_recovery_key()
    entry = keys.recovery_entry(printed, document["register"], note.at)
    return _told(document, key, note, recovery=_sealed(document, entry, key)), printed


def hardness(text: str, person: str) -> Hardness:
    """The cost of a person's passphrase, which those whom they add are given too."""
    return person_keys.hardness_of(_entry(keys_document.parse(text), person))


def last(text: str) -> tuple[Note, str] | None:
    """What was last done to the file, with the seal it had before; None where it does not say."""
    found = keys_document.parse(text).get("last")
    if not found:
        return None
    at = datetime.fromisoformat(found["at"])
    return Note(found["command"], found["by"], at, found["object"], found["facts"]), found["before"]


# a rekey: both keys stand in the file while the two databases change places


def moving(text: str, key: bytes, following: bytes, note: Note) -> str:
    """With the key to come beside the one in use, for everybody and for the recovery key."""
    document = _trusted(text, key)
    if "public" not in document["recovery"]:
        # a wrap of format 1 cannot be made without the printed key
        raise Refusal("rekey.recovery_first")
    register = document["register"]

    def both(entry: Entry) -> Entry:
        return person_keys.sealed(entry, following, register, "next")

    told = {**document, "users": [both(entry) for entry in document["users"]],
            "recovery": both(document["recovery"]), "moving": note.flat(document["seal"])}  # fmt: skip
    return keys_document.written(told, key, following)


def moved(text: str, key: bytes, following: bytes) -> str:
    """After the rekey: sealed to everybody under the new key only, the old one kept for older backups."""
    document = _trusted(text, following)
    register = document["register"]
    before = [person_keys.boxed(each, following, register)
              for each in (key, *keys_document.earlier(document, key))]  # fmt: skip

    def only(entry: Entry) -> Entry:
        return person_keys.sealed(_without_seals(entry), following, register)

    told = {**_settled(document), "users": [only(entry) for entry in document["users"]],
            "recovery": only(document["recovery"]), "earlier": before,
            "last": document["moving"]}  # fmt: skip
    return keys_document.written(told, following)


def unmoved(text: str, key: bytes) -> str:
    """As before a rekey that was cut off before the databases changed places."""
    document = _trusted(text, key)

    def only(entry: Entry) -> Entry:
        return {name: value for name, value in entry.items() if name != "next"}

    told = {**_settled(document), "users": [only(entry) for entry in document["users"]],
            "recovery": only(document["recovery"])}  # fmt: skip
    return keys_document.written(told, key)


def is_first(text: str) -> bool:
    """Whether the file is of the first format, which nothing but `brought_up` changes."""
    return bool(keys_document.parse(text)["format"] == 1)


def is_moving(text: str) -> bool:
    """Whether a rekey was begun and not ended."""
    return "moving" in keys_document.parse(text)


def known(text: str, key: bytes) -> tuple[bytes, ...]:
    """The key and those before each rekey, newest first: older backups and anchors were made under them."""
    return key, *keys_document.earlier(keys_document.parse(text), key)


def _trusted(text: str, key: bytes) -> Document:
    document = keys_document.parse(text)
    if document["format"] == 1:
        raise Refusal("keys.first_format")
    if not keys_document.sound(document, key):
        raise Refusal("keys.altered")
    return document


def _entry(document: Document, person: str) -> Entry:
    found: Entry | None = next((e for e in document.get("users", ()) if e["id"] == person), None)
    if found is None:
        raise Refusal("person.gone")
    return found


def _without_seals(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name not in person_keys.SEALS}


def _sealed(document: Document, entry: Entry, key: bytes) -> Entry:
    return person_keys.sealed(_without_seals(entry), key, document["register"])


def _settled(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in ("moving", "next_seal")}


def _replaced(
    document: Document, key: bytes, person: str, note: Note, change: Callable[[Entry], Entry]
) -> str:
    _entry(document, person)
    people = [
        _sealed(document, change(entry), key) if entry["id"] == person else entry
        for entry in document["users"]
    ]
    return _told(document, key, note, users=people)


def _told(document: Document, key: bytes, note: Note, **changed: object) -> str:
    return keys_document.written({**document, **changed, "last": note.flat(document["seal"])}, key)
