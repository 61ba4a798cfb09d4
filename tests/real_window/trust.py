"""The story of trust: three people, a lock, a disposal by two, the log, and a register brought back.

On the clock of the day: passphrases, backups and the unlock window are the program's own, as a user has them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.domain.codes import Role
from app.ui.dialogs.action import ActionDialog
from app.ui.dialogs.person import PersonDialog
from app.ui.pages.card import CardPage
from app.ui.pages.people import PeoplePage
from app.ui.pages.threats import ThreatsPage
from tests.real_window import filling, trust_after
from tests.real_window.story_desk import Broken
from tests.real_window.trust_desk import ASH, DREW, ROBIN, TrustDesk

if TYPE_CHECKING:
    from tests.real_window.__main__ import Look

KEPT, GOING = "AS/2026/0131", "WL/2026/0007"
TYPED = "Watch the third lock-up on Quarrel Lane"


def tell(app: QApplication, look: Look, place: Path, pictures: Path) -> list[str]:
    """The story in one look; its mistakes."""
    desk = TrustDesk(app, look, place, pictures)
    for step in STEPS:
        try:
            step(desk)
        except Exception as broken:
            desk.mistakes.append(f"{look.name}: {step.__name__}: {broken!r}")
            app.primaryScreen().grabWindow(0).save(str(pictures / f"trust-broken-{look.name}.png"))
            break
    return desk.end()


def is_created(desk: TrustDesk) -> None:
    """The region South West, a name, a folder, a passphrase typed twice."""
    desk.first.choose(1)
    made = desk.first.creating
    desk.until(lambda: made.region.count() > 0, "the regions")
    filling.put(made.region, "South West", "the first window")
    desk.type(made.person, DREW)
    made.where.box.setEditText(str(desk.place))
    desk.type(made.first.line, desk.passphrases[DREW])
    desk.type(made.again.line, "something quite different")
    desk.click(made, "Create")
    desk.sees("The two passphrases are not the same", within=made)
    desk.picture("create-refused")
    desk.type(made.again.line, desk.passphrases[DREW])
    desk.click(made, "Create")
    desk.until(desk.first.recovery.isVisible, "the recovery key")


def has_its_recovery_key(desk: TrustDesk) -> None:
    """Nothing goes on before it is written down; its sheet is saved."""
    shown = desk.first.recovery
    desk.holds(not shown.filled.isEnabled(), "the button waits for the tick")
    with desk.folder_is(desk.saved):
        desk.click(shown, "Save the sheet")
    desk.until(lambda: list(desk.saved.glob("*.pdf")), "the sheet")
    shown.written.click()
    desk.picture("recovery-key")
    desk.click(shown, "Open the register")
    desk.until(lambda: desk.desk.window is not None, "the register")
    desk.holds(desk.register.alone, "one person opens it")


def has_three_people(desk: TrustDesk) -> None:
    """An approver and an auditor are added; what one person did alone is no longer hers."""
    page = desk.go_by_name("People and keys")
    assert isinstance(page, PeoplePage)
    desk.sees("One person opens this register")
    desk.picture("people-alone")
    for name, role in ((ROBIN, Role.APPROVER), (ASH, Role.AUDITOR)):
        desk.click(page, "Add person")
        dialog = desk.asked(PersonDialog)
        desk.type(dialog.name, name)
        dialog.roles.boxes[Role.READER].click()
        dialog.roles.boxes[role].click()
        desk.type(dialog.first.line, desk.passphrases[name])
        desk.type(dialog.again.line, desk.passphrases[name])
        desk.picture(f"person-{role.value}")
        desk.dialog_save()
    desk.until(lambda: len(page.people) == 3, "three people")
    desk.sees(ROBIN, ASH, "Drew Quill: roles that one person should not hold together")
    desk.holds("Log" not in desk.offered(), "the log is the auditor's now")
    desk.picture("people")


def has_threats(desk: TrustDesk) -> None:
    """Two, one of which is not to stay."""
    page = desk.go_by_name("OCGs and threats")
    assert isinstance(page, ThreatsPage)
    for reference, name in ((KEPT, "Kingsmere ring"), (GOING, "Harrow Tor group")):
        desk.click(page, "New threat" if reference == GOING else "Add the first threat")
        desk.fill(reference=reference, name=name, home_force="Avon and Somerset")
        desk.dialog_save()
    desk.sees(KEPT, GOING)


def locks_itself(desk: TrustDesk) -> None:
    """An action is half typed when nobody is there any more: the desk is blank, and the key is gone."""
    page = desk.opened.page()
    assert isinstance(page, ThreatsPage)
    row = next(row for row in page.grid.model.all_rows if row.reference == KEPT)
    desk.threat = row.id
    card = desk.go(CardPage, "card", id=row.id)
    desk.click(card, "Add action")
    dialog = desk.asked(ActionDialog)
    filling.put(dialog.title, TYPED)
    filling.put(dialog.due, "31/12")
    desk.picture("half-typed")
    held = desk.register
    desk.goes_idle()
    seen = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    desk.holds(seen == [desk.desk.shell], "nothing but the first window is in sight")
    desk.holds(held.closed if hasattr(held, "closed") else True, "the register is closed")
    desk.until(desk.first.opening.who.isVisible, "the names")
    desk.picture("locked")


def opens_to_the_second(desk: TrustDesk) -> None:
    """Robin chooses his name; what an approver may not do is not there, nor is what Drew was writing."""
    desk.says_who(ROBIN)
    desk.picture("who")
    desk.unlocks(ROBIN)
    offered = desk.offered()
    absent = ("People and keys", "Backups", "Import", "Log")
    desk.holds(not set(absent) & set(offered), f"{absent} are not in the navigation: {offered}")
    desk.holds("Review and disposal" in offered, "a disposal can be confirmed")
    desk.holds(not desk.opened.drafts.isVisible(), "somebody else's draft is not offered")
    page = desk.go_by_name("OCGs and threats")
    for words in ("New threat", "Import a tracker"):
        try:
            desk.click(page, words)
        except Broken:
            continue
        raise Broken(f"{words} is offered to an approver")
    desk.picture("approver")
    desk.locks()


def offers_the_draft(desk: TrustDesk) -> None:
    """Drew is offered what she was writing, finds it as she typed it, and saves it."""
    desk.unlocks(DREW)
    desk.until(desk.opened.drafts.isVisible, "the draft")
    desk.sees("you were writing under “Add an action”", within=desk.opened.drafts)
    desk.picture("draft-offered")
    desk.click(desk.opened.drafts, "Go on with it")
    dialog = desk.asked(ActionDialog)
    desk.holds(dialog.title.text() == TYPED, f"as typed: {dialog.title.text()}")
    desk.holds(dialog.due.line.text() == "31/12", f"as typed: {dialog.due.line.text()}")
    desk.picture("draft-again")
    due = datetime.now(UTC).date() + timedelta(days=30)
    filling.put(dialog.due, f"{due:%d/%m/%Y}")
    desk.dialog_save()
    desk.settle()
    desk.sees(TYPED)
    desk.holds(desk.register.drafts() == (), "nothing is kept that was saved")
    desk.holds(not desk.opened.drafts.isVisible(), "nothing more is offered")


STEPS = (
    is_created,
    has_its_recovery_key,
    has_three_people,
    has_threats,
    locks_itself,
    opens_to_the_second,
    offers_the_draft,
    *trust_after.STEPS,
)
