"""Late papers in the Pack: numbered after their item, in their place in every list, locked as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.agenda import LatePaper
from app.errors import Refusal
from app.packs import late, monthly
from app.packs.model import Pack
from app.packs.monthly import Issuing
from tests.packs.months import MADE_AT, small


def paper(after: str, letter: str, **fields: object) -> LatePaper:
    values: dict[str, object] = {
        "id": f"{after}{letter}", "meeting": "m12", "title": f"Paper {after}{letter}",
        "answer": "It changes little. The rest follows.", "because": "the panel sat late",
        "accepted_by": "ACC H Marwood", "accepted_on": date(2026, 12, 8), **fields,
    }  # fmt: skip
    return LatePaper(after=after, letter=letter, **values)  # type: ignore[arg-type]


def made(*papers: LatePaper) -> Pack:
    month = replace(small(), late_papers=papers)
    pack = monthly.build(month, MADE_AT)
    return late.within(pack, late.papers(month, pack.id, "1.0", MADE_AT))


def test_each_stands_behind_its_item_and_all_that_is_under_it() -> None:
    pack = made(paper("5", "B"), paper("12", "A"), paper("5", "A"), paper("10", "A"), paper("9", "A"))
    numbers = [line.number for line in pack.agenda]
    assert numbers == ["1", "2", "3", "4", "5", "5A", "5B", "6", "7", "8", "9", "9A", "10", "10A", "11", "12",
                       "12A", "13", "14"]  # fmt: skip
    agenda = next(sheet for sheet in pack.sheets if sheet.name == "Agenda")
    cells = [str(row[0]) for row in agenda.rows]
    assert cells.index("5A") == cells.index("5.3") + 1, "the groups' pages stand under item 5"
    assert {row[-1] for row in agenda.rows} == {agenda.rows[0][-1]}, "each row bears the marking"
    assert [one.number for one in pack.late] == ["5A", "5B", "9A", "10A", "12A"]


def test_each_decision_is_lettered_and_wanted_where_it_is_taken() -> None:
    pack = made(paper("5", "A", ask="Agree option B\n\nNote the cost"))
    wanted = [one.number for one in pack.wanted]
    assert wanted[wanted.index("5A a") :][:2] == ["5A a", "5A b"]
    (only,) = pack.late
    assert [(ask.verb, ask.words) for ask in only.asks] == [("Agree", "option B"), ("Note", "the cost")]
    assert only.changes == "2 decisions added, 5A a to b. Nothing issued before is replaced."
    assert (only.answer.strong, only.answer.words) == ("It changes little.", "The rest follows.")


def test_one_that_was_issued_stays_as_it_was() -> None:
    first = made(paper("12", "A"))
    month = replace(
        small(), late_papers=(paper("12", "A", title="Another"), paper("12", "B", replaces="12A"))
    )
    later = MADE_AT + timedelta(days=1)
    papers = late.papers(month, first.id, "1.1", later, first.late)
    assert papers[0] == first.late[0]
    assert papers[1].changes == "no decision added. Replaces late paper 12A."
    assert papers[1].version == "1.1"
    added = late.added(first, papers, Issuing(version="1.1", app="9"), later)
    assert (added.version, added.made_at, added.app) == ("1.1", later, "9")
    assert [one.number for one in added.late] == ["12A", "12B"]
    assert [line.number for line in added.agenda].count("12A") == 1
    with pytest.raises(Refusal) as caught:
        late.added(added, papers, Issuing(version="1.2"), later)
    assert caught.value.code == "issue.no_late_paper"


def test_a_pack_without_one_is_as_it_was() -> None:
    pack = monthly.build(small(), MADE_AT)
    assert late.within(pack, ()) is pack
