"""The second half of the story of trust: backups, a disposal by two, the log, new keys, a damaged file."""

from __future__ import annotations

from app.ui.dialogs.disposal import ConfirmDialog, LeftDialog, ProposeDialog
from app.ui.dialogs.log import CheckLog, ExportLog
from app.ui.dialogs.person_keys import PassphraseDialog, RecoveryDialog
from app.ui.dialogs.retention import ReviewDialog
from app.ui.pages.backups import BackupsPage
from app.ui.pages.log import LogPage
from app.ui.pages.people import PeoplePage
from app.ui.pages.retention import RetentionPage
from app.ui.recovery import RecoverPane
from tests.real_window import filling
from tests.real_window.story_desk import Broken
from tests.real_window.trust_desk import ASH, DREW, ROBIN, TrustDesk

GOING = "WL/2026/0007"


def is_backed_up(desk: TrustDesk) -> None:
    """One beside the register, then one that a second folder takes too."""
    page = _backs_up(desk)
    before = len(page.grid.model.all_rows)
    with desk.folder_is(desk.second):
        desk.click(page, "Choose a second folder")
    desk.sees(f"Each backup is also copied to {desk.second}")
    desk.picture("backups")
    desk.click(page, "Back up now")
    desk.until(lambda: len(page.grid.model.all_rows) >= before + 2, "the copy in the second folder")
    desk.sees("second folder", "Backed up, opened again and counted")
    desk.holds(any(desk.second.rglob("register.db")), "the second folder has it")
    desk.picture("backups-second")


def _backs_up(desk: TrustDesk) -> BackupsPage:
    page = desk.go_by_name("Backups")
    assert isinstance(page, BackupsPage)
    before = len(page.grid.model.all_rows)
    desk.click(page, "Back up now")
    desk.until(lambda: page.told.isVisible() and len(page.grid.model.all_rows) > before, "the backup")
    desk.holds(not page.refused.isVisible(), f"no refusal: {page.refused.words.text()}")
    return page


def is_reviewed_and_proposed(desk: TrustDesk) -> None:
    """The review decides it; Drew proposes the disposal, and may not confirm it herself."""
    page = desk.go_by_name("Review and disposal")
    assert isinstance(page, RetentionPage)
    desk.picture("review-due")
    desk.view(page.tabs, "All records")
    desk.until(lambda: page.grid.model.all_rows, "the records")
    page.grid.view.choose(next(row.id for row in page.grid.model.all_rows if row.reference == GOING))
    desk.picture("review-records")
    desk.click(page, "Review")
    desk.asked(ReviewDialog)
    desk.fill(mopi_group="Group 4", decision="Dispose", rationale="No policing purpose is left.")
    desk.picture("review")
    desk.dialog_save()
    desk.view(page.tabs, "To dispose of")
    desk.until(lambda: page.grid.view.model().rowCount() == 1, "what is to go")
    page.grid.view.setCurrentIndex(page.grid.view.model().index(0, 0))
    desk.click(page, "Propose disposal")
    desk.asked(ProposeDialog)
    desk.fill(reason="No policing purpose left", authority="DSU R Vale")
    desk.picture("propose")
    desk.dialog_save()
    desk.view(page.tabs, "Disposals")
    desk.until(lambda: page.grid.view.model().rowCount() == 1, "the proposal")
    desk.sees("proposed", DREW)
    desk.picture("proposed")
    desk.locks()


def is_disposed_of_by_another(desk: TrustDesk) -> None:
    """Robin types the reference of what goes, and is told where it still is."""
    desk.unlocks(ROBIN)
    page = desk.go_by_name("Review and disposal")
    assert isinstance(page, RetentionPage)
    desk.view(page.tabs, "Disposals")
    desk.until(lambda: page.grid.view.model().rowCount() == 1, "the proposal")
    page.grid.view.setCurrentIndex(page.grid.view.model().index(0, 0))
    desk.click(page, "Confirm")
    asked = desk.asked(ConfirmDialog)
    desk.until(lambda: "What goes" in asked.counted.text(), "what goes")
    filling.put(asked.typed, "AS/2026/0131")
    filling.save(asked)
    desk.settle()
    desk.holds(asked.isVisible(), "another reference confirms nothing")
    filling.put(asked.typed, GOING)
    desk.picture("confirm")
    filling.save(asked)
    desk.until(lambda: any(d.isVisible() for d in desk.opened.findChildren(LeftDialog)), "where it still is")
    left = desk.asked(LeftDialog)
    desk.sees("No issue names it.", "Backups made before it", within=left)
    desk.picture("where-it-still-is")
    desk.click(left, "Close")
    desk.sees("done", ROBIN)
    desk.picture("disposed")
    desk.locks()


