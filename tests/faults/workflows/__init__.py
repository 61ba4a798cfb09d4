"""The workflows by name."""

from __future__ import annotations

from tests.faults.workflow import Workflow
from tests.faults.workflows.copies import BackUp, Migrate
from tests.faults.workflows.dispose import Dispose
from tests.faults.workflows.drafts import Drafts
from tests.faults.workflows.edit import Edit, Undo
from tests.faults.workflows.month import Export, IssuePack
from tests.faults.workflows.people import People, Rekey
from tests.faults.workflows.restore import Restore
from tests.faults.workflows.take_in import TakeIn

_ALL = (
    Edit(), Undo(), TakeIn(), Export(), IssuePack(), Migrate(), BackUp(), Rekey(), People(), Dispose(),
    Drafts(), Restore(),
)  # fmt: skip
EVERY: dict[str, Workflow] = {each.name: each for each in _ALL}
