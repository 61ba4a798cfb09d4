"""The columns of each data sheet (excel.md §4): title, kind, width in characters, wrapped, printed."""

from __future__ import annotations

from app.packs.model import Column, ColumnKind

TEXT, DATE, DAYS = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.DAYS
NUMBER, SCORE, CHANGE, RAG = ColumnKind.NUMBER, ColumnKind.SCORE, ColumnKind.CHANGE, ColumnKind.RAG


def text(title: str, width: int, *, wrap: bool = False, prints: bool = True) -> Column:
    """A column of words."""
    return Column(title, TEXT, width, wrap, prints)


def col(title: str, kind: ColumnKind, width: int, *, prints: bool = True) -> Column:
    """A column of dates, numbers or RAG words."""
    return Column(title, kind, width, False, prints)


MARKING = text("Marking", 44, prints=False)
HANDLING = (text("Handling", 9, prints=False), text("Conditions", 30, wrap=True, prints=False))
"""The code of 3x5x2 and, for C, its conditions: they go with the row wherever it is copied."""

AGENDA = (
    text("Item", 7), text("Title", 52, wrap=True), text("Led by", 18), col("Starts", ColumnKind.TIME, 9),
    col("Minutes", NUMBER, 9), col("Decisions", NUMBER, 10), MARKING,
)  # fmt: skip

DECISIONS = (
    text("Item", 8), text("Decision wanted", 60, wrap=True), text("Threat", 15), text("Request", 10),
    text("Recommended", 18), text("Outcome", 18), text("Rationale", 40, wrap=True), MARKING,
)  # fmt: skip

ACTION_LOG = (
    text("No.", 10), text("Action", 44, wrap=True), text("Owner", 24), col("Set on", DATE, 11),
    text("Set at item", 8), col("First due", DATE, 11), col("Now due", DATE, 11),
    col("Times re-dated", NUMBER, 8), col("Times carried", NUMBER, 8), col("Days overdue", DAYS, 8),
    text("State", 11), col("RAG", RAG, 8), text("RAG reason", 20), text("Threat", 15, prints=False),
    text("Re-dating history", 46, wrap=True, prints=False), col("Closed on", DATE, 11, prints=False),
    text("Outcome", 40, wrap=True, prints=False), MARKING,
)  # fmt: skip

THREATS = (
    text("Reference", 16), text("Name", 28, wrap=True), text("Operation", 14, wrap=True),
    text("Kind", 12, wrap=True), text("Home force", 18), text("Primary theme", 22, wrap=True),
    text("Status", 10), text("Tier", 10), text("SIO", 20, wrap=True), text("LRO", 20, wrap=True),
    col("Score", SCORE, 8), col("Score date", DATE, 11), col("Next review", DATE, 11),
    text("Other forces", 28, wrap=True, prints=False), text("Secondary themes", 34, wrap=True, prints=False),
    col("Score change", CHANGE, 9, prints=False), text("Band", 11, prints=False),
    col("SIO since", DATE, 11, prints=False), col("LRO since", DATE, 11, prints=False),
    text("LRO organisation", 24, prints=False), text("Mapping", 14, prints=False),
    col("Mapping since", DATE, 11, prints=False), col("Nominals", NUMBER, 9, prints=False),
    text("Niche reference", 18, prints=False),
    text("APMIS reference", 18, prints=False), col("Open actions", NUMBER, 9, prints=False),
    col("Overdue", NUMBER, 9, prints=False), col("Disruptions, 12 months", NUMBER, 11, prints=False),
    col("Exceptions", NUMBER, 10, prints=False), text("Tags", 24, wrap=True, prints=False),
    text("Local policing link", 26, wrap=True, prints=False),
    text("Local profile", 26, wrap=True, prints=False), col("Vulnerable victims", NUMBER, 11, prints=False),
    col("People at risk", NUMBER, 9, prints=False),
    text("Summary", 70, wrap=True, prints=False), MARKING,
)  # fmt: skip

ACTIONS = (
    text("Action", 11), text("Threat", 15), text("Strand", 10), text("Title", 46, wrap=True),
    text("Owner", 24, wrap=True), col("Set on", DATE, 11), col("Due", DATE, 11), text("State", 11),
    col("RAG", RAG, 8), text("RAG reason", 20), text("Outcome", 33, wrap=True),
    text("Threat name", 32, wrap=True, prints=False), text("Owner organisation", 24, prints=False),
    col("First due", DATE, 11, prints=False), col("Times re-dated", NUMBER, 9, prints=False),
    text("Change", 10, prints=False), *HANDLING, MARKING,
)  # fmt: skip

LEADS = (
    text("Officer", 24), text("Organisation", 20), text("Role", 7), text("Threat", 15),
    text("Threat name", 28, wrap=True), col("From", DATE, 11), col("Until", DATE, 11),
    col("LRO trained on", DATE, 11), col("Groups led", NUMBER, 8), col("Open", NUMBER, 7),
    col("Overdue", NUMBER, 8), MARKING,
)  # fmt: skip

UPDATES = (
    text("Threat", 15), text("Threat name", 28, wrap=True), col("Date", DATE, 11), text("By", 20),
    text("Strand", 10), text("Update", 80, wrap=True), text("Handling", 9), HANDLING[1], MARKING,
)  # fmt: skip

EXCEPTIONS = (
    text("Check", 7), text("What was found", 34, wrap=True), text("Behind it", 24, wrap=True),
    text("Weight", 8), text("Threat", 15), text("Threat name", 28, wrap=True), text("Home force", 18),
    text("Detail", 40, wrap=True), MARKING,
)  # fmt: skip
