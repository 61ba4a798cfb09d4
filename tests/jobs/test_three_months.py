"""Three months run through commands: each pack against its golden one, and what the next begins from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.commands import meeting
from app.domain.codes import IssueState, MinutesState
from app.domain.issue import Issue
from app.errors import Refusal
from app.jobs import issue_month
from app.packs.model import Pack
from app.past import PastRegister
from app.reads import issues, months
from tests.jobs import three_months
from tests.jobs.three_months import Story
from tests.jobs.write_golden_months import FOLDER

ISSUED = ("october", "november", "november 1.1", "december")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = three_months.whole(tmp_path_factory.mktemp("months"))
    yield made
    made.register.close()


def pack(story: Story, name: str) -> Pack:
    return issue_month.stored_pack(story.register, story.issued[name].issues[0].id)


def rows(of: Pack, sheet: str) -> list[dict[str, object]]:
    found = next(one for one in of.sheets if one.name == sheet)
    return [dict(zip((column.title for column in found.columns), row, strict=True)) for row in found.rows]


@pytest.mark.parametrize("name", ISSUED)
def test_each_pack_is_the_golden_one(story: Story, name: str) -> None:
    golden = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert three_months.golden(story, name) == golden


def test_november_says_what_became_of_october(story: Story) -> None:
    told = {(row["Kind"], row["Reference"]) for row in rows(pack(story, "november"), "Changes")}
    assert ("deleted", "AS/2026/0158") in told
    assert ("score", "AS/2024/0117") in told
    assert ("lead", "DOR-301") in told
    assert ("new", "DC25091") in told
    gone = next(row for row in rows(pack(story, "november"), "Changes") if row["Kind"] == "deleted")
    assert "Entered twice" in str(gone["Reason"])
    assert "DI P Ostrow" in f"{gone['By']} {gone['Reason']}"
    # its authority is told, and nothing that it held
    assert "Entered twice group" not in json.dumps(three_months.golden(story, "november"), ensure_ascii=False)


def test_december_says_what_became_of_november(story: Story) -> None:
    told = {(row["Kind"], row["Reference"]) for row in rows(pack(story, "december"), "Changes")}
    assert ("archived", "GLO/0098") in told
    assert ("request", "R-0041") in told


def test_an_action_carries_where_it_was_set_and_every_move_of_its_date(story: Story) -> None:
    log = {row["Action"]: row for row in rows(pack(story, "december"), "Action log")}
    advice = log["Legal advice on sharing"]
    assert (advice["Set on"], advice["Set at item"]) == (date(2026, 10, 13), "2")
    assert (advice["First due"], advice["Now due"]) == (date(2026, 11, 10), date(2027, 1, 12))
    assert "Counsel asked for the agreement itself" in str(advice["Re-dating history"])
    assert advice["Times re-dated"] == 1
    assert advice["Times carried"] == 1
    assert str(advice["No."]).startswith("26/")
    # it opens the pack of the month after the one that set it
    assert "Legal advice on sharing" in {row["Action"] for row in rows(pack(story, "november"), "Action log")}
    assert "Short note on fraud by force" in log


def test_the_late_paper_has_pages_of_its_own_and_nothing_is_renumbered(story: Story) -> None:
    first, second = story.issued["november"], story.issued["november 1.1"]
    addendum = next(path for path in second.paths if "addendum" in path.name and path.suffix == ".pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(addendum).pages)
    assert "12A.1 of 12A.1" in text
    assert "Cover for two surveillance vacancies" in text
    whole = [page.extract_text() for page in PdfReader(second.pdf).pages]
    before = [page.extract_text() for page in PdfReader(first.pdf).pages]
    numbered = [page for page in whole if "12A.1 of" not in page]
    assert len(numbered) == len(before)
    assert f"Page {len(before)} of {len(before)}" in numbered[-1]


def test_an_issue_is_locked_and_what_it_replaces_is_marked(story: Story) -> None:
    found = {issue.number: issue for issue in story.register.ask(issues.issues, "m-2026-11")}
    assert found["1.0"].state is IssueState.SUPERSEDED
    assert found["1.1"].state is IssueState.ISSUED
    with pytest.raises(Refusal, match=r"issue\.first_done"):
        story.issue("again", "2026-11")


def test_confirmed_minutes_are_locked(story: Story) -> None:
    month = story.register.ask(months.everything, "2026-11")
    assert month.minutes_before is not None
    assert month.minutes_before.state is MinutesState.CONFIRMED
    with pytest.raises(Refusal, match=r"meeting\.confirmed"):
        story.do(meeting.note, "m-2026-10", None, "One more thing")


@pytest.mark.parametrize("name", ISSUED)
def test_the_record_as_tabled_makes_the_same_pack_again(story: Story, name: str) -> None:
    kept: Issue = story.issued[name].issues[0]
    was = pack(story, name)
    with PastRegister(story.register, kept) as past:
        month = past.ask(months.everything, was.month)
        assert {row.reference for row in month.threats} == {one.reference for one in was.states.threats}
        assert past.clock.now() == kept.issued_at


@pytest.mark.parametrize("name", ISSUED)
def test_it_is_printed_again_to_the_byte(story: Story, name: str, tmp_path: Path) -> None:
    from app.jobs import reprint

    issued = story.issued[name]
    again = reprint.reprint(story.register, issued.issues[0].id, tmp_path)
    for path in again.paths:
        there = next((one for one in issued.paths if one.name == path.name), None)
        assert there is not None, path.name
        assert path.read_bytes() == there.read_bytes()


def test_the_whole_story_leaves_a_sound_register(story: Story) -> None:
    assert story.register.verify().ok
    assert replace(story.issued["december"].issues[0]).supersedes is None
