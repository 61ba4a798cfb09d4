"""The workflows by name."""

from __future__ import annotations

from tests.faults.workflow import Workflow
from tests.faults.workflows.copies import BackUp, Migrate
from tests.faults.workflows.drafts import Drafts
from tests.faults.workflows.edit import Edit, Undo
from tests.faults.workflows.month import Export, IssuePack
from tests.faults.workflows.take_in import TakeIn

EVERY: dict[str, Workflow] = {
    each.name: each
    for each in (Edit(), Undo(), TakeIn(), Export(), IssuePack(), Migrate(), BackUp(), Drafts())
}
