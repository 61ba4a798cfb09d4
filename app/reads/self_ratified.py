"""Which submissions were ratified by the person who prepared them, as the journal knows it.

The names on a submission are typed and always differ; who was logged in stands in the journal alone.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.domain.codes import MappingState
from app.domain.self_ratified import KIND
from app.domain.threat import MappingStep
from app.store.tables import JOURNAL, table


def self_ratified(connection: Connection, threat: str | None = None) -> frozenset[str]:
    """The ids of the submissions whose standing ratification is a self-ratified one; of one threat alone.

    A ratification that was undone has no step any more, and one that was done again has its old one: so the
    step that stands is held against the batch in which the journal says "self-ratified".
    """
    steps, said, wrote = table(MappingStep), JOURNAL.alias(), JOURNAL.alias()
    query = (
        select(steps.c.submission)
        .join(said, (said.c.kind == KIND) & (said.c.object == steps.c.submission))
        .join(wrote, (wrote.c.kind == "mapping_step") & (wrote.c.object == steps.c.id))
        .where(steps.c.state == MappingState.RATIFIED, said.c.batch == wrote.c.batch)
    )
    if threat is not None:
        query = query.where(steps.c.threat == threat)
    return frozenset(connection.execute(query).scalars())
