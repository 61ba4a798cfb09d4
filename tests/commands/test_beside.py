"""Gaps, learning, documents, links and transfers: each rule, each step, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from app.commands import documents, gaps, learning, links, threats, transfers
from app.domain.beside import Document, IntelligenceGap, Learning, ThreatLink, Transfer
from app.domain.codes import Relation, ThreatStatus, TransferState
from app.domain.faults import Faulty
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import card, journal
from app.reads.record import record
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import add_officer, add_threat

TODAY = date(2026, 11, 26)


def head(register: Register) -> int:
    """The journal's last entry: a refusal leaves it where it was."""
    return register.ask(lambda connection: connection.execute(select(func.max(JOURNAL.c.seq))).scalar_one())


def refused(register: Register, code: str, command: Callable[..., Any], *args: Any) -> None:
    before = head(register)
    with pytest.raises(Refusal) as raised:
        register.do(command, *args)
    assert raised.value.code == code
    assert head(register) == before


def stopped(register: Register, field: str, command: Callable[..., Any], *args: Any) -> None:
    before = head(register)
    with pytest.raises(Faulty) as raised:
        register.do(command, *args)
    assert field in {fault.field for fault in raised.value.faults}
    assert head(register) == before


def shown(register: Register, threat: Threat) -> card.Card:
    return register.ask(card.card, threat.id, TODAY)


def both_ways(register: Register, stand: Callable[[], Any]) -> None:
    """Undo takes the last command back in one step and redo does it again."""

    def content() -> str:
        # versions only rise, across undo and redo too
        return re.sub(r"version=\d+", "", repr(stand()))

    after = content()
    register.undo()
    assert content() != after
    register.redo()
    assert content() == after


def gap(threat: Threat, **fields: Any) -> IntelligenceGap:
    values = {"id": "g", "text": "Who supplies the phones", "raised_on": date(2026, 11, 2), **fields}
    return IntelligenceGap(threat=threat.id, **values)


def link(
    threat: Threat, other: Threat, relation: Relation = Relation.WORKS_WITH, id: str = "l"
) -> ThreatLink:
    return ThreatLink(id=id, threat=threat.id, other=other.id, relation=relation)


def transfer(threat: Threat, **fields: Any) -> Transfer:
    values = {
        "id": "x",
        "to_force": "dorset",
        "reason": "Offending has moved",
        "proposed_on": TODAY,
        **fields,
    }
    return Transfer(threat=threat.id, **values)


# gaps


def test_a_gap_is_raised_owned_and_closed_with_its_answer(register: Register) -> None:
    threat, hale = add_threat(register), add_officer(register)
    made = register.do(gaps.raise_, gap(threat, owner_organisation="Avonmere Council")).result
    made = register.do(gaps.change, replace(made, owner=hale.id, requirement="Subscriber checks")).result
    closed = register.do(gaps.close, made, TODAY, " A shop in Avonmere ").result
    assert (closed.closed_on, closed.answer) == (TODAY, "A shop in Avonmere")
    both_ways(register, lambda: shown(register, threat).gaps)
    refused(register, "gap.closed", gaps.close, shown(register, threat).gaps[0], TODAY, "Again")


def test_a_gap_is_not_closed_without_an_answer_or_before_it_was_raised(register: Register) -> None:
    made = register.do(gaps.raise_, gap(add_threat(register))).result
    stopped(register, "answer", gaps.close, made, TODAY, "  ")
    stopped(register, "closed_on", gaps.close, made, date(2026, 11, 1), "Known")
    stopped(register, "closed_on", gaps.close, made, date(2026, 11, 27), "Known")


def test_a_gap_without_an_owner_is_warned_of_until_it_is_closed(register: Register) -> None:
    threat = add_threat(register)
    assert {fault.code for fault in gap(threat).faults(TODAY)} == {"gap.no_owner"}
    assert gap(threat, closed_on=TODAY, answer="Known").faults(TODAY) == ()


# learning and documents


def test_learning_is_added_by_the_person_at_the_desk_changed_and_removed(register: Register) -> None:
    threat = add_threat(register)
    made = register.do(
        learning.add, Learning(id="n", threat=threat.id, text="Ask the bank first", on=TODAY)
    ).result
    assert made.by == "Drew Quill"
    made = register.do(learning.change, replace(made, shared_with="Wiltshire")).result
    both_ways(register, lambda: shown(register, threat).learning)
    register.do(learning.remove, shown(register, threat).learning[0])
    assert shown(register, threat).learning == ()
    both_ways(register, lambda: shown(register, threat).learning)


