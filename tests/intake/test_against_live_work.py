"""A tracker that tells of what goes on in the register: nothing stops the rest of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.commands import intake as commands
from app.commands import submissions
from app.commands import threats as threat_commands
from app.domain.codes import MappingState, ThreatStatus
from app.domain.intake import TOLD_OF_MAPPING
from app.domain.submission import Submission
from app.domain.threat import MappingStep, Note, Threat
from app.intake.review import apply
from app.intake.settling import Decision
from app.jobs import take_in
from app.reads import journal
from app.reads.intake import inbox
from app.register import Register
from tests.builders import add_action, add_threat
from tests.intake.files import csv_of
from tests.intake.registers import all_of, bring

OPENED = date(2026, 11, 20)


def sent(folder: Path, *rows: list[str], headings: tuple[str, ...]) -> Path:
    path = folder / "wiltshire.csv"
    path.write_bytes(csv_of(list(headings), *rows))
    return path


def test_a_file_that_tells_of_mapping_beside_a_live_submission_is_taken_in_with_a_note(
    register: Register, tmp_path: Path
) -> None:
    threat = add_threat(register, "WI/1", home_force="wiltshire")
    made = Submission(id="s", threat=threat.id, proposer="DI Hale", opened_on=OPENED, state_on=OPENED)
    register.do(submissions.open_, made)
    headings = ("Ref", "Op name", "ROCTA", "PURSUE")
    path = sent(
        tmp_path,
        ["WI/1", "Op KITE", "Ratified", ""],
        ["WI/2", "Op WREN", "Ratified", "Call landlord"],
        headings=headings,
    )
    assert bring(register, path).threats == 1
    for held in register.ask(inbox):
        register.do(commands.decide, held.id)
    (known,) = all_of(register, Threat, reference="WI/1")
    assert (known.operation, known.mapping) == ("KITE", MappingState.DRAFT)
    assert [note.text for note in all_of(register, Note, heading=TOLD_OF_MAPPING)] == ["Ratified"]
    assert [step.state for step in all_of(register, MappingStep, threat=known.id)] == [MappingState.DRAFT]
    assert bring(register, path).done is None
    register.undo()
    assert register.verify().ok


def test_a_home_force_taken_from_a_file_leaves_the_other_forces(register: Register, tmp_path: Path) -> None:
    threat = add_threat(register, "WI/1", home_force=None, other_forces=("wiltshire", "dorset"))
    bring(
        register,
        sent(
            tmp_path,
            ["WI/1", "Op KITE", "Wiltshire", "Call landlord"],
            headings=("Ref", "Op name", "Force", "PURSUE"),
        ),
    )
    (known,) = all_of(register, Threat, id=threat.id)
    assert (known.home_force, known.other_forces) == ("wiltshire", ("dorset",))


def test_what_a_file_archives_gives_its_reason_to_no_other_threat(register: Register, tmp_path: Path) -> None:
    one = add_threat(register, "WI/1", home_force="wiltshire")
    add_action(register, one)
    two = add_threat(register, "WI/2", home_force="wiltshire", operation="", name="Wren")
    path = sent(
        tmp_path,
        ["WI/1", "Archived", "Convicted", "31/12/2027", ""],
        ["WI/2", "Active", "", "", "Swindon"],
        headings=("Ref", "Status", "Archive reason", "Date archived", "Area"),
    )
    review = take_in.plan(register, path)
    key = review.comparison.threats[0].candidate.key
    chosen = Decision(key=key, take=True, fields=frozenset({"status"}))
    take_in.take_in(register, apply(review, (chosen,)))
    (ended,) = all_of(register, Threat, id=one.id)
    assert ended.status is ThreatStatus.ARCHIVED
    assert ended.archived_on == date(2026, 11, 26)
    (other,) = all_of(register, Threat, id=two.id)
    assert other.area == "Swindon"
    assert "Convicted" not in register.ask(journal.history, "threat", two.id)[0].reason
    assert "Convicted" in register.ask(journal.history, "threat", one.id)[0].reason
    again = register.do(threat_commands.reopen, ended, "new activity").result
    assert again.status is ThreatStatus.ACTIVE


def test_an_archive_date_to_come_is_kept_as_a_note(register: Register, tmp_path: Path) -> None:
    headings = ("Ref", "Op name", "Archive reason", "Date archived")
    bring(register, sent(tmp_path, ["WI/1", "Op KITE", "Convicted", "31/12/2027"], headings=headings))
    (made,) = all_of(register, Threat)
    assert (made.status, made.archived_on) == (ThreatStatus.ARCHIVED, None)
    assert [note.text for note in all_of(register, Note, heading="Date archived")] == ["31/12/2027"]


def test_a_threat_that_waited_for_its_reference_keeps_what_the_file_said_of_mapping(
    register: Register, tmp_path: Path
) -> None:
    path = sent(
        tmp_path,
        ["", "Op KITE", "Submitted", "Call landlord"],
        ["WI/2", "Op WREN", "", "Visit bank"],
        headings=("Ref", "Op name", "ROCTA", "PURSUE"),
    )
    bring(register, path)
    (held,) = register.ask(inbox)
    register.do(commands.decide, held.id, reference="WI/1")
    (threat,) = all_of(register, Threat, reference="WI/1")
    assert [step.state for step in all_of(register, MappingStep)] == [MappingState.SUBMITTED]
    made = Submission(id="s", threat=threat.id, proposer="DI Hale", opened_on=OPENED, state_on=OPENED)
    opened = register.do(submissions.open_, made).result
    register.do(submissions.withdraw, opened)
    (back,) = all_of(register, Threat, reference="WI/1")
    assert back.mapping is MappingState.SUBMITTED
