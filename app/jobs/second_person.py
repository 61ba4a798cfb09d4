"""The second person of a partner edition, told by their own passphrase where there are several people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import custody
from app.domain import permissions
from app.domain.codes import EditionKind, LogClass
from app.domain.issue_rules import check_second
from app.errors import Refusal

if TYPE_CHECKING:
    from app.register import Register


def confirm(register: Register, kind: EditionKind, named: str, passphrase: str) -> str:
    """The name of who confirms an edition besides whoever issues it, "" for one that nobody need confirm.

    Derives a key, so it is for the job lane; a wrong passphrase counts as a guess. In a unit of one the typed
    name stands, which the log calls an exception. Raises Refusal: issue.no_second, issue.same_person,
    issue.second_role, person.unknown, passphrase.wrong, guess.wait, keys.missing, keys.damaged.
    """
    if kind is not EditionKind.PARTNER:
        return named.strip()
    if register.alone:
        check_second(kind, register.user, named)
        _tell(register, "", {"name": named.strip(), "how": "name typed in a unit of one"})
        return named.strip()
    if not named.strip():
        raise Refusal("issue.no_second")
    people = custody.people(register)
    who = next((each for each in people if named.strip() in (each.id, each.name)), None)
    if who is None:
        raise Refusal("person.unknown", name=named.strip())
    if who.id == register.session.person:
        raise Refusal("issue.same_person", name=who.name)
    if permissions.effective(who.roles, alone=False).isdisjoint(permissions.DECIDERS):
        raise Refusal("issue.second_role", name=who.name)
    custody.vouch(register, who.id, passphrase)
    _tell(register, who.id, {"name": who.name, "how": "own passphrase"})
    return who.name


def _tell(register: Register, person: str, facts: dict[str, str]) -> None:
    register.log(LogClass.SYSTEM, "person", person, facts, command="issue.second")
