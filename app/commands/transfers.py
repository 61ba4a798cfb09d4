"""Transfers of a threat to another force or to the region's unit: proposed, accepted, declined, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.beside import Transfer
from app.domain.codes import ThreatStatus, TransferState
from app.domain.faults import Fault, Faulty
from app.domain.region import Force
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.unit import Unit, command


@command("transfer.propose")
def propose(unit: Unit, transfer: Transfer) -> Transfer:
    """Proposes that another force takes a threat on; one proposal at a time.

    The force it comes from is the home force as it stands. Raises Refusal: transfer.archived, transfer.open,
    transfer.retired.
    """
    threat = unit.get(Threat, transfer.threat)
    if threat.status is ThreatStatus.ARCHIVED:
        raise Refusal("transfer.archived")
    if unit.find(Transfer, threat=threat.id, state=TransferState.PROPOSED):
        raise Refusal("transfer.open")
    if transfer.to_force and unit.get(Force, transfer.to_force).retired:
        raise Refusal("transfer.retired")
    unit.because(transfer.reason.strip())
    return unit.put(
        replace(
            transfer,
            from_force=threat.home_force,
            state=TransferState.PROPOSED,
            proposed_by=transfer.proposed_by or unit.actor,
        )
    )


def _refuse_answered(unit: Unit, transfer: Transfer) -> None:
    stored = unit.get(Transfer, transfer.id)
    if stored.state is not TransferState.PROPOSED:
        raise Refusal("transfer.answered", state=stored.state.value)


def _answered(
    unit: Unit, transfer: Transfer, state: TransferState, by: str, on: date | None, answer: str
) -> Transfer:
    _refuse_answered(unit, transfer)
    unit.because(answer.strip())
    saved: Transfer = unit.put(
        replace(transfer, state=state, answered_by=by.strip(), answered_on=on, answer=answer.strip())
    )
    return saved


@command("transfer.accept")
def accept(unit: Unit, transfer: Transfer, by: str, on: date | None, answer: str = "") -> Threat:
    """A named person takes the threat on, on a day: its home force changes; the transfer keeps the old one.

    The new home leaves the other forces. Raises Refusal: transfer.answered, transfer.archived, and
    transfer.moved_on where the home force changed since the proposal.
    """
    _refuse_answered(unit, transfer)
    threat = unit.get(Threat, transfer.threat)
    if threat.status is ThreatStatus.ARCHIVED:
        raise Refusal("transfer.archived")
    if threat.home_force != transfer.from_force:
        raise Refusal("transfer.moved_on")
    saved = _answered(unit, transfer, TransferState.ACCEPTED, by, on, answer)
    others = tuple(force for force in threat.other_forces if force != saved.to_force)
    return unit.put(replace(threat, home_force=saved.to_force, other_forces=others))


@command("transfer.decline")
def decline(unit: Unit, transfer: Transfer, by: str, on: date | None, answer: str) -> Transfer:
    """A named person declines, with the reason."""
    if not answer.strip():
        raise Faulty((Fault("answer", "transfer.no_answer"),))
    return _answered(unit, transfer, TransferState.DECLINED, by, on, answer)


@command("transfer.withdraw")
def withdraw(unit: Unit, transfer: Transfer, answer: str = "") -> Transfer:
    """The proposal is taken back; who did so and when are kept."""
    return _answered(unit, transfer, TransferState.WITHDRAWN, unit.actor, unit.today, answer)