def test_a_document_is_a_reference_that_stands_once(register: Register) -> None:
    threat = add_threat(register)
    closing = Document(id="d", threat=threat.id, title="Closing report", reference="CR/26/4", held_in="Niche")
    made = register.do(documents.link, closing).result
    again = replace(closing, id="e", reference="cr/26/4 ", held_in="niche")
    refused(register, "document.twice", documents.link, again)
    other = register.do(documents.link, replace(again, reference="CR/26/5")).result
    refused(register, "document.twice", documents.change, replace(other, reference="CR/26/4"))
    register.do(documents.change, replace(made, title="Report"))
    register.do(documents.remove, other)
    assert [document.title for document in shown(register, threat).documents] == ["Report"]
    both_ways(register, lambda: shown(register, threat).documents)
    stopped(register, "reference", documents.link, replace(closing, id="f", reference=" "))


def test_a_path_to_no_file_is_kept_as_it_is(register: Register) -> None:
    """Nothing opens or reads what is named: any words will do."""
    threat = add_threat(register)
    made = register.do(
        documents.link, Document(id="d", threat=threat.id, title="Plan", reference="Z:/not/there.docx")
    ).result
    assert made.reference == "Z:/not/there.docx"


# links


def test_both_ends_see_a_link(register: Register) -> None:
    one, two = add_threat(register, "A"), add_threat(register, "B", name="Wharf group")
    register.do(links.add, link(one, two, Relation.SPLIT_FROM))
    (out,), (back,) = shown(register, one).links, shown(register, two).links
    assert (out.other, out.display, out.outward) == (two.id, "Wharf group", True)
    assert (back.other, back.outward) == (one.id, False)
    both_ways(register, lambda: shown(register, two).links)


@pytest.mark.parametrize("relation", Relation)
def test_a_link_stands_once_from_whichever_end(register: Register, relation: Relation) -> None:
    one, two = add_threat(register, "A"), add_threat(register, "B")
    register.do(links.add, link(one, two, relation))
    refused(register, "link.twice", links.add, link(one, two, relation, "m"))
    code = "link.twice" if relation is Relation.WORKS_WITH else "link.both_ways"
    refused(register, code, links.add, link(two, one, relation, "m"))


def test_a_threat_is_not_linked_to_itself(register: Register) -> None:
    one = add_threat(register, "A")
    stopped(register, "other", links.add, link(one, one))


def test_a_threat_merges_into_one_other_that_is_managed(register: Register) -> None:
    one, two, three = (add_threat(register, name) for name in "ABC")
    register.do(links.add, link(one, two, Relation.MERGED_INTO))
    refused(register, "link.merged_already", links.add, link(one, three, Relation.MERGED_INTO, "m"))
    register.do(links.add, link(two, three, Relation.MERGED_INTO, "n"))
    refused(register, "link.both_ways", links.add, link(three, one, Relation.MERGED_INTO, "m"))
    four = register.do(threats.archive, add_threat(register, "D"), TODAY, "Ended", "DCI Tremayne").result
    refused(register, "link.merged_archived", links.add, link(three, four, Relation.MERGED_INTO, "m"))
    # what has ended may still have been the beginning of another, and may itself have merged
    register.do(links.add, link(three, four, Relation.SPLIT_FROM, "o"))
    register.do(links.add, link(four, three, Relation.MERGED_INTO, "p"))


def test_a_link_is_changed_by_the_same_rules_and_removed_at_both_ends(register: Register) -> None:
    one, two = add_threat(register, "A"), add_threat(register, "B")
    register.do(links.add, link(one, two, Relation.SPLIT_FROM))
    made = register.do(links.add, link(one, two, Relation.WORKS_WITH, "m")).result
    refused(register, "link.twice", links.change, replace(made, relation=Relation.SPLIT_FROM))
    made = register.do(links.change, replace(made, note="Shared stores")).result
    register.do(links.remove, made)
    assert len(shown(register, two).links) == 1


# transfers


def test_an_accepted_transfer_changes_the_home_force_and_keeps_the_old_one(register: Register) -> None:
    threat = add_threat(register, other_forces=("dorset", "wiltshire"))
    made = register.do(transfers.propose, transfer(threat)).result
    assert (made.from_force, made.proposed_by) == ("avon-and-somerset", "Drew Quill")
    moved = register.do(transfers.accept, made, "Supt Lee", TODAY, "From Monday").result
    assert (moved.home_force, moved.other_forces) == ("dorset", ("wiltshire",))
    (kept,) = shown(register, threat).transfers
    assert (kept.state, kept.answered_by, kept.answered_on) == (TransferState.ACCEPTED, "Supt Lee", TODAY)
    assert kept.from_force == "avon-and-somerset"
    entries = register.ask(journal.history, "threat", threat.id)
    change = next(c for c in entries[0].changes if c.field == "home_force")
    assert (change.was, change.now) == ("avon-and-somerset", "dorset")
    both_ways(
        register,
        lambda: (shown(register, threat).threat.home_force, shown(register, threat).transfers[0].state),
    )