def is_looked_through(desk: TrustDesk) -> None:
    """Ash, who sees no record, filters the log, checks it, and lets it leave for the Commissioner."""
    desk.unlocks(ASH)
    desk.holds(desk.offered() == ["Log"], f"an auditor is offered the log alone: {desk.offered()}")
    page = desk.opened.page()
    assert isinstance(page, LogPage)
    desk.until(lambda: page.rows, "the log")
    desk.picture("log")
    filling.put(page.person, ROBIN)
    filling.put(page.class_, "Erasure")
    desk.click(page, "Show")
    desk.holds(page.rows, "what Robin erased")
    desk.holds({(row.actor, row.class_) for row in page.rows} == {(ROBIN, "erasure")}, "only that")
    page.grid.view.setCurrentIndex(page.grid.view.model().index(0, 0))
    desk.picture("log-filtered")
    desk.click(page, "Check…")
    asked = desk.asked(CheckLog)
    filling.save(asked)
    desk.until(lambda: "All agree" in asked.told.text(), f"a sound log: {asked.told.text()}")
    desk.picture("log-checked")
    desk.click(asked, "Close")
    desk.click(page, "Export…")
    desk.asked(ExportLog)
    desk.fill(recipient="The Information Commissioner", reason="Requested under section 62")
    filling.save(desk.dialog)
    desk.settle()
    desk.save_in(desk.saved)
    out = desk.asked(ExportLog)
    desk.until(lambda: "Saved and logged" in out.told.text(), "the export")
    desk.holds(list(desk.saved.glob("*.csv")), "the table was written")
    desk.picture("log-exported")
    desk.click(out, "Close")
    filling.put(page.person, "Everybody")
    filling.put(page.class_, "Disclosure")
    desk.click(page, "Show")
    desk.holds(any(row.actor == ASH for row in page.rows), "the export is in the log itself")
    desk.locks()


def has_new_keys(desk: TrustDesk) -> None:
    """Another passphrase, with which alone it opens; another recovery key on its sheet; a backup."""
    desk.unlocks(DREW)
    page = desk.go_by_name("People and keys")
    assert isinstance(page, PeoplePage)
    desk.click(page, "Change my passphrase")
    asked = desk.asked(PassphraseDialog)
    desk.type(asked.present.line, desk.passphrases[DREW])
    for field in (asked.first, asked.again):
        desk.type(field.line, "pepper orchard window")
    desk.picture("passphrase")
    desk.dialog_save()
    desk.click(page, "New recovery key")
    issued = desk.asked(RecoveryDialog)
    desk.click(issued, "Issue a new recovery key")
    desk.until(lambda: issued.printed, "the key")
    with desk.folder_is(desk.second):
        desk.click(issued, "Save the sheet")
    desk.until(lambda: list(desk.second.glob("*.pdf")), "the sheet")
    issued.written.click()
    desk.picture("recovery-sheet")
    desk.click(issued, "Close")
    desk.sees("The recovery key was issued on")
    _backs_up(desk)
    desk.locks()
    desk.says_who(DREW)
    desk.click(desk.pane, "Unlock")
    desk.until(desk.pane.refusal.isVisible, "the refusal")
    desk.picture("wrong-passphrase")
    desk.passphrases[DREW] = "pepper orchard window"


def is_brought_back(desk: TrustDesk) -> None:
    """The file is damaged on the disk: the recovery page offers the newest whole backup, which comes back."""
    file = desk.path / "register.db"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    for beside in desk.path.glob("register.db-*"):
        beside.unlink()
    desk.says_who(DREW)
    desk.click(desk.pane, "Unlock")
    desk.until(lambda: isinstance(desk.pane, RecoverPane), "the recovery page")
    pane = desk.pane
    assert isinstance(pane, RecoverPane)
    desk.until(lambda: pane.backups.count() > 0, "the backups")
    told = pane.backups.currentItem().text()
    desk.holds("1 threat," in told and "checked" in told, f"the newest is whole, with one threat: {told}")
    desk.until(pane.who.isVisible, "the names")
    filling.put(pane.who, DREW, "the recovery page")
    desk.type(pane.passphrase.line, desk.passphrases[DREW])
    desk.picture("recover")
    desk.click(pane, "Bring the backup back")
    desk.until(lambda: desk.desk.window is not None or pane.refusal.isVisible(), "the register")
    if desk.desk.window is None:
        raise Broken(pane.refusal.words.text())
    desk.holds(desk.register.user == DREW, f"{desk.register.user} is Drew")
    page = desk.go_by_name("OCGs and threats")
    desk.until(lambda: len(page.grid.model.all_rows) == 1, "as many threats as told")
    desk.holds(desk.opened.navigation.lines.counts.get("threats") == 1, "the navigation counts one too")
    desk.picture("brought-back")
    desk.holds(desk.register.verify().findings == (), "the register is whole")


STEPS = (
    is_backed_up,
    is_reviewed_and_proposed,
    is_disposed_of_by_another,
    is_looked_through,
    has_new_keys,
    is_brought_back,
)
