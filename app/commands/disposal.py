"""Disposing of a threat by two people: its record, and what the journal ever said of it, go for good."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.domain.agenda import AgendaItem, LatePaper
from app.domain.codes import DisposalState, LogClass, RetentionDecision
from app.domain.kinds import KINDS, Record
from app.domain.minutes import MeetingDecision, MeetingNote
from app.domain.retention import Disposal, Hold, RetentionReview, newest, stands
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.store import belongings
from app.store.tables import JOURNAL
from app.store.unit import Unit, command

GONE = "Disposed of"
"""What stands where a meeting wrote about a threat that is no longer kept."""

EMPTIED: dict[type[Record], dict[str, Any]] = {
    AgendaItem: {
        "title": GONE, "ask": "", "recommended": "", "remark": "", "led_by": "",
        "threat": None, "request": None, "submission": None,
    },
    MeetingDecision: {"text": GONE, "rationale": GONE, "threat": None, "request": None},
    MeetingNote: {"text": GONE},
    LatePaper: {"title": GONE, "answer": "", "ask": "", "text": "", "because": GONE},
}  # fmt: skip
"""What becomes of a meeting's own records: they keep their place and number, and say nothing more."""


@command("disposal.propose", undoable=False)
def propose(unit: Unit, made: Disposal) -> Disposal:
    """The proposal of the first person; nothing goes before a second one confirms it.

    Raises Refusal: disposal.unknown, disposal.proposed, disposal.held, disposal.no_review where the newest
    review does not decide it. One that was deleted is known from its journal, and needs no review.
    """
    if unit.seek(Disposal, made.id) is not None or not belongings.known(unit.connection, made.subject):
        # one that was withdrawn is proposed anew: whose it was stays with its identifier
        raise Refusal("disposal.unknown")
    if any(each.state is DisposalState.PROPOSED for each in unit.find(Disposal, subject=made.subject)):
        raise Refusal("disposal.proposed")
    _refuse_kept(unit, made.subject)
    return unit.put(
        replace(
            made, version=0, state=DisposalState.PROPOSED, proposed_on=unit.today, proposed_by=unit.by.name,
            decided_by="", decided_at=None, entries=0,
        )
    )  # fmt: skip


@command("disposal.withdraw", undoable=False)
def withdraw(unit: Unit, made: Disposal) -> Disposal:
    """The proposal is taken back, by either person; Refusal("disposal.decided") once it is decided."""
    made = _proposed(unit, made)
    ended = replace(made, state=DisposalState.WITHDRAWN, decided_by=unit.by.name, decided_at=unit.now)
    return unit.put(ended)


@command("disposal.confirm", undoable=False)
def confirm(unit: Unit, made: Disposal) -> Disposal:
    """The second person's word, by which the threat goes with everything that hangs on it or ever did.

    What meetings wrote about it stays as an empty line; bodies and reasons go from the journal too, whose
    chain still verifies. Raises Refusal: disposal.own where the same person proposed it, disposal.decided,
    disposal.held, disposal.no_review; Conflict for a stale copy.
    """
    made = _proposed(unit, made)
    if proposer(unit, made.id) == unit.by.person:
        raise Refusal("disposal.own")
    _refuse_kept(unit, made.subject)
    unit.because(f"{made.reason.strip()} (authority: {made.authority.strip()})")
    gone = belongings.owned(unit.connection, made.subject)
    written = belongings.written(unit.connection, gone)
    objects: list[str] = []
    emptied: list[Record] = []
    seals: dict[str, str] = {}
    entries = 0
    for kind, ids in (*gone.items(), *written.items()):
        for id in sorted(ids):
            kept = unit.seek(KINDS[kind], id) if kind in written else None
            blanked = unit.blank(kind, id)
            entries += blanked.entries
            seals |= blanked.seals
            objects.append(id)
            if kept is not None:
                emptied.append(replace(kept, version=0, **EMPTIED[KINDS[kind]]))  # type: ignore[type-var]
    belongings.forget_drafts(unit.connection, {**gone, **written})
    facts = {"disposal": made.id, "objects": objects, "seals": seals}
    unit.log(LogClass.ERASURE, "disposed", made.subject, facts)
    # the disposal excuses what is blank before it, and nothing that is written from here on
    for record in emptied:
        unit.put(record)
    ended = replace(
        made, state=DisposalState.DONE, decided_by=unit.by.name, decided_at=unit.now, entries=entries
    )
    return unit.put(ended)


def proposer(unit: Unit, disposal: str) -> str:
    """The person who proposed a disposal, by their identifier, as the journal says."""
    first = select(JOURNAL.c.person).where(JOURNAL.c.kind == "disposal", JOURNAL.c.object == disposal)
    return str(unit.rows(first.order_by(JOURNAL.c.seq).limit(1))[0][0])


def _proposed(unit: Unit, made: Disposal) -> Disposal:
    """The proposal as it stands, whatever the copy in hand says: the second person confirms what the first
    one proposed.
    """
    stored = unit.get(Disposal, made.id)
    if stored.state is not DisposalState.PROPOSED:
        raise Refusal("disposal.decided", state=stored.state.value)
    if stored.version != made.version:
        raise Conflict("disposal", made.id, stored.proposed_by, "", ())
    return stored


def _refuse_kept(unit: Unit, threat: str) -> None:
    """Refuses while a hold stands, or while no review has decided that the record is disposed of."""
    if any(stands(each, unit.today) for each in unit.find(Hold, threat=threat)):
        raise Refusal("disposal.held")
    if unit.seek(Threat, threat) is None:
        return
    last = newest(unit.find(RetentionReview, threat=threat))
    if last is None or last.decision is not RetentionDecision.DISPOSE:
        raise Refusal("disposal.no_review")
