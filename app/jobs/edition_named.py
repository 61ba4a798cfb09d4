"""An edition by the words in which the command line names it."""

from __future__ import annotations

from app.domain.codes import EditionKind
from app.domain.edition import Edition, offered
from app.errors import Refusal
from app.reads.reference import reference
from app.register import Register


def edition_named(register: Register, said: str) -> Edition:
    """ "full", "chair", "force:Dorset" or "partner:Avonmere Council"; a name, its short form or its id.

    Raises Refusal: edition.unknown, edition.no_holder.
    """
    kind, _, holder = said.partition(":")
    known = {each.value: each for each in EditionKind}
    if kind not in known:
        raise Refusal("edition.unknown", said=said)
    lists = register.ask(reference)
    unit = lists.region.unit if lists.region is not None else ""
    made = [each for each in offered(lists.forces, lists.choices, unit) if each.kind is known[kind]]
    if known[kind] in (EditionKind.CHAIR, EditionKind.FULL) and not holder:
        return made[0]
    short = {each.id: each.short for each in lists.forces} | {each.id: each.short for each in lists.choices}
    wanted = holder.strip().casefold()
    for edition in made:
        names = (edition.holder, edition.name, edition.code, short.get(edition.holder, ""))
        if wanted and wanted in (name.casefold() for name in names):
            return edition
    raise Refusal("edition.no_holder", said=said, known=", ".join(each.name for each in made) or "none")
