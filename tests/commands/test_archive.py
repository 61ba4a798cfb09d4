"""Ending the management of a threat: what is open must be acknowledged, and re-opening keeps everything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from app.commands import actions, gaps, links, submissions, threats, transfers
from app.commands import reference as reference_commands
from app.domain.beside import IntelligenceGap, ThreatLink, Transfer
from app.domain.clock import FixedClock
from app.domain.codes import ChoiceList, Relation, ThreatStatus
from app.domain.faults import Faulty
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import beside, card, journal, reference
from app.register import Done, Register
from app.store.tables import JOURNAL
from app.ui.pages.card_history import moments
from tests.builders import add_action, add_threat, reopen

TODAY = date(2026, 11, 26)


def shown(register: Register, threat: Threat) -> card.Card:
    return register.ask(card.card, threat.id, TODAY)


def head(register: Register) -> int:
    return register.ask(lambda connection: connection.execute(select(func.max(JOURNAL.c.seq))).scalar_one())


def end(register: Register, threat: Threat, **more: Any) -> Done:
    return register.do(threats.archive, threat, TODAY, "Convicted and sentenced", "Supt Lee", **more)


def busy(register: Register) -> Threat:
    threat = add_threat(register, priority=1)
    add_action(register, threat)
    register.do(gaps.raise_, IntelligenceGap(id="g", threat=threat.id, text="Who pays", raised_on=TODAY))
    return threat


def test_what_stays_open_is_refused_until_it_is_acknowledged(register: Register) -> None:
    threat = busy(register)
    before = head(register)
    with pytest.raises(Refusal) as raised:
        end(register, threat, acknowledged="  ")
    assert (raised.value.code, raised.value.fields["count"]) == ("archive.open", 2)
    assert head(register) == before
    end(register, threat, acknowledged="Dorset works on")
    entry = register.ask(journal.history, "threat", threat.id)[0]
    assert entry.reason == (
        "Convicted and sentenced. Left open: actions open or without a result 1, open intelligence gaps 1. "
        "Dorset works on"
    )


def test_an_unentered_disruption_is_open_work_too(register: Register) -> None:
    threat = add_threat(register)
    with pytest.raises(Refusal, match=r"archive\.open"):
        end(register, threat, entered=False)
    end(register, threat, entered=True)


def test_nothing_open_needs_no_acknowledgement(register: Register) -> None:
    threat = add_threat(register)
    register.do(actions.cancel, add_action(register, threat), "premises closed", TODAY)
    ended = end(register, threat, report=" CR/26/4 ").result
    assert (ended.status, ended.closing_report) == (ThreatStatus.ARCHIVED, "CR/26/4")
    assert register.ask(journal.history, "threat", threat.id)[0].reason == "Convicted and sentenced"


def test_archive_and_its_learning_are_one_step(register: Register) -> None:
    threat = add_threat(register)
    done = end(register, threat, learning="Ask the bank first")
    assert len(done.changes) == 2
    (learned,) = shown(register, threat).learning
    assert (learned.text, learned.by, learned.on) == ("Ask the bank first", "Drew Quill", TODAY)
    register.undo()
    assert (shown(register, threat).learning, shown(register, threat).threat.status) == (
        (),
        ThreatStatus.ACTIVE,
    )
    register.redo()
    assert shown(register, threat).learning[0].text == "Ask the bank first"
    assert shown(register, threat).threat.status is ThreatStatus.ARCHIVED


def test_reopening_keeps_everything_and_the_journal_keeps_the_archive(
    register: Register, clock: FixedClock
) -> None:
    threat = busy(register)
    ended = end(
        register, threat, report="CR/26/4", learning="Ask the bank", acknowledged="Dorset works on"
    ).result
    active = register.do(threats.reopen, ended, "Seen again at the quay").result
    assert (active.status, active.archived_on, active.archive_reason, active.archive_authoriser) == (
        ThreatStatus.ACTIVE, None, "", "",
    )  # fmt: skip
    now = shown(register, threat)
    assert (len(now.actions), len(now.gaps), len(now.learning)) == (1, 1, 1)
    (kept,) = register.ask(beside.closings, threat.id)
    assert (kept.on, kept.reason, kept.authoriser) == (TODAY, "Convicted and sentenced", "Supt Lee")
    assert (kept.report, kept.told.endswith("Dorset works on")) == ("CR/26/4", True)
    assert register.ask(journal.history, "threat", threat.id)[0].reason == "Seen again at the quay"
    again = end(register, active, report="CR/26/9", acknowledged="As before").result
    assert [one.report for one in register.ask(beside.closings, threat.id)] == ["CR/26/9", "CR/26/4"]
    with pytest.raises(Refusal, match=r"archive\.already"):
        end(register, again)
    with reopen(register) as opened:
        assert len(opened.ask(beside.closings, threat.id)) == 2


def test_an_archive_undone_is_no_archive_and_redone_is_one(register: Register) -> None:
    threat = add_threat(register)
    end(register, threat)
    register.undo()
    assert register.ask(beside.closings, threat.id) == ()
    register.redo()
    assert len(register.ask(beside.closings, threat.id)) == 1
    register.undo()
    assert register.ask(beside.closings, threat.id) == ()


def test_an_active_threat_is_not_reopened(register: Register) -> None:
    with pytest.raises(Refusal, match=r"archive\.active"):
        register.do(threats.reopen, add_threat(register))


def test_the_history_tells_it_in_words(register: Register) -> None:
    threat = busy(register)
    made = register.do(
        transfers.propose,
        Transfer(
            id="x", threat=threat.id, to_force="dorset", reason="Offending has moved", proposed_on=TODAY
        ),
    ).result
    moved = register.do(transfers.accept, made, "Supt Lee", TODAY).result
    end(register, moved, report="CR/26/4", learning="Ask the bank", acknowledged="Dorset works on")
    entries = register.ask(journal.threat_history, threat.id)
    told = [moment.text for moment in moments(entries, shown(register, threat), ())]
    assert told[0].startswith("Learning added: by Drew Quill, date 26 Nov 2026, text “Ask the bank”.")
    assert "closing report set to CR/26/4" in told[1]
    assert "Reason: Convicted and sentenced. Left open: " in told[1]
    assert "home force from Avon and Somerset to Dorset" in told[2]
    assert told[3] == (
        "Transfer: answered by set to Supt Lee; answered on set to 26 Nov 2026; "
        "state from proposed to accepted."
    )
    assert "Transfer added: from Avon and Somerset, " in told[4]
    assert "Intelligence gap added: raised on 26 Nov 2026, text “Who pays”." in told


def test_both_ends_of_a_link_have_it_in_their_history(register: Register) -> None:
    one, two = add_threat(register, "A", name="Quay group"), add_threat(register, "B", name="Wharf group")
    link = ThreatLink(id="l", threat=one.id, other=two.id, relation=Relation.SPLIT_FROM)

    def told(threat: Threat) -> str:
        entries = register.ask(journal.threat_history, threat.id)
        return moments(entries, shown(register, threat), ())[0].text

    made = register.do(links.add, link).result
    assert told(one) == "Link to another threat added: linked threat Wharf group, relation split from."
    assert told(two) == "Link to another threat added: relation split from, threat Quay group."
    register.do(links.remove, made)
    assert told(one).endswith("removed. It said: linked threat another threat, relation split from.")
    assert told(two).endswith("removed. It said: relation split from, threat another threat.")


def test_a_reason_of_the_list_is_in_use_with_words_after_it_too(register: Register) -> None:
    choice = next(c for c in register.ask(reference.reference).choices if c.list is ChoiceList.ARCHIVE_REASON)
    register.do(threats.archive, add_threat(register), TODAY, f"{choice.name}: all principals", "Supt Lee")
    with pytest.raises(Refusal, match=r"reference\.in_use"):
        register.do(reference_commands.remove, choice)


def test_a_submission_on_its_way_is_open_work(register: Register) -> None:
    threat = add_threat(register)
    made = Submission(id="s", threat=threat.id, proposer="DI Hale", opened_on=TODAY, state_on=TODAY)
    register.do(submissions.open_, made)
    threat = shown(register, threat).threat
    with pytest.raises(Refusal, match=r"archive\.open"):
        end(register, threat)
    end(register, threat, acknowledged="ROCTA decides without us")
    entry = register.ask(journal.history, "threat", threat.id)[0]
    assert "Left open: submission not decided 1." in entry.reason


def test_a_threat_is_not_archived_on_a_day_to_come(register: Register) -> None:
    threat = add_threat(register)
    before = head(register)
    with pytest.raises(Faulty):
        register.do(threats.archive, threat, date(2026, 11, 27), "Convicted", "Supt Lee")
    assert head(register) == before
