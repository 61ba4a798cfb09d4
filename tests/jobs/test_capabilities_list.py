"""The printed list of a capabilities meeting: in order, marked, the same bytes twice, logged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.commands import meetings, requests
from app.domain.codes import Decision, Series
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.errors import Refusal
from app.jobs import capabilities_list
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import add_threat, reopen
from tests.packs.reading import pages, squeezed

BID, HELD = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def listed(register: Register) -> Register:
    """Two requests on the list of 3 December, one of a threat that was refused the same in October."""
    threat = add_threat(register)
    other = add_threat(register, "AS/2024/0200", name="Lantern Quay")
    coming = Meeting(
        id="m", series=Series.CAPABILITIES, month="2026-12", on=date(2026, 12, 3), chair="ACC Rivers"
    )
    register.do(meetings.plan, coming)

    def seen(id: str, of: str, on: date) -> Request:
        asked = Request(id=id, threat=of, asked="Two weeks", bid_on=on, capability="capability-surveillance")
        made = register.do(requests.triage, register.do(requests.bid, asked).result, "K Moss", on).result
        found: Request = register.do(requests.to_manager, made, "DCI Vane", on, "Grant. One team.").result
        return found

    refused = seen("refused", threat.id, BID)
    register.do(requests.decide, refused, Decision.REFUSED, "ACC Rivers", HELD, reason="No capacity")
    later, first = seen("later", other.id, date(2026, 11, 10)), seen("first", threat.id, date(2026, 11, 2))
    register.do(requests.list_for, (later, first), "m")
    return register


def test_the_list_stands_in_order_with_the_view_and_what_was_decided_before(listed: Register) -> None:
    made = capabilities_list.made(listed, "m")
    asks = next(block.asks for block in made.section.blocks if block.asks)
    assert [(ask.number, ask.lines[1]) for ask in asks] == [
        ("1", "R-0003 · no score · waited 24 days"),
        ("2", "R-0002 · no score · waited 16 days"),
    ]
    assert asks[0].view_strong == "Grant"
    assert asks[0].before.replace("\xa0", " ") == "R-0001, 1 Oct 2026: refused, no capacity."
    assert "for AS/2024/0131" in asks[1].before
    assert made.section.answer.strong == "2 decisions wanted."


def test_it_is_printed_marked_the_same_twice_and_its_leaving_is_logged(
    listed: Register, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    printed = capabilities_list.print_list(listed, "m", folder)
    assert [path.name for path in folder.iterdir()] == [printed.path.name]
    assert printed.path.name == "Capabilities meeting 2026-12-03 list OFFICIAL-SENSITIVE FICTIONAL.pdf"
    data = printed.path.read_bytes()
    assert data == capabilities_list.preview(listed, "m")
    for page in pages(data):
        assert "OFFICIAL-SENSITIVE - RECIPIENTS ONLY" in page
        assert "FICTIONAL" in page
    assert squeezed("Chair: ACC Rivers") in squeezed("".join(pages(data)))
    left = select(JOURNAL).where(JOURNAL.c["class"] == "disclosure").order_by(JOURNAL.c.seq.desc())
    last = listed.ask(lambda c: c.execute(left).mappings().first())
    assert last is not None
    assert (last["class"], last["command"], last["object"]) == ("disclosure", "request.print_list", "m")
    assert json.loads(last["after"])["files"] == {printed.path.name: printed.hash}
    assert listed.undo_label != "list of requests printed", "what left cannot be taken back"


def test_nothing_is_written_where_it_cannot_be_logged(listed: Register, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="gone"):
        capabilities_list.print_list(listed, "nobody", tmp_path / "papers")
    again = reopen(listed)
    with Register.open(again.path, passphrase="three random words", clock=again.clock) as second:
        assert second.read_only
        with pytest.raises(Refusal, match="read_only"):
            capabilities_list.print_list(second, "m", tmp_path / "papers")
    again.close()
    assert not (tmp_path / "papers").exists()
