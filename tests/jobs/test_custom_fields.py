"""Every kind of record that may have custom fields carries them from its command to its sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.commands import (
    actions,
    custom,
    disruptions,
    leads,
    meetings,
    nominals,
    officers,
    orders,
    requests,
    threats,
)
from app.domain.codes import FieldType, LeadRole
from app.domain.custom import CustomField
from app.domain.custom_value import KINDS
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.packs import monthly
from app.reads import custom as reads
from app.reads import months
from app.register import Register
from tests.builders import (
    add_action,
    add_disruption,
    add_nominal,
    add_officer,
    add_order,
    add_threat,
)


def _request(register: Register, threat: Any) -> Any:
    asked = Request(
        id="r", threat=threat.id, asked="Surveillance", bid_by="DI Hale", bid_on=date(2026, 11, 2)
    )
    return register.do(requests.bid, asked).result


def _officer(register: Register, threat: Any) -> Any:
    made = add_officer(register)
    register.do(leads.assign, threat.id, LeadRole.SIO, made.id, date(2026, 1, 5))
    return made


MADE: dict[str, tuple[Callable[[Register, Any], Any], Any, str]] = {
    "threat": (lambda register, threat: threat, threats.change, "Threats"),
    "action": (add_action, actions.change, "Actions"),
    "officer": (_officer, officers.change, "Leads"),
    "disruption": (add_disruption, disruptions.change, "Disruptions"),
    "request": (_request, requests.change, "Requests"),
    "nominal": (add_nominal, nominals.change, "Nominals"),
    "ancillary_order": (add_order, orders.change, "Orders"),
}


@pytest.mark.parametrize("of", KINDS)
def test_each_kind_prints_its_own_fields(register: Register, of: str) -> None:
    make, change, sheet_name = MADE[of]
    record = make(register, add_threat(register))
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 10)))
    field = CustomField(id="f", of=of, name="Days counted", type=FieldType.NUMBER)
    register.do(custom.define, field)
    more = ("counted",) if of == "action" else ()
    register.do(custom.along(change, of, {"f": "7"}, {}), record, *more)
    assert register.ask(reads.typed, of) == {record.id: {"f": 7}}
    pack = monthly.build(register.ask(months.everything, "2026-12"), register.clock.now())
    sheet = next(sheet for sheet in pack.sheets if sheet.name == sheet_name)
    titles = [column.title for column in sheet.columns]
    assert titles[-2:] == ["Days counted", "Marking"]
    assert 7 in {row[-2] for row in sheet.rows}
