"""The region's lists, thresholds, schemes and custom fields."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.reads.reference import Lists, lists
from app.ui.page import Page, Place, head
from app.ui.pages.settings_agenda import (
    AgendaSection,
    CapabilitiesAgendaSection,
    PerformanceAgendaSection,
    SubmissionFieldsSection,
)
from app.ui.pages.settings_bands import BandsSection
from app.ui.pages.settings_custom import CustomFieldsSection
from app.ui.pages.settings_marking import MarkingSection
from app.ui.pages.settings_partner import PartnerFieldsSection
from app.ui.pages.settings_region import RegionSection
from app.ui.pages.settings_schemes import SchemesSection
from app.ui.pages.settings_section import FormSection, Section
from app.ui.pages.settings_thresholds import ThresholdsSection
from app.ui.pages.settings_values import (
    CapabilitiesSection,
    ForcesSection,
    OrderTypesSection,
    PartnersSection,
    ReasonsSection,
    ThemesSection,
)
from app.ui.palette import px
from app.ui.parts import line
from app.ui.runner import Runner

SECTIONS: dict[str, type[Section]] = {
    "region": RegionSection,
    "marking": MarkingSection,
    "thresholds": ThresholdsSection,
    "bands": BandsSection,
    "agenda": AgendaSection,
    "capabilities_agenda": CapabilitiesAgendaSection,
    "performance_agenda": PerformanceAgendaSection,
    "forces": ForcesSection,
    "themes": ThemesSection,
    "capabilities": CapabilitiesSection,
    "order_types": OrderTypesSection,
    "partners": PartnersSection,
    "partner_fields": PartnerFieldsSection,
    "reasons": ReasonsSection,
    "submission_fields": SubmissionFieldsSection,
    "schemes": SchemesSection,
    "custom_fields": CustomFieldsSection,
}
"""The sections in their order, by the name that a link uses."""


class SettingsPage(Page):
    """Sections at the left, the one in hand beside them; each is built when it is first looked at."""

    title: ClassVar[str] = "Settings"
    icon: ClassVar[str] = "settings"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.lists: Lists | None = None
        self.sections: dict[str, Section] = {}
        self._kept: dict[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = "read-only" if runner.reads_only else "every change can be undone"
        column.addWidget(head(self.title, said))
        column.addWidget(line())
        row = QHBoxLayout()
        row.setSpacing(0)
        self.names = QListWidget()
        self.names.setAccessibleName("Sections of the settings")
        self.names.setFixedWidth(px(196))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setStyleSheet(f"QListWidget::item {{ padding: {px(5)}px {px(16)}px; }}")
        self.names.addItems([section.title for section in SECTIONS.values()])
        self.stack = QStackedWidget()
        row.addWidget(self.names)
        row.addWidget(line(vertical=True))
        row.addWidget(self.stack, 1)
        column.addLayout(row, 1)
        self.names.setCurrentRow(0)
        self.names.currentRowChanged.connect(lambda _: self._show())
        self.names.itemActivated.connect(lambda _: self.section().setFocus())
        self.setFocusProxy(self.names)

    def section(self) -> Section:
        """The section in hand."""
        return self._section(list(SECTIONS)[max(self.names.currentRow(), 0)])

    def _section(self, code: str) -> Section:
        if code not in self.sections:
            made = self.sections[code] = SECTIONS[code](self.runner)
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
            scroll.setWidget(made)
            self.stack.addWidget(scroll)
        return self.sections[code]

    def _show(self) -> None:
        section = self.section()
        holder = section.parentWidget()
        while holder is not None and self.stack.indexOf(holder) < 0:
            holder = holder.parentWidget()
        assert holder is not None
        self.stack.setCurrentWidget(holder)
        if self.lists is not None:
            section.show_lists(self.lists)

    # the frame

    def shown(self, place: Place) -> None:
        """Shows the section that a link asked for."""
        wanted = (place.filter or {}).get("section")
        if wanted in SECTIONS:
            self.names.setCurrentRow(list(SECTIONS).index(wanted))
        self._show()
        self._ask()
        self.names.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; what was typed stays."""
        self._ask()

    def parts(self) -> list[QWidget]:
        """The sections, then the one in hand."""
        return [self.names, self.section()]

    def unsaved(self) -> str | None:
        """What stands in a section or a dialog and nowhere else."""
        return next((said for section in self.sections.values() if (said := section.unsaved())), None)

    def in_fields(self) -> tuple[str, dict[str, Any]] | None:
        """What was typed in each section, and what waits to be put back."""
        standing = {code: fields for code, made in self.sections.items() if (fields := made.in_fields())}
        found = {**self._kept, **standing}
        return ("", found) if found else None

    def put_back(self, object: str, values: dict[str, Any]) -> None:
        """Puts it back once what is in force is known, and goes to the first section of it."""
        for code, fields in values.items():
            section = self._section(code)
            # another version of the program may have had other fields
            if not isinstance(section, FormSection) or not set(fields) <= set(section.form.names()):
                raise KeyError(code)
        self._kept = values
        self.names.setCurrentRow(list(SECTIONS).index(next(iter(values))))
        if self.lists is not None:
            self._load(self.lists)

    def _ask(self) -> None:
        self.runner.ask(lists, then=self._load, key="settings")

    def _load(self, answer: Lists) -> None:
        self.lists = answer
        kept, self._kept = self._kept, {}
        for code, fields in kept.items():
            self._section(code).show_lists(answer)
            self._section(code).type_again(fields)
        self.section().show_lists(answer)
