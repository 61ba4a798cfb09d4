"""Tags of pages that nobody would set: rows cut over pages, endless names, any script."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import page as checker
import pikepdf
import pytest

from app.packs import encrypted, pdf
from app.packs.model import Unknown
from tests.packs import pdf_samples, section_samples
from tests.packs.structure import Tagged
from tests.packs.tagged_samples import printed
from tests.packs.test_pdf_layout import spoiled
from tests.packs.test_tagged import CLAIM, grid, section


@pytest.mark.parametrize("seed", range(3))
def test_whatever_people_typed_is_tagged(seed: int) -> None:
    pack = pdf_samples.pack(logged=12)
    odd = replace(
        pack,
        log=spoiled(pack.log, "", random.Random(seed)),
        cards=spoiled(pack.cards, "", random.Random(seed)),
        sections=spoiled(section_samples.sections(), "", random.Random(seed)),
    )
    target = io.BytesIO()
    pdf.write(odd, target)
    report = checker.validate_pdf_bytes(target.getvalue(), profile="ua1")
    assert {failure.rule_id for failure in report.failures} == CLAIM
    made = Tagged(target.getvalue())
    for table in made.root.all("Table"):
        assert len(set(grid(table))) == 1
    for marks in made.pages:
        assert not [mark.text for mark in marks if mark.paints and not mark.kind]


def test_a_row_that_is_cut_over_pages_stays_one_row() -> None:
    pack = pdf_samples.pack()
    words = " ".join(f"word{place}" for place in range(4_000))
    card = replace(pack.cards[2], unknowns=(Unknown("Everything", words), Unknown("Nothing", "No matter")))
    target = io.BytesIO()
    pdf.write(replace(pack, cards=(card,)), target)
    made = Tagged(target.getvalue())
    table = next(one for one in section(made, "Name not yet").all("Table") if "Missing" in one.says)
    rows = table.all("TBody")[0].all("TR")
    assert [row.all("TH")[0].says for row in rows] == ["Everything", "Nothing"]
    assert rows[0].all("TD")[0].says == words
    pages = {number for number, marks in enumerate(made.pages) for mark in rows[0].marks()
             if any(mark is other for other in marks)}  # fmt: skip
    assert len(pages) > 1


def test_a_file_under_a_password_keeps_its_tags() -> None:
    locked = encrypted.protected("pack.pdf", printed("pack"), "Meridian Harbour 27")
    with pikepdf.open(io.BytesIO(locked), password="Meridian Harbour 27") as file:
        plain = io.BytesIO()
        file.save(plain)
        # without it a screen reader of a locked file would be kept out
        assert file.allow.accessibility
    assert Tagged(plain.getvalue()).root.says == Tagged(printed("pack")).root.says