def test_a_transfer_goes_to_the_regions_unit_too(register: Register) -> None:
    threat = add_threat(register)
    made = register.do(transfers.propose, transfer(threat, to_force="swrocu")).result
    assert register.do(transfers.accept, made, "Head of ROCU", TODAY).result.home_force == "swrocu"


def test_one_transfer_waits_at_a_time(register: Register) -> None:
    threat = add_threat(register)
    made = register.do(transfers.propose, transfer(threat)).result
    refused(register, "transfer.open", transfers.propose, transfer(threat, id="y", to_force="wiltshire"))
    register.do(transfers.withdraw, made, "Proposed too soon")
    register.do(transfers.propose, transfer(threat, id="y", to_force="wiltshire"))


def test_a_transfer_wants_another_force_and_a_reason(register: Register) -> None:
    threat = add_threat(register)
    stopped(register, "to_force", transfers.propose, transfer(threat, to_force="avon-and-somerset"))
    stopped(register, "to_force", transfers.propose, transfer(threat, to_force=None))
    stopped(register, "reason", transfers.propose, transfer(threat, reason=" "))
    stopped(register, "proposed_on", transfers.propose, transfer(threat, proposed_on=date(2026, 11, 27)))


def test_an_answer_names_who_gave_it_and_when(register: Register) -> None:
    threat = add_threat(register)
    made = register.do(transfers.propose, transfer(threat)).result
    stopped(register, "answered_by", transfers.accept, made, " ", TODAY)
    stopped(register, "answered_on", transfers.accept, made, "Supt Lee", None)
    stopped(register, "answered_on", transfers.accept, made, "Supt Lee", date(2026, 11, 27))
    stopped(register, "answered_on", transfers.accept, made, "Supt Lee", date(2026, 11, 25))
    stopped(register, "answer", transfers.decline, made, "Supt Lee", TODAY, "")
    assert shown(register, threat).threat.home_force == "avon-and-somerset"


@pytest.mark.parametrize("state", [TransferState.DECLINED, TransferState.WITHDRAWN, TransferState.ACCEPTED])
def test_an_answered_transfer_is_not_answered_again(register: Register, state: TransferState) -> None:
    threat = add_threat(register)
    made = register.do(transfers.propose, transfer(threat)).result
    if state is TransferState.ACCEPTED:
        register.do(transfers.accept, made, "Supt Lee", TODAY)
    elif state is TransferState.DECLINED:
        register.do(transfers.decline, made, "Supt Lee", TODAY, "No capacity")
    else:
        register.do(transfers.withdraw, made)
    now = register.ask(record, Transfer, made.id)
    assert (now.state, now.answered_on) == (state, TODAY)
    refused(register, "transfer.answered", transfers.decline, now, "Supt Lee", TODAY, "No capacity")
    refused(register, "transfer.answered", transfers.withdraw, now)
    refused(register, "transfer.answered", transfers.accept, now, "Supt Lee", TODAY)
    if state is not TransferState.ACCEPTED:
        assert shown(register, threat).threat.home_force == "avon-and-somerset"


def test_a_proposal_overtaken_by_another_change_of_force_is_not_accepted(register: Register) -> None:
    threat = add_threat(register)
    made = register.do(transfers.propose, transfer(threat)).result
    register.do(threats.change, replace(threat, home_force="wiltshire"))
    refused(register, "transfer.moved_on", transfers.accept, made, "Supt Lee", TODAY)


def test_an_archived_threat_is_not_transferred(register: Register) -> None:
    threat = add_threat(register)
    made = register.do(transfers.propose, transfer(threat)).result
    ended = register.do(
        threats.archive, threat, TODAY, "Ended", "DCI Tremayne", acknowledged="Dorset will ask again"
    ).result
    assert ended.status is ThreatStatus.ARCHIVED
    refused(register, "transfer.archived", transfers.accept, made, "Supt Lee", TODAY)
    refused(register, "transfer.archived", transfers.propose, transfer(threat, id="y"))


# what the threat itself says


def test_tags_are_trimmed_and_stand_once_whatever_their_case(register: Register) -> None:
    threat = add_threat(register, tags=(" county  line ", "Coast", "COUNTY LINE", ""))
    assert threat.tags == ("county line", "Coast")
    changed = register.do(threats.change, replace(threat, tags=(*threat.tags, "coast "))).result
    assert (changed.tags, changed.version) == (threat.tags, threat.version)
