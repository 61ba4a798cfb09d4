"""The scheme editor: what each state allows, a plain table of criteria, a formula tried at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.codes import SchemeState
from app.domain.scheme import Scheme
from app.domain.scheme_body import SchemeBody
from app.reads.reference import reference
from app.register import Register
from app.ui import palette, style
from app.ui.dialogs.scheme import SchemeDialog
from app.ui.dialogs.scheme_criteria import CODE, TITLE, VALUES
from app.ui.dialogs.scheme_panel import SchemesPanel
from app.ui.runner import Runner
from tests.schemes import BODY, draft_scheme, scheme_in_use

CONTROL = Qt.KeyboardModifier.ControlModifier


class PanelDesk:
    """The panel with its runner, and what a person does to it."""

    def __init__(self, register: Register, qtbot: QtBot) -> None:
        self.register, self.qtbot = register, qtbot
        self.runner = Runner(register)
        self.crashes: list[Exception] = []
        self.runner.crashed.connect(self.crashes.append)
        self.panel = SchemesPanel(self.runner)
        self.runner.changed.connect(lambda _: self.panel.refresh())
        qtbot.addWidget(self.panel)
        self.panel.resize(1000, 640)
        self.panel.show()
        self.refresh()

    def refresh(self) -> None:
        """Asks again."""
        self.panel.refresh()
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is under way."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.runner.working, timeout=20_000)
            QApplication.processEvents()

    @property
    def dialog(self) -> SchemeDialog:
        """The dialog in sight."""
        self.settle()
        found = self.panel.dialog
        assert isinstance(found, SchemeDialog)
        return found

    def type(self, name: str, text: str) -> None:
        """Types into a field, over what stands there."""
        field = self.dialog.form.field(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        # a line at a time: the test library knows no key for the end of a line
        first, *others = text.split("\n")
        self.qtbot.keyClicks(field, first)
        for other in others:
            self.qtbot.keyClick(field, Qt.Key.Key_Return)
            self.qtbot.keyClicks(field, other)
        self.settle()

    def cell(self, row: int, column: int, text: str) -> None:
        """Types into a cell of the criteria."""
        item = self.dialog.criteria.table.item(row, column)
        assert item is not None
        item.setText(text)
        self.settle()

    def save(self) -> None:
        """Ctrl+Enter."""
        self.qtbot.keyClick(self.dialog, Qt.Key.Key_Return, CONTROL)
        self.settle()

    @property
    def schemes(self) -> dict[str, Scheme]:
        """The schemes of the register by what they are called."""
        return {scheme.called: scheme for scheme in self.register.ask(reference).schemes}

    def choose(self, called: str) -> None:
        """Puts the scheme of a name in hand."""
        self.panel.grid.view.choose(self.schemes[called].id)
        self.settle()

    def told(self) -> str:
        """What the dialog says is wrong."""
        return self.dialog.form.summary.accessibleName()


@pytest.fixture
def desk(register: Register, qtbot: QtBot) -> Iterator[PanelDesk]:
    """The panel on a register with the trial scheme in use."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    scheme_in_use(register)
    made = PanelDesk(register, qtbot)
    yield made
    if made.panel.dialog is not None:
        made.panel.dialog.leave()
    made.settle()
    made.runner.close()
    assert made.crashes == []


def test_the_list_shows_state_and_label(desk: PanelDesk) -> None:
    assert "Trial 1" in desk.schemes
    texts = [
        [column.shown(row) for column in (*desk.panel.grid._own,)] for row in desk.panel.grid.model.all_rows
    ]
    assert ["Trial", "1", "In use", "4", "Local trial, not national"] in texts


def test_what_the_state_allows_is_offered(desk: PanelDesk) -> None:
    desk.choose("Trial 1")
    panel = desk.panel
    offered = {button.text() for button in panel.steps if button.isEnabled()}
    assert offered == {"New scheme", "Open", "Next edition", "Retire"}
    panel.next_button.click()
    desk.settle()
    desk.choose("Trial 2")
    offered = {button.text() for button in panel.steps if button.isEnabled()}
    assert offered == {"New scheme", "Open", "Next edition", "Put in use", "Remove draft"}
    panel.use_button.click()
    desk.settle()
    assert desk.schemes["Trial 1"].state is SchemeState.RETIRED
    assert desk.schemes["Trial 2"].state is SchemeState.IN_USE


