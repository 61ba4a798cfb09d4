"""Small registers and records for tests: real SQLCipher files with a quick key derivation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.commands import actions, disruptions, nominals, officers, orders, threats
from app.domain.action import Action
from app.domain.clock import FixedClock
from app.domain.codes import Rating, Strand
from app.domain.disruption import Disruption
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.officer import Officer
from app.domain.threat import Threat
from app.jobs.set_up import set_up
from app.register import Register
from app.store.keys import Hardness

PASSPHRASE = "three random words"
QUICK = Hardness(memory_kib=1024, passes=1, lanes=1)


def new_register(folder: Path, clock: FixedClock, *, name: str = "South West") -> Register:
    """An open register of the South West with forces, themes and settings, and nothing else."""
    register, _ = Register.create(
        folder / f"{name}.register", PASSPHRASE, user="Drew Quill", clock=clock, hardness=QUICK
    )
    set_up(register, "south-west", fictional=True)
    return register


def reopen(register: Register) -> Register:
    """The same register closed and opened again."""
    register.close()
    return Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock)


def add_threat(register: Register, reference: str = "AS/2024/0131", **fields: Any) -> Threat:
    """A threat in Avon and Somerset, saved."""
    values: dict[str, Any] = {
        "id": f"t-{reference}",
        "name": "Tidemoor line",
        "primary_theme": "illegal-drugs",
        "home_force": "avon-and-somerset",
        **fields,
    }
    saved: Threat = register.do(threats.add, Threat(reference=reference, **values)).result
    return saved


def add_officer(register: Register, name: str = "Morgan Hale", **fields: Any) -> Officer:
    """A detective inspector of Avon and Somerset, saved."""
    values: dict[str, Any] = {"id": f"o-{name}", "rank": "DI", "force": "avon-and-somerset", **fields}
    saved: Officer = register.do(officers.add, Officer(name=name, **values)).result
    return saved


def add_action(register: Register, threat: Threat, title: str = "Visit premises", **fields: Any) -> Action:
    """A Pursue action due on 18 December 2026, saved."""
    values: dict[str, Any] = {
        "id": f"a-{title}",
        "strand": Strand.PURSUE,
        "due": date(2026, 12, 18),
        "owner_organisation": "Avonmere Council",
        **fields,
    }
    saved: Action = register.do(actions.add, Action(threat=threat.id, title=title, **values)).result
    return saved


def add_nominal(register: Register, threat: Threat, reference: str = "NOM-100007", **fields: Any) -> Nominal:
    """A peripheral nominal, saved."""
    values: dict[str, Any] = {"id": f"n-{reference}", **fields}
    made = Nominal(threat=threat.id, reference=reference, **values)
    saved: Nominal = register.do(nominals.add, made).result
    return saved


def add_order(register: Register, threat: Threat, id: str = "order", **fields: Any) -> AncillaryOrder:
    """A Serious Crime Prevention Order that is considered unless its fields say otherwise, saved."""
    values: dict[str, Any] = {"order_type": "order-type-serious-crime-prevention-order", **fields}
    saved: AncillaryOrder = register.do(
        orders.record, AncillaryOrder(id=id, threat=threat.id, **values)
    ).result
    return saved


def add_disruption(register: Register, threat: Threat, id: str = "d", **fields: Any) -> Disruption:
    """A moderate Pursue disruption of 20 November 2026, neither moderated nor on APMIS, saved."""
    values: dict[str, Any] = {
        "on": date(2026, 11, 20),
        "strand": Strand.PURSUE,
        "rating": Rating.MODERATE,
        "title": "Two charged with supply",
        "originator": "Insp Vale",
        "rationale": "The line stopped",
        **fields,
    }
    made = Disruption(id=id, threat=threat.id, **values)
    saved: Disruption = register.do(disruptions.record, made).result
    return saved
