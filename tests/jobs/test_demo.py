"""The demonstration: the same from one seed wherever it is made, at published magnitudes, invented only."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from rapidfuzz import fuzz, process
from sqlalchemy import select

from app.domain import codec
from app.domain.action import Action, Redating
from app.domain.assignment import Assignment
from app.domain.clock import FixedClock
from app.domain.codes import (
    ActionState,
    Decision,
    LeadRole,
    MappingState,
    Series,
    Strand,
    ThreatKind,
    ThreatStatus,
)
from app.domain.disruption import Disruption
from app.domain.faults import stops
from app.domain.kinds import KINDS, Record, kind_of
from app.domain.meeting import Meeting
from app.domain.nominal import Nominal
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.request import Request
from app.domain.score import Score
from app.domain.submission import Submission
from app.domain.threat import MappingStep, Threat
from app.errors import Cancelled, Refusal
from app.jobs import demo, set_up
from app.jobs.demonstration.lexicon import words
from app.jobs.demonstration.world import World
from app.reads import home, journal
from app.register import Register
from app.store.tables import REFERENCES, TABLES

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 26)
SEED = 2026
FIXED = "0e4ad5459c044300001a2cd92af769e25309fed8281c7949960107bd370776fe"
"""The contents of the seed 2026: whoever means to change them writes the new digest here."""


def digest(records: Iterable[Record], happenings: Iterable[object] = ()) -> str:
    found = hashlib.sha256()
    for record in records:
        found.update(f"{kind_of(record)} {codec.canonical(codec.flatten(record))}\n".encode())
    for happening in happenings:
        found.update(f"{happening}\n".encode())
    return found.hexdigest()


def whole(seed: int) -> str:
    world = World("region", seed, TODAY)
    return digest((record for batch in world.batches() for record in batch), world.happenings())


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [record for batch in demo.generate("region", SEED, TODAY) for record in batch]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo.make(tmp_path_factory.mktemp("demo"))


def of(cls: type, records: Iterable[Record]) -> list:
    return [record for record in records if isinstance(record, cls)]


def rows(register: Register) -> dict[str, list[tuple]]:
    return {
        kind: register.ask(
            lambda connection, table=table: [
                tuple(row) for row in connection.execute(select(table).order_by(table.c.id))
            ]
        )
        for kind, table in TABLES.items()
    }


def test_the_same_seed_gives_the_same_contents_as_ever() -> None:
    assert whole(SEED) == FIXED


def test_neither_hash_seed_nor_locale_nor_time_zone_changes_them() -> None:
    code = "from tests.jobs.test_demo import SEED, whole; print(whole(SEED))"
    env = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.strip() == FIXED


def test_another_seed_gives_others() -> None:
    assert whole(SEED + 1) != FIXED


def test_a_register_made_twice_holds_the_same(made: Path, tmp_path: Path) -> None:
    again = demo.make(tmp_path)
    with (
        Register.open(made, passphrase=demo.PASSPHRASE) as first,
        Register.open(again, passphrase=demo.PASSPHRASE) as second,
    ):
        one, other = rows(first), rows(second)
    # an issue keeps the head of the journal, whose salts are chance
    for kind in ("issue", "copy"):
        assert len(one.pop(kind)) == len(other.pop(kind))
    assert one == other


def test_nothing_in_it_is_at_fault(records: list[Record]) -> None:
    filled = World("region", SEED, TODAY).filled
    assert [record for record in records if stops(record.faults(filled))] == []


def test_every_reference_is_to_a_record_there(records: list[Record]) -> None:
    _, forces, themes = set_up.reference_records("south-west", fictional=True)
    shipped = [*forces, *themes, *set_up.choices(), *set_up.schemes()]
    known = {(kind_of(record), record.id) for record in [*records, *shipped]}
    assert len(known) == len(records) + len(shipped)
    for record in records:
        for spec in fields(record):
            target, value = REFERENCES.get(spec.name), getattr(record, spec.name)
            if target and value is not None:
                assert (target, value) in known, record


def test_groups_stand_at_the_magnitudes_of_a_region(records: list[Record]) -> None:
    threats = of(Threat, records)
    active = [threat for threat in threats if threat.status is ThreatStatus.ACTIVE]
    assert 170 <= len(active) <= 200
    assert 170 <= len(threats) - len(active) <= 200
    by_force = Counter(threat.home_force for threat in active)
    assert len(by_force) == 5
    assert all(20 <= number <= 60 for number in by_force.values())
    themes = Counter(threat.primary_theme for threat in active)
    assert 0.65 <= themes["illegal-drugs"] / len(active) <= 0.75
    assert 0.05 <= themes["acquisitive-crime"] / len(active) <= 0.08
    assert 0.45 <= sum(bool(threat.secondary_themes) for threat in active) / len(active) <= 0.55
    assert sorted(threat.priority for threat in active if threat.priority) == list(range(1, 25))
    assert len({threat.reference for threat in threats}) == len(threats)
    operations = [threat.operation for threat in threats if threat.operation]
    assert len(set(operations)) == len(operations)


def test_people_and_work_stand_at_the_magnitudes_of_a_region(made: Path) -> None:
    with Register.open(made, passphrase=demo.PASSPHRASE) as register:
        kept = rows(register)
    assert len(kept["officer"]) == 300
    planned = [row for row in kept["action"] if row[2] is not None]
    assert len(planned) == 6_000
    assert len({row[3] for row in planned}) == 6_000
    assert len(kept["update"]) > 1_500
    assert len(kept["score"]) > 600


def test_what_hangs_on_the_threats_stands_at_published_magnitudes(records: list[Record]) -> None:
    """Disruptions: 2 to 4 a year, 80 to 85 % Pursue; nominals: 6 to 12 a group (domain.md §3)."""
    active = {t.id: t for t in of(Threat, records) if t.status is ThreatStatus.ACTIVE}
    year = [d for d in of(Disruption, records) if d.threat in active and d.on > date(2025, 11, 10)]
    assert 2 <= len(year) / len(active) <= 4
    assert 0.80 <= sum(d.strand is Strand.PURSUE for d in year) / len(year) <= 0.85
    groups = Counter(n.threat for n in of(Nominal, records))
    named = [t.id for t in active.values() if t.kind is ThreatKind.OCG and t.name]
    assert all(6 <= groups[id] <= 12 for id in named)
    submitted = of(Submission, records)
    returned = {s.submission for s in of(MappingStep, records) if s.state is MappingState.RETURNED}
    assert 0.05 <= len(returned - {None}) / len(submitted) <= 0.15
    decisions = {request.decision for request in of(Request, records)}
    assert decisions == {None, *Decision}
    assert {meeting.series for meeting in of(Meeting, records)} == set(Series)


def test_the_history_reaches_eighteen_months_back(records: list[Record]) -> None:
    meetings = of(Meeting, records)
    assert min(meeting.month for meeting in meetings) == "2025-05"
    assert max(meeting.month for meeting in meetings) == "2027-01"
    assert min(action.set_on for action in of(Action, records) if action.set_on) < date(2025, 6, 30)
    assert any(step.reason for step in of(MappingStep, records))
    assert any(assignment.until for assignment in of(Assignment, records))


def test_what_an_inspector_would_find_is_there_to_be_found(made: Path) -> None:
    with Register.open(made, passphrase=demo.PASSPHRASE) as register:
        front = register.ask(home.home, TODAY)
    assert front.counts == {
        "no_lro": 9,
        "no_sio": 4,
        "lead_left": 3,
        "not_scored": 6,
        "reassess_due": 40,
        "score_stale": 31,
        "no_plan": 4,
        "plan_not_approved": 11,
        "only_pursue": 12,
        "plan_review_overdue": 14,
        "not_ratified": 12,
        "mapping_returned": 4,
        "live_unratified": 4,
        "submission_waiting": 6,
        "returned_waiting": 2,
        "fields_missing": 12,
        "review_overdue": 5,
        "disruption_not_apmis": 34,
        "disruption_incomplete": 12,
        "negative_unassessed": 3,
        "no_disruption": 40,
        "ranked_undisrupted": 1,
        "support_open": 13,
        "request_undecided": 6,
        "no_master": 4,
        "gap_unowned": 47,
        "no_neighbourhood": 27,
        "no_local_profile": 50,
        "at_risk_no_prevent": 9,
        "victims_no_protect": 5,
        "transfer_waiting": 10,
        "release_unplanned": 5,
        "order_not_considered": 110,
        "order_wanting": 6,
        "overdue": 61,
        "gaps": 18,
        "redated": 24,
        "to_result": 37,
        "lro_load": 2,
    }
    assert front.meeting is not None
    assert (front.meeting.month, front.meeting.on) == ("2026-12", date(2026, 12, 8))
    assert front.meeting.chair == "ACC Leslie Standish"


def test_the_last_weeks_are_commands_that_people_gave(made: Path) -> None:
    with Register.open(made, passphrase=demo.PASSPHRASE) as register:
        recent = register.ask(journal.recent)
        assert register.verify().ok
    assert {batch.actor for batch in recent} == {"Drew Quill"}
    assert recent[0].at.date() == TODAY
    assert len({batch.command for batch in recent}) >= 3


def test_every_page_of_it_will_say_fictional(made: Path) -> None:
    with Register.open(made, passphrase=demo.PASSPHRASE) as register:
        assert register.ask(home.home, TODAY).reference.region.fictional


def test_names_that_are_hard_to_print_are_there(records: list[Record]) -> None:
    names = [officer.name for officer in of(Officer, records)]
    assert any(re.search("[\u0600-\u06ff]", name) for name in names)
    assert any("ę" in name for name in names)
    assert max(len(threat.name) for threat in of(Threat, records)) > 120


def test_telephone_numbers_are_from_the_range_kept_for_drama(records: list[Record]) -> None:
    for officer in of(Officer, records):
        assert re.fullmatch(r"0117 496 0\d{3}", officer.contact)


def test_every_action_says_what_to_do_and_results_say_what_came_of_it(records: list[Record]) -> None:
    actions = of(Action, records)
    verbs = {action.title.split()[0] for action in actions}
    assert not {verb for verb in verbs if verb.endswith(("ing", "ion", "ment", "s"))} - {"Ongoing", "Address"}
    assert all(action.outcome for action in actions if action.state is ActionState.RESULTED)
    assert not [action.title for action in actions if "{" in action.title + action.outcome + action.detail]


def test_it_shares_nothing_with_the_fictional_trackers(records: list[Record]) -> None:
    """Taking them in beside the demonstration must not find doubles."""
    samples = ROOT / "tests" / "samples"
    book = openpyxl.load_workbook(samples / "avon-and-somerset-tracker.xlsx", read_only=True)
    cells = [
        row[:3] for sheet in ("LIVE OCGs", "ARCHIVED") for row in book[sheet].iter_rows(values_only=True)
    ]
    book.close()
    returns = openpyxl.load_workbook(samples / "dorset-returns.xlsx")
    operations = {str(cell).removeprefix("Op ").casefold() for _, cell, *_ in cells if cell}
    operations |= {str(sheet["C4"].value or sheet["B4"].value).casefold() for sheet in returns}
    with (samples / "devon-and-cornwall-actions.csv").open(encoding="cp1252", newline="") as file:
        names = {row[0].casefold() for row in csv.reader(file, delimiter=";") if row[0]}
    names |= {str(row[2]).casefold() for row in cells if row[2]}
    threats = of(Threat, records)
    assert not {threat.reference for threat in threats} & {str(row[0]) for row in cells}
    for threat in threats:
        for text, taken in ((threat.operation, operations), (threat.name, names)):
            if text:
                nearest = process.extractOne(text.casefold(), taken, scorer=fuzz.token_sort_ratio)
                assert nearest[1] < 90, (text, nearest)


@pytest.mark.parametrize("hour", [7, 11])
def test_made_by_another_clock_it_holds_nothing_that_is_yet_to_happen(tmp_path: Path, hour: int) -> None:
    clock = FixedClock(datetime(2027, 3, 3, hour, 20, tzinfo=UTC))
    made = demo.make(tmp_path, clock=clock)
    with Register.open(made, passphrase=demo.PASSPHRASE, clock=clock) as register:
        assert register.ask(journal.recent)[0].at < clock.now()
        front = register.ask(home.home, clock.now().date())
    assert front.meeting is not None
    assert front.meeting.month == "2027-03"
    assert front.counts["overdue"] >= 61


def test_a_register_that_is_there_is_left_alone(made: Path) -> None:
    before = (made / "register.db").read_bytes()
    with pytest.raises(Refusal) as refused:
        demo.make(made.parent)
    assert refused.value.code == "register.exists"
    assert (made / "register.db").read_bytes() == before


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        demo.make(tmp_path, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_up_to_the_whole(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    demo.make(tmp_path, progress=lambda *step: told.append(step))
    filling = [(done, total) for what, done, total in told if what.startswith("Inventing")]
    assert filling[-1] == (365, 365)
    assert filling == sorted(filling)


@pytest.mark.parametrize(("size", "threats", "actions"), [("national", 10_000, 200_000)])
def test_a_larger_size_has_its_numbers_in_batches_of_bounded_size(
    size: str, threats: int, actions: int
) -> None:
    world = World(size, SEED, TODAY)
    counts: Counter[str] = Counter()
    for batch in world.batches():
        assert len(batch) < 12_000
        counts.update(kind_of(record) for record in batch)
    set_by_meetings = sum(len(words("meetings")[kind]) for kind in ("actions", "closed"))
    added = sum(happening.command == "action.add" for happening in world.happenings())
    assert counts["threat"] == threats
    assert counts["action"] + added == actions + set_by_meetings


def test_plans_moves_and_leads_agree_with_their_threats(records: list[Record]) -> None:
    active = {threat.id for threat in of(Threat, records) if threat.status is ThreatStatus.ACTIVE}
    led = Counter((a.threat, a.role) for a in of(Assignment, records) if a.until is None)
    assert set(led.values()) == {1}
    assert {threat for threat, _ in led} <= active
    assert max(Counter(plan.threat for plan in of(Plan, records)).values()) == 1
    assert all(move.was < move.now for move in of(Redating, records))
    assert {role for _, role in led} == set(LeadRole)
    assert all(40 <= score.total <= 480 for score in of(Score, records))
    shipped = {"region", "force", "theme", "choice", "setting", "scheme"}
    # rows that wait in the import inbox, and notes and layouts, come with files
    from_files = {"held", "note", "column_layout"}
    # a choice is shipped, and made here too for partners; these come of commands, a disposal of two people
    of_commands = {"issue", "copy", "late_paper", "disposal"}
    kept = set(KINDS) - shipped - from_files - of_commands
    assert {kind_of(record) for record in records} == kept | {"choice"}