def test_a_draft_is_changed_in_its_table(desk: PanelDesk) -> None:
    draft_scheme(desk.register, id="second", edition="2")
    desk.refresh()
    desk.choose("Trial 2")
    desk.panel.open_button.click()
    desk.cell(0, TITLE, "Harm to persons")
    desk.cell(0, VALUES, "1 Low; 5 Grave")
    assert desk.dialog.trial.text() == ("Tried: 2, Low   Lowest answers: 2, Low   Highest answers: 24, High")
    desk.type("bands", "2 Low\n12 High")
    desk.save()
    assert desk.panel.dialog is None
    body = desk.schemes["Trial 2"].read()
    assert (body.criteria[0].title, body.criteria[0].code) == ("Harm to persons", "people")
    assert [value.number for value in body.criteria[0].values] == [1, 5]
    assert [band.low for band in body.bands] == [2, 12]
    assert desk.schemes["Trial 1"].read() == BODY


def test_a_new_scheme_is_made_of_nothing(desk: PanelDesk) -> None:
    desk.panel.new()
    desk.type("name", "County lines")
    desk.type("label", "Local, not national")
    desk.dialog.criteria.add()
    desk.cell(0, 0, "Harm")
    desk.cell(0, TITLE, "Harm to people")
    assert "The formula is empty." in desk.dialog.trial.text()
    desk.type("formula", "harm_to_people * 2 +")
    assert "At character 20: the formula is not finished" in desk.dialog.trial.text()
    desk.type("formula", "harm_to_people * 2")
    assert desk.dialog.trial.text() == "Tried: 2   Lowest answers: 2   Highest answers: 6"
    desk.save()
    assert desk.schemes["County lines 1"].state is SchemeState.DRAFT
    assert desk.schemes["County lines 1"].read().criteria[0].code == "harm_to_people"


def test_what_cannot_be_read_is_said_at_its_field(desk: PanelDesk) -> None:
    draft_scheme(desk.register, id="second", edition="2")
    desk.refresh()
    desk.choose("Trial 2")
    desk.panel.open()
    desk.cell(0, VALUES, "Low; High")
    desk.save()
    assert "“Low” does not begin with a number" in desk.told()
    desk.cell(0, VALUES, "1 Low; 2 High")
    desk.type("bands", "some")
    desk.save()
    assert "Bands: “some” does not begin with a number" in desk.told()
    desk.type("bands", "")
    desk.type("edition", "1")
    desk.save()
    assert "There is a scheme called Trial 1 already." in desk.told()


def test_an_unfinished_draft_that_is_to_be_used_opens_with_what_it_lacks(desk: PanelDesk) -> None:
    draft_scheme(desk.register, SchemeBody(), id="second", edition="2")
    desk.refresh()
    desk.choose("Trial 2")
    desk.panel.use_button.click()
    desk.qtbot.waitUntil(lambda: desk.panel.dialog is not None)
    assert "Criteria: The scheme has no criteria yet." in desk.told()
    assert "Formula: The formula is empty." in desk.told()
    assert desk.schemes["Trial 2"].state is SchemeState.DRAFT


def test_rows_move_and_go(desk: PanelDesk) -> None:
    draft_scheme(desk.register, id="second", edition="2")
    desk.refresh()
    desk.choose("Trial 2")
    desk.panel.open()
    table = desk.dialog.criteria
    table.table.setCurrentCell(1, CODE)
    table.up_button.click()
    assert [line.code for line in table.lines()][:2] == ["money", "people"]
    table.down_button.click()
    table.remove_button.click()
    assert [line.code for line in table.lines()] == ["people", "intent", "confidence"]
    assert desk.dialog.touched()
    assert desk.panel.unsaved() == "what you typed under “Edit scheme”"


def test_one_in_use_is_looked_at_and_followed_by_its_next_edition(desk: PanelDesk) -> None:
    desk.choose("Trial 1")
    desk.panel.open()
    name = desk.dialog.form.field("name")
    assert isinstance(name, QLineEdit)
    assert name.isReadOnly()
    assert desk.dialog.filled.text() == "Make its next edition"
    desk.save()
    assert desk.schemes["Trial 2"].state is SchemeState.DRAFT


def test_every_control_has_a_name_and_it_fits_a_small_screen(desk: PanelDesk, qapp: QApplication) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    desk.panel.new()
    dialog = desk.dialog
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox) and widget.isVisibleTo(dialog):
            assert widget.accessibleName(), widget
    assert dialog.criteria.table.accessibleName() == "Criteria"
    room = dialog.screen().availableGeometry()
    assert dialog.height() <= room.height()
    assert dialog.width() <= 1280
    palette.apply(qapp, palette.LIGHT)


def test_a_draft_is_removed_and_undone(desk: PanelDesk) -> None:
    gone = draft_scheme(desk.register, id="second", edition="2")
    desk.refresh()
    desk.choose("Trial 2")
    desk.panel.remove_button.click()
    desk.settle()
    assert "Trial 2" not in desk.schemes
    desk.register.undo()
    assert replace(desk.schemes["Trial 2"], version=1) == gone
