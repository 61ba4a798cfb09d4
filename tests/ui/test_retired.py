"""Retired forces and themes: not offered any more, and shown where a record names them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.commands import reference as commands
from app.domain.threat import Threat
from app.reads.record import record
from app.reads.reference import reference
from app.register import Register
from app.ui.dialogs.fields import ChoiceField, TicksField
from app.ui.dialogs.threat import ThreatDialog
from app.ui.page import Place
from app.ui.pages.threats import NUMBER, ThreatsPage
from tests.builders import add_threat
from tests.ui.page_desk import PageDesk, desk


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[ThreatsPage]]:
    add_threat(register, home_force="dorset", primary_theme="fraud", secondary_themes=("cyber-crime",))
    lists = register.ask(reference)
    for force in ("dorset", "wiltshire"):
        register.do(commands.retire, lists.force(force))
    for theme in ("fraud", "cyber-crime", "illegal-firearms"):
        register.do(commands.retire, lists.theme(theme))
    with desk(register, qtbot, ThreatsPage) as made:
        made.visit(Place("threats"))
        yield made


def offered(dialog: ThreatDialog, name: str) -> list[str]:
    field = dialog.form.field(name)
    if isinstance(field, ChoiceField):
        return [field.itemText(n) for n in range(field.count())]
    assert isinstance(field, TicksField)
    return [field.item(n).text() for n in range(field.count())]


def test_the_filter_of_a_column_lists_what_is_used(opened: PageDesk[ThreatsPage]) -> None:
    model = opened.page.grid.model
    assert [text for text, _ in model.values_of(NUMBER["force"])] == ["Dor"]
    assert [text for text, _ in model.values_of(NUMBER["theme"])] == ["Fraud"]


def test_a_new_threat_is_offered_none_of_them(opened: PageDesk[ThreatsPage]) -> None:
    opened.page.new()
    dialog = opened.page.findChild(ThreatDialog)
    assert dialog is not None
    assert {"Dorset", "Wiltshire"} & set(offered(dialog, "home_force")) == set()
    assert {"Dorset", "Wiltshire"} & set(offered(dialog, "other_forces")) == set()
    assert {"Fraud", "Cyber crime"} & set(offered(dialog, "primary_theme")) == set()


def test_a_threat_that_has_them_keeps_them(opened: PageDesk[ThreatsPage], register: Register) -> None:
    (row,) = opened.page.grid.model.all_rows
    threat = register.ask(record, Threat, row.id)
    dialog = ThreatDialog(opened.runner, opened.page, register.ask(reference), threat)
    dialog.open()
    opened.settle()
    assert "Dorset" in offered(dialog, "home_force")
    assert "Wiltshire" not in offered(dialog, "home_force")
    assert {"Fraud", "Cyber crime"} <= set(offered(dialog, "secondary_themes"))
    assert "Illegal firearms" not in offered(dialog, "secondary_themes")
    dialog.put("name", "Another name")
    dialog.look()
    dialog.save()
    opened.settle()
    saved = register.ask(record, Threat, row.id)
    assert (saved.home_force, saved.primary_theme, saved.secondary_themes) == (
        "dorset", "fraud", ("cyber-crime",),
    )  # fmt: skip
