"""The column "Nominals P/S/P" of wide trackers: its words are kept, and no nominal is made up from counts."""

from __future__ import annotations

import pytest

from tests.intake.files import LIST, candidates_of, csv_of, list_row


@pytest.mark.parametrize("heading", ["Nominals P/S/P", "Number of nominals", "Nominals"])
@pytest.mark.parametrize("text", ["2/3/4", "9", "2 principals, the rest unknown"])
def test_counts_of_nominals_are_kept_as_words(heading: str, text: str) -> None:
    (threat,) = candidates_of(csv_of([*LIST, heading], [*list_row(), text]), "wiltshire.csv").threats
    assert (heading, text) in {(note.heading, note.text) for note in threat.notes}
