"""The times of a meeting in words: how long this item took, and how the meeting stands to its agenda."""

from __future__ import annotations

from datetime import datetime

from app.domain.clock import local
from app.domain.codes import MeetingState
from app.domain.meeting_time import clock_face, over, pace
from app.reads.meeting_mode import MeetingMode
from app.ui.pages.meeting_foot import Foot
from app.ui.pages.meeting_session import Session


def minutes(number: int) -> str:
    """A number of minutes in words."""
    return f"{number} minute{'' if number == 1 else 's'}"


def not_running(mode: MeetingMode) -> str:
    """What is said of a meeting that is not under way."""
    meeting = mode.meeting
    if meeting.state is MeetingState.HELD:
        locked = ". Its minutes are confirmed, so nothing of it can change" if mode.locked else ""
        return f"Held, {meeting.began} to {meeting.ended}{locked}."
    if meeting.state is MeetingState.CANCELLED:
        return "This meeting is cancelled."
    laid = "" if mode.laid else " No agenda is laid: the template is taken when the meeting starts."
    whole = f"The agenda takes {minutes(mode.planned)}." if mode.planned else ""
    return f"Not begun. Planned {meeting.starts} to {meeting.ends}. {whole}{laid}".strip()


def show(foot: Foot, mode: MeetingMode, session: Session, now: datetime) -> None:
    """Puts the times into the foot."""
    running = mode.meeting.state is MeetingState.UNDER_WAY
    foot.show_times(running, "" if running else not_running(mode))
    if not running:
        return
    at = next((line for line in mode.lines if line.key == session.at), None)
    allotted = at.minutes if at else 0
    spent = session.clock.of(session.at, now)
    done = session.done(mode) - {session.at}
    times = foot.times
    times.face.setText(clock_face(spent))
    times.face.setAccessibleName(f"Time on this item: {clock_face(spent)}")
    wide = f"of {minutes(allotted)} on this item" if allotted else "on this item"
    times.allotted.setText((f"of {allotted} min" if allotted else "") if foot.narrow else wide)
    times.allotted.setToolTip(wide)
    late = over(spent, allotted)
    paused = session.clock.paused
    said = f"{minutes(late)} over" if late else ""
    times.say_over(", ".join(part for part in (said, "paused" if paused else "") if part), late=bool(late))
    times.show_pause(paused=paused)
    planned = sum(line.minutes for line in mode.lines if line.key in done)
    found = pace(mode.meeting, now, planned, spent, allotted)
    stands = "as planned"
    if found.ahead:
        stands = f"{abs(found.ahead)} {'ahead of' if found.ahead > 0 else 'behind'} plan"
    times.whole.setText(f"{local(now):%H:%M}   {found.gone} of {minutes(found.whole)}, {stands}")
    times.bar.setMaximum(max(found.whole, 1))
    times.bar.setValue(min(found.gone, max(found.whole, 1)))
    times.bar.setAccessibleDescription(times.whole.text())
