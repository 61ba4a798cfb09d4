"""The 4P plan of a threat: its owner, approval, review and the Ps that need nothing."""

from __future__ import annotations

from app.domain.plan import Plan
from app.store.unit import Unit, command


@command("plan.save")
def save(unit: Unit, plan: Plan) -> Plan:
    """A new plan, or a change of it."""
    return unit.put(plan)
