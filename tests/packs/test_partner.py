"""The partner edition: what its page says, where each word stands in both files, full and nearly empty."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pypdf

from app.domain.codes import ChoiceList, EditionKind, Handling, Strand
from app.domain.edition import Edition
from app.domain.issue import Acceptance, Release
from app.domain.month import Month
from app.domain.region import Choice
from app.packs import editions, excel, monthly, pdf, stored
from app.packs.model import Pack
from app.packs.monthly import Issuing
from tests.packs import months
from tests.packs.months import action

AVON = Edition(EditionKind.PARTNER, "p-a", "Avonmere Council", "AVON")
KNOW = "A group takes over the homes of vulnerable tenants. Staff may see new visitors at odd hours."


def release(threat: str, **fields: object) -> Release:
    values: dict[str, object] = {
        "id": f"r-{threat}", "threat": threat, "need_to_know": KNOW,
        "contacts": ("Out of hours: the duty inspector", "Ask the desk"),
        "asks": ("Housing: agree a joint visit", "Name one contact"),
        "released_by": "DI Pat Ostrow", "released_on": date(2026, 11, 20), **fields,
    }  # fmt: skip
    return Release(**values)  # type: ignore[arg-type]


def month(*releases: Release, **changes: object) -> Month:
    coded = action(
        "902", "0117", strand=Strand.PROTECT, title="Revisit tenants’ addresses", owner=None,
        owner_organisation="Avonmere Council, housing", due=date(2026, 12, 11), handling=Handling.C,
        conditions="Housing duties only",
    )  # fmt: skip
    base = months.small()
    shared = action(
        "901", "0117", strand=Strand.PREVENT, title="Refer two young people", owner=None,
        owner_organisation="Youth offending team", due=date(2026, 12, 17),
    )  # fmt: skip
    return replace(
        base,
        actions=(*base.actions, shared, coded),
        choices=(Choice(id="p-a", list=ChoiceList.PARTNER, name="Avonmere Council"),),
        releases=releases,
        acceptances=(
            Acceptance(
                id="a", kind="action", object="902", organisation="p-a", conditions="Housing duties only",
                accepted_by="R Dunmore", on=date(2026, 11, 28),
            ),
        ),
        **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def pack(of: Month, **says: object) -> Pack:
    cut = editions.reduced(of, AVON)
    return monthly.build(cut.month, months.MADE_AT, edition=AVON, issuing=Issuing(**says))  # type: ignore[arg-type]


def printed(made: Pack) -> list[str]:
    target = BytesIO()
    pdf.write(made, target)
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(target).pages]


def sheets(made: Pack) -> dict[str, list[tuple[object, ...]]]:
    target = BytesIO()
    excel.write(made, target)
    book = openpyxl.load_workbook(target)
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_the_page_of_a_group_has_its_blocks_in_their_order() -> None:
    made = pack(month(release("0117")), confirmed_by="DI P Ostrow")
    page = next(text for text in printed(made) if "What partners need to know" in text)
    blocks = (
        "Lantern Quay group", "Illegal drugs, with fraud", "2 things are asked of partners.",
        "What partners need to know", KNOW[:30], "Who to speak to", "C/Insp Lowri Orchard",
        "Asked of partners", "2.1 a", "2.1 b", "Partners’ actions", "Prevent", "Protect", "Prepare",
        "None for partners yet", "Refer two young people", "Revisit tenants’ addresses", "condition C1",
        "Conditions you have accepted", "Housing duties only", "R Dunmore", "About this edition",
        "Checked and confirmed by DI P Ostrow", "Notes",
    )  # fmt: skip
    at = [page.find(block) for block in blocks]
    assert -1 not in at, [block for block, place in zip(blocks, at, strict=True) if place < 0]
    for secret in ("Sandpiper", "AS/2024/0117", "438", "Morgan Hale", "Restraint order", "SIO"):
        assert not any(secret in text for text in printed(made))


def test_the_pack_is_one_of_its_own() -> None:
    made = pack(month(release("0117"), release("big")))
    assert made.id == "SW-2026-12-P-AVON"
    assert made.kind is EditionKind.PARTNER
    assert [line.number for line in made.agenda] == ["1", "2", "3", "4"]
    assert [card.number for card in made.partner_cards] == ["2.1", "2.2"]
    assert [card.title for card in made.partner_cards] == ["Lantern Quay group", months.LONG_NAME]
    pages = printed(made)
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert stored.value_of(Pack, stored.text_of(made)) == made


def test_a_column_that_is_not_released_is_absent() -> None:
    made = sheets(pack(month(release("0117"))))
    assert list(made) == ["About", "Groups", "Asks", "Contacts", "Actions", "Conditions"]
    assert "Reference" not in made["Groups"][0]
    assert made["Actions"][0] == (
        "Item", "Group", "Strand", "Title", "Owner", "Due", "RAG", "RAG reason", "Marking",
    )  # fmt: skip
    rows = {row[3]: row for row in made["Actions"][1:]}
    assert str(rows["Revisit tenants’ addresses"][-1]).endswith("RECIPIENTS ONLY - FICTIONAL - C1")
    settings = months.small().settings
    narrow = replace(settings, partner_fields=("threat.name", "action.Prevent", "action.title"))
    made = sheets(pack(month(release("0117"), settings=narrow)))
    assert made["Actions"][0] == ("Item", "Group", "Strand", "Title", "Marking")


def test_both_files_say_the_same() -> None:
    made = pack(month(release("0117")))
    told = re.sub(r"\s", "", " ".join(printed(made))).casefold()
    for name, rows in sheets(made).items():
        if name != "About":
            for cell in (cell for row in rows[1:] for cell in row[:-1] if isinstance(cell, str)):
                said = re.sub(r"\s", "", cell).casefold()
                assert all(part in told for part in said.split(",")) or cell in ("Red", "Amber", "Green"), (
                    cell
                )


def test_much_text_and_forty_asks_go_on_over_pages() -> None:
    asks = tuple(
        f"Housing: visit address number {number} with the neighbourhood team" for number in range(40)
    )
    long = " ".join(f"{KNOW} Sentence {number}." for number in range(60))
    pages = printed(pack(month(release("0117", asks=asks, need_to_know=long, contacts=asks))))
    told = " ".join(pages)
    assert "visit address number 39" in told
    assert "Sentence 59." in told
    assert "2.1 an" in told


def test_an_edition_in_which_nothing_is_released_says_so() -> None:
    made = pack(month())
    pages = printed(made)
    assert any("No group was released to Avonmere Council for this month." in page for page in pages)
    assert list(sheets(made)) == ["About"]


def test_released_texts_stand_below_the_actions() -> None:
    fields = (*months.small().settings.partner_fields, "update.text")
    settings = replace(months.small().settings, partner_fields=fields)
    made = pack(month(release("0117"), settings=settings))
    assert any("The warrants recovered cash." in page for page in printed(made))
    assert ("2.1", "Lantern Quay group", "Update", "The warrants recovered cash.") in [
        row[:4] for row in sheets(made)["Texts"]
    ]


def test_a_forces_figures_say_what_they_count() -> None:
    force = Edition(EditionKind.FORCE, "dc", "Devon and Cornwall", "DC")
    made = monthly.build(editions.reduced(months.small(), force).month, months.MADE_AT, edition=force)
    assert made.rules[0].words.startswith("The threats that Devon and Cornwall owns or shares.")
    assert not [point for point in made.picture.points if point.startswith("Avon")]
