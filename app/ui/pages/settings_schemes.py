"""The schemes for scoring, in the panel that edits them."""

from __future__ import annotations

from app.reads.reference import Lists
from app.ui.pages.settings_section import Section
from app.ui.runner import Runner


class SchemesSection(Section):
    """The local schemes and their editions."""

    title = "Scoring schemes"

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        from app.ui.dialogs.scheme_panel import SchemesPanel

        self.panel = SchemesPanel(runner)
        self.column.addWidget(self.panel, 1)
        self.setFocusProxy(self.panel)

    def show_lists(self, lists: Lists) -> None:
        """Asks for the schemes as they stand."""
        super().show_lists(lists)
        self.panel.refresh()

    def unsaved(self) -> str | None:
        """What stands in the panel's dialog."""
        self.dialog = self.panel.dialog
        return super().unsaved()
