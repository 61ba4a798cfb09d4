"""The leak test: a canary in every text of every kind, over every edition and all that is in both files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, make_dataclass, replace
from functools import cache
from io import BytesIO
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zipfile import ZipFile

import pypdf
import pytest

from app.domain.codes import EditionKind
from app.domain.edition import CHAIR, FULL, Edition, offered
from app.domain.month import Month
from app.packs import editions, editions_force, editions_partner, excel, monthly, pdf, read_back, stored
from app.packs.monthly import Issuing
from tests.packs import canaries, months
from tests.packs.canaries import CODED, OTHER, OWN, PRIVATE, Canaries

AS = Edition(EditionKind.FORCE, "as", "Avon and Somerset", "AS")
AVON = Edition(EditionKind.PARTNER, "partner-a", "Avonmere Council", "AVON")
NOBODY = Edition(EditionKind.PARTNER, "partner-z", "Nobody", "NO")
EDITIONS = (CHAIR, FULL, AS, AVON, NOBODY)
CANARY = re.compile("zyq[a-z]{4}")
PARTNER_MAY = {
    ("threats", "name"), ("officers", "name"), ("officers", "rank"), ("officers", "organisation"),
    ("actions", "title"), ("actions", "owner_organisation"), ("releases", "need_to_know"),
    ("releases", "contacts"), ("releases", "asks"),
}  # fmt: skip
"""What a partner may read of a threat that was released to it, by the region's setting."""


@dataclass(frozen=True)
class Made:
    """An edition with its pack and its files."""

    cut: editions.Reduced
    stored: str
    files: dict[str, bytes]

    def told(self) -> set[str]:
        """Every canary in the pack as it is kept, and in anything of either file."""
        found = set(CANARY.findall(self.stored.casefold()))
        for data in self.files.values():
            found |= everything(data)
        return found


@cache
def planted() -> tuple[Month, Canaries]:
    return canaries.month()


@cache
def made(edition: Edition) -> Made:
    cut = editions.reduced(planted()[0], edition)
    pack = monthly.build(cut.month, months.MADE_AT, edition=edition, issuing=Issuing(version="1.0"))
    printed, book = BytesIO(), BytesIO()
    pdf.write(pack, printed)
    excel.write(pack, book)
    return Made(cut, stored.text_of(pack), {"pack.pdf": printed.getvalue(), "pack.xlsx": book.getvalue()})


def everything(data: bytes) -> set[str]:
    """The canaries of a file, read by others than the program itself."""
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as parts:
            texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    else:
        reader = pypdf.PdfReader(BytesIO(data))
        texts = [page.extract_text() for page in reader.pages]
        texts += [re.sub(r"\s", "", text) for text in texts]
        texts += [
            str(reader.metadata),
            str(reader.outline),
            str(reader.named_destinations),
            str(reader.xmp_metadata),
        ]
        for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
            texts.append(str(reader.get_object(number)))
    return {word for text in texts for word in CANARY.findall(text.casefold())}


def where(words: set[str]) -> set[tuple[str, str, str]]:
    return {planted()[1].of[word] for word in words}


def test_every_kind_of_row_with_a_text_has_canaries() -> None:
    sown = {place for place, _, _ in planted()[1].of.values()}
    # an assignment holds ids, codes and days alone
    assert sown == {name for name, _ in canaries.row_fields()} - {"assignments"}
    assert len(planted()[1].of) > 300


def test_the_chair_reads_the_private_items_and_the_full_edition_does_not() -> None:
    told = where(made(CHAIR).told())
    assert {scope for _, _, scope in told} >= {OWN, OTHER, PRIVATE}
    assert not {one for one in where(made(FULL).told()) if one[2] == PRIVATE}
    assert {scope for _, _, scope in where(made(FULL).told())} >= {OWN, OTHER, CODED}


def test_a_force_reads_nothing_of_another_force() -> None:
    told = where(made(AS).told())
    assert not {one for one in told if one[2] in (OTHER, PRIVATE)}
    assert {("threats", "name", OWN), ("updates", "text", OWN), ("requests", "reference", OWN)} <= told


