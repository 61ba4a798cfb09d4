"""The three samples, counted by hand in the files: what must come out of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

import pytest

from app.domain.action import Action
from app.domain.codes import ActionState, LeadRole, MappingState, Strand, ThreatStatus
from app.domain.inbox import Held
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Note, Threat
from app.intake.candidates import ActionCandidate, Candidates
from app.intake.findings import Finding
from tests.intake.files import AVON, DEVON, DORSET, sample, taking_of

DIGESTS = {
    AVON: "403809ca6f11d5b3",
    DEVON: "39e2a7ec7be13d68",
    DORSET: "4568eedba6bb0fa9",
}


@pytest.fixture(scope="module")
def avon() -> Candidates:
    return sample(AVON)


@pytest.fixture(scope="module")
def devon() -> Candidates:
    return sample(DEVON)


@pytest.fixture(scope="module")
def dorset() -> Candidates:
    return sample(DORSET)


def actions(candidates: Candidates) -> list[ActionCandidate]:
    return [action for threat in candidates.threats for action in threat.actions]


def findings(candidates: Candidates) -> list[Finding]:
    found = list(candidates.findings)
    for threat in candidates.threats:
        found += [*threat.findings, *(finding for action in threat.actions for finding in action.findings)]
    return found


def led(candidates: Candidates, role: LeadRole) -> int:
    return sum(any(held is role for held, _ in threat.leads) for threat in candidates.threats)


def test_the_samples_are_the_files_that_the_forces_sent() -> None:
    for path, digest in DIGESTS.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(digest)


def test_avon_has_42_live_groups_and_9_archived(avon: Candidates) -> None:
    assert avon.force == "avon-and-somerset"
    assert Counter(threat.fields.status for threat in avon.threats) == {
        ThreatStatus.ACTIVE: 42,
        ThreatStatus.ARCHIVED: 9,
    }
    archived = next(threat.fields for threat in avon.threats if threat.fields.reference == "AS/2017/0040")
    assert (archived.operation, archived.archived_on) == ("GOSHAWK", date(2026, 4, 2))
    assert (archived.archive_reason, archived.archive_authoriser) == ("Dismantled", "DCI Alex Tremayne")


def test_avon_has_38_sios_37_lros_and_34_scores(avon: Candidates) -> None:
    assert led(avon, LeadRole.SIO) == 38
    assert led(avon, LeadRole.LRO) == 37
    scores = [threat.score for threat in avon.threats if threat.score]
    assert len(scores) == 34
    curlew = next(threat.score for threat in avon.threats if threat.fields.reference == "AS/2026/0107")
    assert curlew is not None
    assert (curlew.total, curlew.remark, curlew.scheme, curlew.scheme_version) == (
        260,
        "(H)",
        "MoRiLE",
        "2020",
    )
    assert curlew.assessed_on == date(2026, 8, 2)


def test_avon_has_274_actions_of_which_50_are_complete(avon: Candidates) -> None:
    assert Counter(action.strand for action in actions(avon)) == {
        Strand.PURSUE: 112,
        Strand.PREVENT: 57,
        Strand.PROTECT: 65,
        Strand.PREPARE: 40,
    }
    assert sum(action.state is ActionState.COMPLETED for action in actions(avon)) == 50


def test_owner_and_date_are_taken_where_a_line_states_them_and_the_line_is_kept(avon: Candidates) -> None:
    first = avon.threats[0].actions[0]
    assert first.as_written == "1. Charging file to CPS - PS F Orchard - by 06/12/26"
    assert first.title == "Charging file to CPS"
    assert first.owner is not None
    assert (first.owner.rank, first.owner.name, first.due) == ("PS", "F Orchard", date(2026, 12, 6))
    for action in actions(avon):
        assert action.title in action.as_written
        if action.owner:
            assert action.owner.text in action.as_written


def test_each_line_that_states_a_person_or_a_date_gives_them(avon: Candidates) -> None:
    for action in actions(avon):
        said = action.as_written
        assert (action.due is not None) == any(
            mark in said for mark in (" - by ", ", due ", "/2026 - ", "/2027 - ")
        )
        assert (action.owner is not None) == any(
            f" {rank} " in said.replace("(", " ") for rank in ("PS", "DI", "DS", "DC")
        )


def test_every_year_that_a_line_does_not_state_is_pointed_out(avon: Candidates) -> None:
    taken = [action for action in actions(avon) if ", due " in action.as_written]
    assert len(taken) == 54
    for action in taken:
        assert [finding.code for finding in action.findings] == ["import.due.year_taken"]
        assert action.due is not None
        assert date(2026, 9, 1) < action.due < date(2027, 3, 1)


def test_the_two_groups_on_hidden_rows_and_the_hidden_column_are_pointed_out(avon: Candidates) -> None:
    hidden = [finding for finding in findings(avon) if finding.code.startswith("import.hidden")]
    assert {
        (finding.place.row, finding.found) for finding in hidden if finding.code == "import.hidden.row"
    } == {
        (13, "AS/2026/0107"),
        (27, "AS/2024/0121"),
    }
    assert [finding.place.column for finding in hidden if finding.code == "import.hidden.column"] == [
        "Other crime"
    ]


def test_the_formula_column_and_the_lookup_sheet_are_not_data(avon: Candidates) -> None:
    found = {finding.code: finding for finding in avon.findings}
    assert found["import.formula.column"].place.column == "Days since score"
    assert found["import.sheet.not_data"].place.sheet == "lookups"
    written = "\n".join(threat.as_written for threat in avon.threats)
    assert "Days since score" not in written
    assert "=TODAY" not in written


def test_the_comment_is_shown_and_kept(avon: Candidates) -> None:
    (comment,) = (finding for finding in findings(avon) if finding.code == "import.comment")
    assert comment.place.cell == "H18"
    assert "LRO moving post in January, handover needed" in comment.words
    notes = [
        note.text for threat in avon.threats for note in threat.notes if note.heading == "Comment on LRO"
    ]
    assert notes == ["LRO moving post in January, handover needed"]


def test_the_answers_of_rocta_are_mapped_and_their_remarks_kept(avon: Candidates) -> None:
    by_text = {threat.mapping_text: (threat.mapping, threat.mapping_reason) for threat in avon.threats}
    assert by_text["RATIFIED 03/26"] == (MappingState.RATIFIED, "03/26")
    assert by_text["Returned - more info"] == (MappingState.RETURNED, "more info")
    assert by_text["Not submitted"] == (MappingState.NOT_SUBMITTED, "")
    assert by_text["ratified"] == by_text["Ratified"] == (MappingState.RATIFIED, "")
    assert by_text["Submitted"] == (MappingState.SUBMITTED, "")


def test_every_theme_word_of_the_trackers_is_known(avon: Candidates, dorset: Candidates) -> None:
    live = [threat for threat in avon.threats if threat.fields.status is ThreatStatus.ACTIVE]
    assert all(threat.fields.primary_theme for threat in [*live, *dorset.threats])
    assert "import.theme.unknown" not in {finding.code for finding in findings(avon) + findings(dorset)}
    twice = [finding for finding in findings(avon) if finding.code == "import.theme.twice"]
    assert [finding.place.row for finding in twice] == [8, 9]


def test_nothing_of_a_row_is_dropped(avon: Candidates) -> None:
    group = next(threat for threat in avon.threats if threat.fields.reference == "AS/2020/0125")
    assert "Date scored: TBC" in group.as_written
    assert group.score is not None
    assert group.score.remark == "Date scored: TBC"


def test_devon_has_31_groups_two_without_a_name_and_186_actions(devon: Candidates) -> None:
    assert devon.force == "devon-and-cornwall"
    assert len(devon.threats) == 31
    nameless = [finding.found for finding in findings(devon) if finding.code == "import.name.missing"]
    assert len(nameless) == 2
    assert len(actions(devon)) == 186
    assert devon.threats[0].fields.name == "Exeter – café group"


def test_devon_has_38_target_dates_that_are_no_date_each_reported_with_its_row(devon: Candidates) -> None:
    bad = [
        finding for finding in findings(devon) if finding.code in ("import.due.blank", "import.due.no_date")
    ]
    assert Counter(finding.found for finding in bad) == {"": 14, "31/11/2026": 13, "ASAP": 11}
    assert len({finding.place.row for finding in bad}) == 38
    assert bad[0].words == (
        "devon-and-cornwall-actions.csv, row 2, column “Target date”: “ASAP” is not a date. "
        "Enter one, or take the action with the text kept and no due date."
    )
    texts = Counter(action.due_text for action in actions(devon) if action.due is None)
    assert texts == {"": 14, "31/11/2026": 13, "ASAP": 11}


def test_a_strand_that_could_be_two_is_never_guessed(devon: Candidates) -> None:
    unsure = [action for action in actions(devon) if action.strand is None]
    assert [(action.place.row, action.strand_text) for action in unsure] == [
        (row, "Pre") for row in (20, 33, 64, 87, 129)
    ]
    by_text = {action.strand_text: action.strand for action in actions(devon)}
    assert by_text["Pro"] is Strand.PROTECT
    assert by_text["Pur"] is Strand.PURSUE
    assert by_text["prepare"] is Strand.PREPARE


def test_without_a_reviewer_devon_gives_181_actions_and_5_held(devon: Candidates) -> None:
    taking = taking_of(devon, accept=True)
    assert sum(isinstance(record, Action) for record in taking.new) == taking.counts["actions"] == 181
    held = [record for record in taking.new if isinstance(record, Held)]
    assert [(record.row, record.found, record.code) for record in held] == [
        (row, "Pre", "import.strand.several") for row in (20, 33, 64, 87, 129)
    ]
    assert taking.counts["faults"] == 43
    assert taking.counts["threats"] == 31


def test_the_whole_row_is_kept_with_each_action_of_a_list(devon: Candidates) -> None:
    first = actions(devon)[1]
    assert first.as_written.splitlines() == [
        "Reference: DC26000",
        "4P: Pursue",
        "Action: Financial profile of principal; see “Niche” log",
        "Owner: DI Ashley Iqbal",
        "Set: 27/06/2026",
        "Target date: 23/07/2026",
        "Progress: £4,200 seized",
        "Status: Overdue",
    ]
    assert (first.state, first.detail) == (ActionState.OPEN, "Progress: £4,200 seized")


def test_a_partner_that_owns_an_action_is_no_officer(devon: Candidates) -> None:
    owners = {action.owner.organisation for action in actions(devon) if action.owner}
    assert owners == {"", "Devon County Council"}


def test_dorset_has_12_groups_82_actions_and_7_requests(dorset: Candidates) -> None:
    assert dorset.force == "dorset"
    assert len(dorset.threats) == 12
    assert len(actions(dorset)) == 82
    taking = taking_of(dorset)
    requests = [record for record in taking.new if isinstance(record, Request)]
    assert Counter(request.asked for request in requests) == {
        "Surveillance 2 weeks": 5, "UC advice": 1, "Financial investigator": 1,
    }  # fmt: skip
    notes = [record for record in taking.new if isinstance(record, Note)]
    assert not [note for note in notes if note.heading == "Request for regional support"]


def test_a_request_of_a_form_takes_the_forms_day_and_a_capability_only_where_it_is_named(
    dorset: Candidates,
) -> None:
    lines = [(threat.as_at, line) for threat in dorset.threats for line in threat.support]
    assert {(line.asked, line.capability) for _, line in lines} == {
        ("Surveillance 2 weeks", "capability-surveillance"),
        ("UC advice", None),
        ("Financial investigator", None),
    }
    assert all(line.bid_on == as_at for as_at, line in lines if as_at is not None)
    told = [found for threat in dorset.threats for found in threat.findings]
    assert [found.found for found in told if found.code == "import.support.no_capability"] == [
        "UC advice", "Financial investigator",
    ]  # fmt: skip
    assert sum(found.code == "import.support.taken" for found in told) == 5
    undated = sum(as_at is None for as_at, _ in lines)
    assert sum(found.code == "import.support.no_day" for found in told) == undated


def test_what_has_no_field_yet_is_kept_as_notes(dorset: Candidates) -> None:
    first = dorset.threats[0]
    assert (first.fields.reference, first.fields.operation) == ("DOR-300", "Kestrel")
    assert {(note.heading, note.text) for note in first.notes} == {
        ("LRO trained", "03/2025"),
        ("Nominals (P/S/p)", "2/5/6"),
    }
    assert first.actions[1].as_written.splitlines()[-1] == "RAG: amber"


def test_scores_stand_on_their_threats(avon: Candidates) -> None:
    taking = taking_of(avon)
    threats = {record.id for record in taking.new if isinstance(record, Threat)}
    assert {record.threat for record in taking.new if isinstance(record, Score)} <= threats
