"""The story's first half: a group arrives, is mapped with ROCTA, and is scored."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from app.domain.codes import MappingState
from app.reads.threats import grid
from app.ui.dialogs.assessment import AssessmentDialog
from app.ui.dialogs.assessment_compare import CompareDialog
from app.ui.dialogs.moderate import ModerateDialog
from app.ui.dialogs.nominal import NominalDialog
from app.ui.dialogs.score import OFFICIAL, ScoreDialog, ScoringDialog
from app.ui.dialogs.submission import SubmissionDialog
from app.ui.dialogs.submission_step import StepDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.pages.card_mapping import MappingPart
from app.ui.pages.card_nominals import NominalsPart
from app.ui.pages.card_scores import ScoresPart
from app.ui.pages.submissions import SubmissionsPage
from app.ui.pages.threats import ThreatsPage
from tests.real_window import filling
from tests.real_window.story_desk import StoryDesk

REFERENCE, NAME = "AS/2026/0207", "Saltings crew"
LOCAL = "Local example, not the national model"
UNDER = "LIVE, not ratified"

FIRST_ANSWERS = {
    "neighbourhood": "Avonmere East team",
    "criminality": "Supply of class A drugs by lorry from the docks to three towns.",
}
REST = {
    "summary": "About nine people around two haulage yards. They move drugs in returning lorries.",
    "harm": "Two overdoses in August are put down to the line.",
    "victims": "None known.",
    "firearms": "Suspected: one report, not confirmed.",
    "finance": "Cash through a car wash; two houses without a mortgage.",
    "activity": "Operation Marram is live; warrants are planned for November.",
    "gaps": "Who pays for the lorries.",
    "owner": "DI Rowan Teal as SIO, Sgt Ellis Marsh as LRO.",
}
ONE = {
    "victims": 4,
    "community": 6,
    "money": 4,
    "intent": 3,
    "means": 3,
    "gap": 5,
    "concern": 5,
    "confidence": 2,
}
TWO = ONE | {"victims": 7, "means": 2, "confidence": 3}
SETTLED = ONE | {"victims": 7, "means": 3, "confidence": 2}


def arrives(desk: StoryDesk) -> None:
    """A new group, with an operation under way and one nominal."""
    desk.on(date(2026, 9, 1))
    page = desk.go(ThreatsPage, "threats")
    desk.press(page.grid.view, Qt.Key.Key_N)
    desk.asked(ThreatDialog)
    desk.fill(
        reference=REFERENCE, name=NAME, operation="Marram", live_operation="Live",
        primary_theme="Illegal drugs", secondary_themes=["Illegal firearms"], home_force="Avon and Somerset",
        other_forces=["Wiltshire"], area="Avonmere docks and two yards", tier="Regional",
        niche_ref="NIC-26-04417",
    )  # fmt: skip
    desk.picture("new-threat")
    desk.save()
    rows = [row for row in desk.register.ask(grid, date(2026, 9, 1)) if row.reference == REFERENCE]
    desk.holds(len(rows) == 1 and rows[0].name == NAME, "one threat of that reference")
    desk.threat = rows[0].id
    desk.sees(REFERENCE, within=page)
    desk.tab(NominalsPart)
    desk.click(desk.window, "Add a nominal")
    desk.asked(NominalDialog)
    desk.fill(reference="NOM-204411", role="Principal", since="15/8/2026")
    desk.save()
    desk.holds([n.reference for n in desk.card.nominals] == ["NOM-204411"], "one nominal")
    desk.sees("NOM-204411", "15 Aug 2026", "1 principal", UNDER)
    desk.picture("arrived")


def is_drafted_and_submitted(desk: StoryDesk) -> None:
    """The submission, whose completeness grows while typing; not sent before it is complete."""
    desk.on(date(2026, 9, 3))
    desk.tab(MappingPart)
    desk.click(desk.window, "New submission")
    form = desk.asked(SubmissionDialog)
    before = form.complete.text()
    desk.fill(proposer="DI Rowan Teal", **_fields(form, FIRST_ANSWERS))
    halfway = form.complete.text()
    desk.holds(before != halfway and halfway.startswith("8 of 16"), f"more complete while typing: {halfway}")
    desk.picture("drafting")
    desk.save()
    desk.holds(desk.card.submissions[-1].state is MappingState.DRAFT, "a draft")
    desk.click(desk.window, "Submit to ROCTA")
    desk.asked(StepDialog)
    desk.holds("8 of 16" in desk.refused(), "not sent while it is not complete")
    desk.dialog.leave()
    desk.click(desk.window, "Open S")
    form = desk.asked(SubmissionDialog)
    desk.fill(**_fields(form, REST))
    desk.holds(form.complete.text() == "16 of 16; nothing is missing", form.complete.text())
    desk.save()
    desk.click(desk.window, "Submit to ROCTA")
    desk.asked(StepDialog)
    desk.save()
    desk.holds(desk.card.threat.mapping is MappingState.SUBMITTED, "submitted")
    page = _submissions(desk)
    desk.sees("Submitted", "16 of 16", NAME, within=page)
    desk.picture("submitted")


def is_returned(desk: StoryDesk) -> None:
    """ROCTA wants more evidence of harm."""
    desk.on(date(2026, 9, 10))
    page = _submissions(desk)
    desk.press(page.grid.view, Qt.Key.Key_B)
    desk.asked(StepDialog)
    desk.fill(
        return_reason="Harm not evidenced", reason="Name the reports that tie the overdoses to the line."
    )
    desk.picture("returning")
    desk.save()
    step = desk.card.mapping[-1]
    desk.holds(step.state is MappingState.RETURNED and step.reason.startswith("Name the"), "returned")
    desk.tab(MappingPart)
    desk.sees("Harm not evidenced: Name the reports", "returned since 10 Sep 2026")
    desk.picture("returned")


def is_submitted_again_and_ratified(desk: StoryDesk) -> None:
    """The answer is put right, sent again, and ratified by another person than proposed it."""
    desk.on(date(2026, 9, 15))
    page = _submissions(desk)
    desk.press(page.grid.view, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    form = desk.asked(SubmissionDialog)
    desk.sees("Returned: Harm not evidenced", within=form)
    desk.fill(
        **_fields(
            form, {"harm": "Overdoses of 9 and 21 August, Niche 26-3301 and 26-3388, both on the line."}
        )
    )
    desk.save()
    desk.press(page.grid.view, Qt.Key.Key_M)
    desk.asked(StepDialog)
    desk.save()
    desk.holds(desk.card.threat.mapping is MappingState.RESUBMITTED, "resubmitted")
    desk.sees("Resubmitted", within=page)
    desk.picture("resubmitted")
    desk.on(date(2026, 9, 22))
    page = _submissions(desk)
    desk.press(page.grid.view, Qt.Key.Key_R)
    desk.asked(StepDialog)
    desk.fill(ratified_by="DI Rowan Teal")
    desk.holds(desk.refused(), "not ratified by who proposed it")
    desk.picture("own-ratifier")
    desk.fill(ratified_by="Sam Orrin, ROCTA")
    desk.save()
    held = desk.card
    desk.holds(held.threat.mapping is MappingState.RATIFIED, "ratified")
    desk.holds(held.submissions[-1].ratified_by == "Sam Orrin, ROCTA", "by another person")
    desk.tab(MappingPart)
    desk.sees("14 days with ROCTA, 5 days with the force", "Sam Orrin, ROCTA")
    desk.sees_no(UNDER)
    desk.picture("ratified")


def is_scored_twice_and_moderated(desk: StoryDesk) -> None:
    """Two assessors by the local example, side by side, and a third who settles them."""
    desk.on(date(2026, 9, 24))
    tab = desk.tab(ScoresPart)
    for who, answers in (("Pat Lane", ONE), ("Robin Vale", TWO)):
        desk.click(tab, "Record an assessment")
        dialog = desk.asked(AssessmentDialog)
        desk.sees(LOCAL, within=dialog)
        _answer(desk, dialog, answers)
        desk.fill(assessor=who, rationale="From the submission and the reports it names.")
        if answers is ONE:
            desk.picture("assessment")
        desk.save()
    desk.holds(
        [a.total for a in desk.card.assessments] == [94, 95], str([a.total for a in desk.card.assessments])
    )
    desk.holds(not desk.card.scores, "no score before the moderator")
    desk.sees("Assessments by Pat Lane and Robin Vale wait for a moderator.")
    desk.picture("side-by-side")
    desk.click(tab, "Compare two")
    desk.sees("Pat Lane", within=desk.asked(CompareDialog))
    desk.picture("compared")
    desk.save()
    desk.on(date(2026, 9, 25))
    tab = desk.tab(ScoresPart)
    desk.click(tab, "Moderate")
    dialog = desk.asked(ModerateDialog)
    desk.fill(moderator="Pat Lane", rationale="The overdoses are grave; means stand as Lane saw them.")
    _answer(desk, dialog, SETTLED)
    desk.holds("made one of the assessments" in desk.refused(), "no moderator of one's own")
    desk.fill(moderator="Kit Alder")
    desk.picture("moderating")
    desk.save()
    score = desk.card.scores[-1]
    desk.holds((score.moderator, score.assessor) == ("Kit Alder", "Pat Lane and Robin Vale"), "moderated")
    desk.holds(all(one.settled == score.id for one in desk.card.assessments), "both settled")
    desk.sees("Kit Alder", LOCAL)
    desk.picture("moderated")


def has_the_official_total(desk: StoryDesk) -> None:
    """The total of the official tool, by its reference."""
    desk.on(date(2026, 9, 28))
    enter_official(desk, "412", "MOR-2026-0311", "High")
    score = desk.card.scores[-1]
    desk.holds(
        (score.total, score.reference, score.scheme_id) == (412, "MOR-2026-0311", None), "official total"
    )
    desk.sees("412", "MOR-2026-0311", "MoRiLE 2020")
    desk.picture("official-total")


def enter_official(desk: StoryDesk, total: str, reference: str, confidence: str) -> None:
    """A score of the official tool, entered on the tab of scores."""
    tab = desk.tab(ScoresPart)
    desk.click(tab, "Enter a score")
    desk.asked(ScoreDialog)
    desk.fill(way=OFFICIAL)
    desk.fill(
        total=total, reference=reference, scheme="MoRiLE 2020", scheme_version="", assessor="Pat Lane",
        confidence=confidence, rationale="As assessed in the official tool.",
    )  # fmt: skip
    desk.save()


def _fields(form: SubmissionDialog, said: dict[str, str]) -> dict[str, str]:
    return {f"{form.prefix}{code}": words for code, words in said.items()}


def _answer(desk: StoryDesk, dialog: ScoringDialog, answers: dict[str, int]) -> None:  # type: ignore[type-arg]
    for code, number in answers.items():
        filling.put(dialog.answers.choices[code], f"{number}  ", code)
    desk.settle()


def _submissions(desk: StoryDesk) -> SubmissionsPage:
    """The list, with the story's submission in hand."""
    one = desk.card.submissions[-1]
    return desk.go(SubmissionsPage, "submissions", id=one.id)