def test_a_partner_reads_what_was_released_to_it_and_no_other_field() -> None:
    told = where(made(AVON).told())
    assert told <= {(place, name, OWN) for place, name in PARTNER_MAY}
    assert {("threats", "name", OWN), ("actions", "title", OWN), ("releases", "need_to_know", OWN)} <= told


def test_an_organisation_that_is_not_listed_reads_nothing() -> None:
    assert made(NOBODY).told() == set()


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.words)
def test_reading_back_finds_nothing_in_what_the_editions_themselves_say(edition: Edition) -> None:
    one = made(edition)
    assert read_back.hits(one.files, one.cut.withheld, one.cut.month) == ()


@pytest.mark.parametrize("edition", [AS, AVON], ids=lambda edition: edition.words)
def test_everything_that_is_held_back_is_told_to_the_coordinator(edition: Edition) -> None:
    one = made(edition)
    texts = " ".join(text.text for text in one.cut.withheld)
    held = set(CANARY.findall(texts))
    released = set(CANARY.findall(repr(one.cut.month)))
    assert held | released == set(planted()[1].of)
    assert not held & released


@pytest.mark.parametrize("edition", [AS, AVON], ids=lambda edition: edition.words)
def test_a_field_that_a_month_gains_is_in_no_edition_until_a_rule_says_so(edition: Edition) -> None:
    wider = make_dataclass(
        "Wider", [("secrets", tuple, ())], bases=(Month,), frozen=True, slots=True, kw_only=True
    )
    month = planted()[0]
    values = {field.name: getattr(month, field.name) for field in fields(Month)}
    cut = editions.reduced(wider(**values, secrets=(month.threats[0],)), edition)
    assert type(cut.month) is Month
    assert any(text.kind == "secrets" for text in cut.withheld)


@pytest.mark.parametrize("edition", [AS, AVON], ids=lambda edition: edition.words)
def test_a_month_without_rules_comes_out_empty(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each field by itself: with its rule gone, nothing of it is released."""
    kept = ("region", "settings", "meeting")

    def few(whole: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
        return lambda self: {name: rule for name, rule in whole(self).items() if name in kept}

    for owner in (editions_force.ForceRules, editions_partner.PartnerRules):
        monkeypatch.setattr(owner, "rules", few(owner.rules))
    cut = editions.reduced(planted()[0], edition)
    for field in fields(Month):
        if field.name not in kept:
            assert getattr(cut.month, field.name) in ((), None), field.name


def test_a_field_that_a_row_gains_is_not_in_a_partners_edition() -> None:
    """Rows of a partner are made anew: every field that no setting names is empty."""
    month, _ = planted()
    cut = editions.reduced(month, AVON)
    for name in ("threats", "actions", "officers"):
        for row in getattr(cut.month, name):
            said = {field for field in row._fields if CANARY.search(str(getattr(row, field)))}
            assert {(name, field) for field in said} <= PARTNER_MAY


def test_the_setting_decides_which_fields_a_partner_reads() -> None:
    month, _ = planted()
    narrow = replace(month, settings=replace(month.settings, partner_fields=("threat.name",)))
    cut = editions.reduced(narrow, AVON)
    assert not cut.month.actions
    assert not cut.month.assignments
    pursue = replace(month.settings, partner_fields=(*month.settings.partner_fields, "action.Pursue"))
    cut = editions.reduced(replace(month, settings=pursue), AVON)
    assert all(row.strand != "Pursue" for row in cut.month.actions)


def test_every_edition_of_a_region_is_offered_with_a_code_of_its_own() -> None:
    month, _ = planted()
    made_ = offered(month.forces, month.choices)
    assert [edition.words for edition in made_][:3] == ["chair", "full", "Avon and Somerset"]
    ids = [edition.pack_id("SW", "2026-12") for edition in made_]
    assert len(set(ids)) == len(ids)


def test_a_month_is_made_of_tuples_and_records_which_the_sieve_can_cut() -> None:
    """Anything else, such as a set, would be cut to nothing in every edition."""
    for name, kind in get_type_hints(Month).items():
        for one in get_args(kind) if get_origin(kind) is UnionType else (kind,):
            whole = (
                one is NoneType or get_origin(one) is tuple or is_dataclass(one) or hasattr(one, "_fields")
            )
            assert whole, name
