"""What changed between two packs: before and what changed make after; what was deleted tells no content."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codes import ActionState, Decision, MappingState, RequestState, ThreatStatus
from app.domain.month import AssignmentRow, LeadRole, Month, RedatingRow, RemovedRow, RequestRow
from app.packs import excel, monthly, pdf, stored
from app.packs.changes import compare, rows
from app.packs.differences import active, differences
from app.packs.model import Pack
from app.packs.monthly import Issuing
from app.packs.states import ActionTabled, Removed, RequestTabled, States, ThreatTabled
from tests.packs import reading
from tests.packs.months import BEFORE, MADE_AT, MEETING, action, small, threat

IDS = [f"id{place}" for place in range(8)]
DAYS = st.sampled_from([None, date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)])


def threats_tabled(id: str) -> st.SearchStrategy[ThreatTabled]:
    return st.builds(
        ThreatTabled,
        id=st.just(id),
        reference=st.just(id.upper()),
        name=st.sampled_from(["", "Quay"]),
        force=st.sampled_from(["Dorset", ""]),
        theme=st.just("Fraud"),
        status=st.sampled_from(["active", "archived"]),
        mapping=st.sampled_from(["submitted", "ratified"]),
        score=st.sampled_from([None, 300.0, 350.0]),
        scheme=st.sampled_from(["a", "b"]),
        band=st.just(""),
        sio=st.sampled_from(["", "DI Hale"]),
        lro=st.sampled_from(["", "DI Orr"]),
        priority=st.sampled_from([None, 1, 2]),
        page=st.just(""),
    )


def actions_tabled(id: str) -> st.SearchStrategy[ActionTabled]:
    return st.builds(
        ActionTabled,
        id=st.just(id),
        reference=st.just(id.upper()),
        threat=st.sampled_from(["", "T"]),
        force=st.just("Dorset"),
        title=st.just("Step"),
        owner=st.just(""),
        state=st.sampled_from([state.value for state in ActionState]),
        due=DAYS,
        letter=st.just("G"),
    )


def requests_tabled(id: str) -> st.SearchStrategy[RequestTabled]:
    return st.builds(
        RequestTabled,
        id=st.just(id),
        reference=st.just(id.upper()),
        capability=st.just("Cyber"),
        threat=st.just("T"),
        state=st.just("listed"),
        decision=st.sampled_from(["", "granted"]),
        decided_on=DAYS,
    )


@st.composite
def tabled(draw: st.DrawFn) -> States:
    of = lambda make, kind: tuple(  # noqa: E731
        draw(make(f"{kind}-{id}")) for id in draw(st.lists(st.sampled_from(IDS), unique=True))
    )
    return States(of(threats_tabled, "t"), of(actions_tabled, "a"), of(requests_tabled, "r"))


@settings(max_examples=150, deadline=None)
@given(tabled(), tabled(), st.sets(st.sampled_from(IDS)))
def test_before_and_what_changed_make_after(before: States, after: States, gone: set[str]) -> None:
    after = replace(after, removed=tuple(Removed(f"t-{id}", MEETING, "K Ashdown", "twice") for id in gone))
    found = differences(before, after)
    assert found.threats.onto(before.threats) == frozenset(after.threats)
    assert found.actions.onto(before.actions) == frozenset(after.actions)
    assert found.requests.onto(before.requests) == frozenset(after.requests)
    lost = sum(1 for row in (*found.deleted, *found.left) if active(row))
    now = found.active_before + len(found.new) + len(found.reopened) - len(found.archived) - lost
    assert now == found.active_now == sum(1 for row in after.threats if active(row))


@settings(max_examples=50, deadline=None)
@given(tabled())
def test_between_a_pack_and_itself_nothing_changed(states: States) -> None:
    found = differences(states, states)
    assert not (found.threats.moved)
    assert not (found.acted)
    assert not (found.decided)
    assert not (found.ranks)
    assert not (found.leads)


def request(id: str, decision: Decision | None = None) -> RequestRow:
    blank = dict.fromkeys(RequestRow._fields, "")
    days = dict.fromkeys(
        (n for n in RequestRow._fields if n.endswith("_on") or n in ("starts", "ends")), None
    )
    values = {
        **blank, **days, "id": id, "threat": "0117", "reference": id, "capability": None, "meeting": None,
        "bid_on": date(2026, 11, 2), "decision": decision, "conditions_met": None, "reassess": False,
        "state": RequestState.DECIDED if decision else RequestState.LISTED, "decided_by": "ACC Marwood",
        "decided_on": date(2026, 11, 26) if decision else None,
    }  # fmt: skip
    return RequestRow(**values)


def november() -> Month:
    """The month before: one group more, scored lower, led by another, its actions earlier."""
    month = small()
    threats = tuple(
        row._replace(mapping=MappingState.SUBMITTED) if row.id == "0200" else row for row in month.threats
    )
    return replace(
        month,
        meeting=replace(month.meeting, id="m11", month="2026-11", on=BEFORE),
        previous=None,
        threats=(
            *(row for row in threats if row.id != "0117"),
            next(row for row in threats if row.id == "0117")._replace(priority=3),
            threat("twice", reference="AS/2026/0158", name="Secret Yard", priority=4),
            threat("ended", reference="DOR-288", name="Heronry Court group"),
        ),
        assignments=tuple(row for row in month.assignments if row.officer != "orchard"),
        actions=(
            *(row._replace(state=ActionState.OPEN) if row.id == "103" else row for row in month.actions),
            action("901", "twice", title="Secret step"),
        ),
        scores=tuple(row for row in month.scores if row.assessed_on != date(2026, 11, 27)),
        requests=(request("R-0001"),),
    )


def december() -> Month:
    """The month after: one deleted, one archived, one new."""
    month = small()
    return replace(
        month,
        threats=(
            *(
                row._replace(mapping=MappingState.RATIFIED, mapping_on=date(2026, 11, 24))
                if row.id == "0200"
                else row
                for row in month.threats
            ),
            threat("fresh", reference="WI-2026-031", name="Chalk Hill group", mapping_on=date(2026, 12, 1)),
            threat(
                "ended", reference="DOR-288", name="Heronry Court group", status=ThreatStatus.ARCHIVED,
                archived_on=date(2026, 11, 23), archive_reason="Dismantled",
                archive_authoriser="DCI S Orchard",
            ),
        ),
        redatings=(
            *month.redatings,
            RedatingRow("102", date(2026, 12, 4), date(2026, 12, 18), "court list", date(2026, 11, 30)),
        ),
        requests=(request("R-0001", Decision.PART),),
        removed=(
            RemovedRow("threat", "twice", date(2026, 11, 26), "K Ashdown", "Entered twice"),
            RemovedRow("action", "901", date(2026, 11, 26), "K Ashdown", "Entered twice"),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def before() -> Pack:
    return monthly.build(november(), MADE_AT, issuing=Issuing(version="1.1"))


@pytest.fixture(scope="module")
def after(before: Pack) -> Pack:
    # what is stored is what is compared with
    kept = stored.read(stored.body(before))
    return monthly.build(december(), MADE_AT, issuing=Issuing(before=kept))


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_the_sum_of_the_page_is_that_of_the_two_packs(after: Pack) -> None:
    assert after.changes is not None
    terms = after.changes.blocks[0].sum
    assert [(term.sign, term.number, term.words) for term in terms] == [
        ("", "6", "active, November"),
        ("+", "1", "new"),
        ("−", "1", "archived"),
        ("−", "1", "deleted"),
        ("=", "5", "active, December"),
    ]
    assert plain(after.changes.title) == "Changes since 12 November"
    assert after.changes.under == ("Compared with the pack issued for that meeting: SW-2026-11, version 1.1.")
    assert after.changes.answer.strong == "5 active threats, 1 fewer."
    assert "1 record was deleted." in after.changes.answer.words


def cells(pack: Pack, title: str) -> list[list[str]]:
    assert pack.changes is not None
    grids = (block.grid for block in pack.changes.blocks if block.grid)
    found = next(grid for grid in grids if grid.title.startswith(title))
    return [[plain(" / ".join(p for p in (c.words, c.second) if p)) for c in row] for row in found.rows]


def test_each_kind_of_change_has_its_table(after: Pack) -> None:
    assert [row[0] for row in cells(after, "Ratified")] == ["AS/2024/0200", "WI-2026-031"]
    assert cells(after, "Archived") == [
        ["DOR-288 / Heronry Court group", "Dismantled", "DCI S Orchard / 23 Nov 2026"]
    ]
    assert cells(after, "Deleted") == [
        ["AS/2026/0158 / November, 5.4", "Entered twice", "K Ashdown / 26 Nov 2026"]
    ]
    assert cells(after, "Score moved")[0][:5] == ["AS/2024/0117", "Lantern Quay group", "392", "438", "↑ 46"]
    assert ["AS/2024/0117", "LRO", "none → C/Insp Lowri Orchard"] in cells(after, "Leads changed")
    assert cells(after, "Plan actions")[0][:3] == ["Avon and Somerset", "1", "–"]
    assert ["Up", "AS/2024/0117 Lantern Quay group, 3 → 1"] in cells(after, "Priority list")
    assert ["Out", "AS/2026/0158, was 4"] in cells(after, "Priority list")
    assert cells(after, "Requests decided") == [["R-0001", "AS/2024/0117", "Part granted"]]


def test_a_move_below_the_local_step_is_counted_and_not_named(before: Pack) -> None:
    month = december()
    settings_ = replace(month.settings, changed_score=60)
    made = monthly.build(replace(month, settings=settings_), MADE_AT, issuing=Issuing(before=before))
    assert made.changes is not None
    assert not [block for block in made.changes.blocks if block.grid and "Score" in block.grid.title]


def test_what_was_deleted_has_a_reference_a_reason_and_an_authority_and_no_content(after: Pack) -> None:
    said = stored.text_of(after)
    assert "AS/2026/0158" in said
    assert "K Ashdown" in said
    assert "Secret Yard" not in said
    assert "Secret step" not in said
    sheet = next(one for one in after.sheets if one.name == "Changes")
    deleted = [dict(zip((c.title for c in sheet.columns), row, strict=True)) for row in sheet.rows
               if row[0] == "deleted"]  # fmt: skip
    assert [(row["Reference"], row["What"], row["Reason"], row["By"]) for row in deleted] == [
        ("AS/2026/0158", "threat", "Entered twice", "K Ashdown"),
        ("A-901", "action", "Entered twice", "K Ashdown"),
    ]
    assert all(row["Name"] is None for row in deleted)


def test_each_group_page_says_what_changed_by_the_stored_pack(after: Pack) -> None:
    first = after.cards[0]
    assert first.marker == "SCORE ↑ 46"
    since = plain(first.since)
    assert since.startswith("Since 12 November: score 392 → 438 · LRO assigned · priority 3 → 1")
    assert "actions: 1 done" in since
    assert after.cards[2].marker == "NO CHANGE"
    assert plain(after.cards[2].since) == "Since 12 November: nothing has changed"


def test_both_files_have_the_page_and_the_sheet(after: Pack) -> None:
    target = io.BytesIO()
    pdf.write(after, target)
    text = "\n".join(reading.pages(target.getvalue()))
    for words in ("2.3", "Changes since 12 November", "Score moved by 20 or more", "SCORE ↑ 46", "Deleted"):
        assert words in plain(text)
    book = io.BytesIO()
    excel.write(after, book)
    sheet = openpyxl.load_workbook(book)["Changes"]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} >= {"new", "deleted", "score", "action"}


def test_without_a_stored_pack_one_line_says_so_and_nothing_is_compared() -> None:
    made = monthly.build(december(), MADE_AT)
    assert made.changes is not None
    assert made.changes.blocks == ()
    said = "No issued pack of 12 November is stored, so nothing is compared."
    assert plain(made.changes.answer.words) == said
    assert [card.marker for card in made.cards] == ["", "", ""]
    assert "Changes" not in {sheet.name for sheet in made.sheets}
    target = io.BytesIO()
    pdf.write(made, target)
    assert said in plain(" ".join(reading.pages(target.getvalue())).replace("\n", " "))


def test_an_edition_counts_what_is_no_longer_in_it_without_naming_it(before: Pack) -> None:
    month = december()
    less = replace(
        month,
        threats=tuple(row for row in month.threats if row.id != "0200"),
        assignments=tuple(row for row in month.assignments if row.threat != "0200"),
        actions=tuple(row for row in month.actions if row.threat != "0200"),
    )
    made = monthly.build(less, MADE_AT, issuing=Issuing(before=before))
    assert made.changes is not None
    assert "1 threat is no longer in this edition." in plain(made.changes.answer.words)
    assert "AS/2024/0200" not in str(made.changes) + str(made.sheets)


def test_any_two_packs_are_compared_with_the_authority_for_what_went(before: Pack, after: Pack) -> None:
    quiet = replace(after, states=replace(after.states, removed=()))
    gone = (Removed("twice", date(2026, 11, 26), "K Ashdown", "Entered twice"),)
    kinds = [row.kind for row in rows(compare(before, quiet, gone))]
    assert "deleted" in kinds
    assert "deleted" not in [row.kind for row in rows(compare(before, quiet))]


def test_a_lead_who_left_stands_without_a_follower() -> None:
    month = november()
    lead = AssignmentRow("0117", LeadRole.LRO, "hale", date(2026, 1, 1), None)
    was = monthly.build(replace(month, assignments=(*month.assignments, lead)), MADE_AT)
    now = replace(december(), assignments=())
    made = monthly.build(now, MADE_AT, issuing=Issuing(before=was))
    assert ["AS/2024/0117", "LRO", "DI Morgan Hale → none"] in cells(made, "Leads changed")
