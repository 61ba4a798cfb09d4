"""What was held back from an edition, for the coordinator alone: it is shown here and printed nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtWidgets import QWidget

from app import words
from app.packs.editions import WithheldText
from app.packs.read_back_search import Way
from app.ui.dialog import Dialog
from app.ui.grid import Grid
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner
from app.ui.table_model import Column


class _Row:
    """One thing held back as a row; its place in the list is its id."""

    def __init__(self, place: int, of: WithheldText, way: str) -> None:
        self.id = str(place)
        self.of = of
        self.way = way


def kind_words(kind: str) -> str:
    """A kind of record in words."""
    return words.KIND_WORDS.get(kind, kind.replace("_", " "))


def why_words(why: str) -> str:
    """The rule that held something back, in words."""
    code = f"withheld.{why}"
    return words.say(code) if code in words.SENTENCES else why.replace("_", " ")


COLUMNS = (
    Column("text", "Held back", lambda r: r.of.text, 230),
    Column("kind", "Of", lambda r: kind_words(r.of.kind), 92, filter="values", any_of="any"),
    Column("field", "Field", lambda r: r.of.field.replace("_", " "), 100, filter="values", any_of="any"),
    Column("why", "Because", lambda r: why_words(r.of.why), 210, filter="values", any_of="any"),
    Column("way", "How the files are searched", lambda r: r.way, 290, filter="values", any_of="any"),
)


class WithheldDialog(Dialog):
    """A grid of everything that was held back, to filter and look through."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        edition: str,
        withheld: Sequence[WithheldText],
        ways: Sequence[Way] = (),
    ) -> None:
        super().__init__(runner, parent, "Held back", "Close", f"Held back from the {edition}")
        note = (
            "For the coordinator alone. None of it may leave in this edition; the files are searched for it."
        )
        self.body.insertWidget(1, label(note, ink="text2", wrap=True))
        self.grid = Grid("Held back", COLUMNS, lambda: runner.today, "thing")
        self.grid.setMinimumHeight(px(380))
        self.grid.load(
            [
                _Row(place, each, words.say(way.value) if way else "")
                for place, (each, way) in enumerate(zip_longest(withheld, ways))
            ]
        )
        self.body.insertWidget(2, self.grid, 1)
        self.form.hide()
        self.cancel.hide()
        self.grid.view.setFocus()
