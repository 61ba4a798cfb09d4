"""Ledgers of disruptions, requests, orders, nominals and gaps: taken in, told apart, never doubled."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.beside import IntelligenceGap
from app.domain.codes import Decision, NominalRole, OrderState, Rating, RequestState, Strand
from app.domain.disruption import Disruption
from app.domain.inbox import Held
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.request import Request
from app.domain.threat import Threat
from app.intake.review import apply
from app.intake.settling import Decision as Settled
from app.jobs import take_in
from app.register import Register
from tests.builders import add_threat
from tests.intake.registers import all_of, bring

DISRUPTIONS = (
    ("OCG Ref", "Date", "P", "Rating", "Theme", "What happened", "Lead agency", "Partners",
     "Rationale", "On APMIS"),
    ("AS/2024/0131", date(2026, 10, 2), "Pursue", "Major", "Drugs", "Line closed", "Force SOC team",
     "HMRC; Trading standards", "Trade stopped.", "Yes"),
    ("as/2024/0131", "14/10/2026", "Prev", "minor", "", "Two young people referred", "", "", "", "No"),
)  # fmt: skip


def file_of(folder: Path, name: str = "ledger.xlsx", **sheets: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        made = book.create_sheet(title)
        for row in rows:
            made.append(list(row))
    target = io.BytesIO()
    book.save(target)
    path = folder / name
    path.write_bytes(target.getvalue())
    return path


@pytest.fixture
def threat(register: Register) -> Threat:
    return add_threat(register, id="t1")


def test_a_ledger_of_disruptions_is_taken_in_row_by_row(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    outcome = bring(register, file_of(tmp_path, Disruptions=DISRUPTIONS))
    assert outcome.counts["ledger"] == 2
    first, second = all_of(register, Disruption)
    assert (first.threat, first.reference, first.on) == ("t1", "D-0001", date(2026, 10, 2))
    assert (first.strand, first.rating, first.theme) == (Strand.PURSUE, Rating.MAJOR, "illegal-drugs")
    assert (first.supporting_bodies, first.apmis) == (("HMRC", "Trading standards"), True)
    assert (second.reference, second.strand, second.rating) == ("D-0002", Strand.PREVENT, Rating.MINOR)
    register.undo()
    assert all_of(register, Disruption) == []


def test_the_same_ledger_again_changes_nothing(register: Register, threat: Threat, tmp_path: Path) -> None:
    path = file_of(tmp_path, Disruptions=DISRUPTIONS)
    bring(register, path)
    again = bring(register, path)
    assert (again.counts["ledger"], again.counts["unchanged"], again.done) == (0, 2, None)


def test_what_differs_is_told_and_the_registers_own_stays(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    bring(register, file_of(tmp_path, Disruptions=DISRUPTIONS))
    changed = (DISRUPTIONS[0], (*DISRUPTIONS[1][:3], "Moderate", *DISRUPTIONS[1][4:]))
    outcome = bring(register, file_of(tmp_path, "again.xlsx", Disruptions=changed))
    assert outcome.done is None
    assert any("differs here in rating" in line for line in outcome.lines)
    assert all_of(register, Disruption)[0].rating is Rating.MAJOR


def test_what_cannot_be_read_waits_and_says_why(register: Register, threat: Threat, tmp_path: Path) -> None:
    head, good, _ = DISRUPTIONS
    rows = (
        head,
        ("AS/2024/9999", *good[1:]),
        (good[0], "soon", *good[2:]),
        (*good[:3], "Huge", *good[4:]),
        (good[0], date(2027, 3, 1), *good[2:]),
    )
    outcome = bring(register, file_of(tmp_path, Disruptions=rows))
    assert (outcome.counts["ledger"], outcome.counts["held"]) == (0, 4)
    assert all_of(register, Disruption) == []
    told = "\n".join(outcome.lines)
    for words in ("no threat has the reference “AS/2024/9999”", "“soon” is not a date",
                  "“Huge” is no rating", "This date is in the future"):  # fmt: skip
        assert words in told
    assert len(all_of(register, Held)) == 4


def test_a_threat_of_the_same_file_carries_its_rows(register: Register, tmp_path: Path) -> None:
    tracker = (
        ("OCG Ref", "Op name", "AKA", "Primary crime", "SIO", "Pursue"),
        (
            "DC/2026/0044",
            "KESTREL",
            "Ashlar Court",
            "Drugs",
            "DI Hale",
            "Visit premises (DI Hale)",
        ),
    )
    ledger = (DISRUPTIONS[0], ("DC/2026/0044", *DISRUPTIONS[1][1:]))
    bring(register, file_of(tmp_path, LIVE=tracker, Disruptions=ledger))
    (made,) = all_of(register, Threat)
    assert [row.threat for row in all_of(register, Disruption)] == [made.id]


def test_requests_orders_nominals_and_gaps_come_in_too(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    ref = threat.reference
    path = file_of(
        tmp_path,
        Requests=(
            ("Threat", "Capability", "Asked for", "Bid on", "Decision", "Decided on", "Conditions"),
            (ref, "Surveillance", "Surveillance, 3 weeks", date(2026, 10, 5), "granted",
             date(2026, 10, 20), "Debrief"),
            (ref, "Airship", "A balloon", date(2026, 11, 2), None, None, None),
        ),
        Orders=(
            ("Order", "Threat", "Nominal reference", "Granted", "Expires"),
            ("SCPO", ref, "NOM-7", date(2026, 9, 1), date(2031, 9, 1)),
        ),
        Nominals=(
            ("Threat", "Nominal reference", "Role", "In custody", "Release date"),
            (ref, "NOM-7", "principal", "Yes", date(2027, 2, 1)),
        ),
        Gaps=(("Threat", "Intelligence gap", "Owner"), (ref, "Who supplies it", "Force intelligence unit")),
    )  # fmt: skip
    outcome = bring(register, path)
    assert outcome.counts["ledger"] == 5
    first, second = all_of(register, Request)
    assert (first.capability, first.state, first.decision) == (
        "capability-surveillance", RequestState.DECIDED, Decision.GRANTED,
    )  # fmt: skip
    assert first.decided_by == "According to ledger.xlsx"
    assert (second.capability, second.state) == (None, RequestState.BID)
    assert any("“Airship” is no capability" in line for line in outcome.lines)
    (nominal,), (order,) = all_of(register, Nominal), all_of(register, AncillaryOrder)
    assert (nominal.role, nominal.in_custody, nominal.release_on) == (
        NominalRole.PRINCIPAL, True, date(2027, 2, 1),
    )  # fmt: skip
    assert (order.nominal, order.state) == (nominal.id, OrderState.GRANTED)
    assert order.order_type == "order-type-serious-crime-prevention-order"
    assert [gap.owner_organisation for gap in all_of(register, IntelligenceGap)] == [
        "Force intelligence unit"
    ]
    again = bring(register, path)
    assert (again.counts["ledger"], again.done) == (0, None)


def test_a_row_left_out_by_its_reviewer_is_not_taken(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    review = take_in.plan(register, file_of(tmp_path, Disruptions=DISRUPTIONS))
    assert [row.kind for row in review.rows] == ["disruption", "disruption"]
    outcome = take_in.take_in(register, apply(review, [Settled(key=review.rows[0].key, take=False)]))
    assert outcome.counts["ledger"] == 1
    assert [row.reference for row in all_of(register, Disruption)] == ["D-0001"]


def test_the_packs_own_words_for_orders_and_requests_are_read(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    orders = (
        ("Order", "Threat", "Granted", "In force", "Expires", "Next due", "What is due"),
        ("SCPO T2025/118", "AS/2024/0131", date(2026, 1, 5), date(2026, 1, 6), date(2031, 1, 5),
         date(2031, 1, 5), "Expires"),
        ("Travel Restriction Order", "AS/2024/0131", date(2026, 1, 5), None, None, None, None),
        ("Odd order T2025/118", "AS/2024/0131", date(2026, 1, 5), None, None, None, None),
    )  # fmt: skip
    requests = (
        ("Request", "Capability", "Threat", "Asked for", "Bid on", "Decision", "Decided on"),
        ("R-0002", "Surveillance", "AS/2024/0131", "Two weeks", date(2026, 11, 2), "listed for the meeting",
         None),
        ("R-0003", "Surveillance", "AS/2024/0131", "One week", date(2026, 11, 2), "perhaps", None),
    )  # fmt: skip
    outcome = bring(register, file_of(tmp_path, Orders=orders, Requests=requests))
    assert (outcome.counts["ledger"], outcome.counts["held"]) == (3, 2)
    first, second = all_of(register, AncillaryOrder)
    assert (first.order_type, first.reference) == ("order-type-serious-crime-prevention-order", "T2025/118")
    assert (first.state, first.due, first.due_what) == (OrderState.IN_FORCE, None, "")
    assert (second.order_type, second.reference) == ("order-type-travel-restriction-order", "")
    (asked,) = all_of(register, Request)
    assert (asked.state, asked.decision) == (RequestState.BID, None)


def test_a_hostile_ledger_is_kept_as_it_stands_or_held(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    long = "x" * 32_000
    rows = (
        ("Disruptions of the quarter",),
        ("OCG Ref", "Date", "P", "Rating", "What happened", "Rationale"),
        ("AS/2024/0131", "2 October 2026", "Pursue", "Major", "=HYPERLINK(A1)", long),
        ("AS/2024/0131", "29/02/2026", "Pursue", "Major", "No such day", ""),
        ("AS/2024/0131", date(2026, 10, 3), "Pursue", "Minor", "توقيف 😀\u202e", ""),
        ("OCG Ref", "Date", "P", "Rating", "What happened", "Rationale"),
        ("AS/2024/0131", date(2027, 10, 3), "Pursue", "Minor", "To come", ""),
        ("", "", "", "", "", ""),
        ("NOT/1", date(2026, 10, 3), "Pursue", "Minor", "Nobody's", ""),
    )
    path = file_of(tmp_path, Disruptions=rows)
    outcome = bring(register, path)
    taken = all_of(register, Disruption)
    assert "توقيف 😀\u202e" in [row.title for row in taken]
    assert outcome.counts["ledger"] == len(taken)
    held = len(all_of(register, Held))
    assert (len(taken), held) == (2, 4)
    assert bring(register, path).done is None
    register.undo()
    assert (all_of(register, Disruption), all_of(register, Held)) == ([], [])
    assert register.verify().ok
