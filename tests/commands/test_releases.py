"""Releases and accepted conditions: given, changed, withdrawn, refused; and what then is in an edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.commands import gaps, meetings, reference, releases, threats, updates
from app.domain.action import Update
from app.domain.beside import IntelligenceGap
from app.domain.codes import ChoiceList, EditionKind, Handling
from app.domain.edition import Edition
from app.domain.issue import Acceptance, Release
from app.domain.meeting import Meeting
from app.domain.region import Choice
from app.domain.threat import Threat
from app.packs import editions
from app.packs.editions import Reduced
from app.reads import months
from app.reads import releases as reads
from app.register import Register
from tests.builders import add_threat
from tests.commands.test_beside import both_ways, refused, stopped

TODAY = date(2026, 11, 26)
TEXT = "Two tenants were moved before the visit of the housing officer"


@pytest.fixture
def threat(register: Register) -> Threat:
    for id, name in (("p-a", "Avonmere Council"), ("p-b", "Brackwater Housing")):
        register.do(reference.add, Choice(id=id, list=ChoiceList.PARTNER, name=name))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    return add_threat(register)


def release(threat: Threat, id: str = "r", *organisations: str) -> Release:
    return Release(
        id=id, threat=threat.id, organisations=organisations, need_to_know="Tenants are at risk.",
        released_by="", released_on=TODAY,
    )  # fmt: skip


def coded(register: Register, threat: Threat) -> Update:
    made = Update(
        id="u", threat=threat.id, on=TODAY, text=TEXT, handling=Handling.C, conditions="Housing only"
    )
    saved: Update = register.do(updates.add, made).result
    return saved


def acceptance(of: Update, organisation: str = "p-a") -> Acceptance:
    return Acceptance(
        id=f"acc-{organisation}", kind="update", object=of.id, organisation=organisation, conditions="",
        accepted_by="R Dunmore", on=TODAY,
    )  # fmt: skip


def cut(register: Register, partner: str) -> Reduced:
    month = register.ask(months.everything, "2026-12")
    fields = (*month.settings.partner_fields, "update.text")
    month = replace(month, settings=replace(month.settings, partner_fields=fields))
    return editions.reduced(month, Edition(EditionKind.PARTNER, partner, "Partner", "P"))


def test_a_release_puts_a_threat_into_the_edition_of_its_organisation_alone(
    register: Register, threat: Threat
) -> None:
    saved = register.do(releases.give, release(threat, "r", "p-a")).result
    assert saved.released_by == "Drew Quill"
    assert [row.name for row in cut(register, "p-a").month.threats] == ["Tidemoor line"]
    assert cut(register, "p-b").month.threats == ()
    both_ways(register, lambda: register.ask(reads.of_threat, threat.id))
    register.do(releases.change, replace(saved, organisations=(), version=_version(register, threat)))
    assert len(cut(register, "p-b").month.threats) == 1
    register.do(releases.withdraw, register.ask(reads.of_threat, threat.id).releases[0])
    assert cut(register, "p-a").month.threats == ()


def _version(register: Register, threat: Threat) -> int:
    return register.ask(reads.of_threat, threat.id).releases[0].version


def test_one_for_an_organisation_holds_before_one_to_all(register: Register, threat: Threat) -> None:
    register.do(releases.give, replace(release(threat, "a"), need_to_know="For all."))
    register.do(releases.give, replace(release(threat, "b", "p-a"), need_to_know="For the council."))
    assert [one.need_to_know for one in cut(register, "p-a").month.releases] == ["For the council."]
    assert [one.need_to_know for one in cut(register, "p-b").month.releases] == ["For all."]


def test_releases_are_refused_with_their_reasons(register: Register, threat: Threat) -> None:
    register.do(releases.give, release(threat, "r", "p-a"))
    refused(register, "release.twice", releases.give, release(threat, "s", "p-b", "p-a"))
    refused(register, "release.no_partner", releases.give, release(threat, "s", "capability-cyber"))
    stopped(register, "need_to_know", releases.give, replace(release(threat, "s", "p-b"), need_to_know=""))
    register.do(releases.give, release(threat, "all"))
    refused(register, "release.twice", releases.give, release(threat, "t"))
    gone = add_threat(register, "AS/2020/0001")
    register.do(
        threats.archive, gone, TODAY, "Dismantled", "Supt Vale",
        report="CR/1", learning="Nothing new", acknowledged="All seen", entered=True,
    )  # fmt: skip
    refused(register, "release.archived", releases.give, release(gone, "u", "p-a"))


def test_a_text_under_conditions_is_in_an_edition_once_they_are_accepted(
    register: Register, threat: Threat
) -> None:
    register.do(releases.give, release(threat))
    update = coded(register, threat)
    before = cut(register, "p-a")
    assert before.month.updates == ()
    assert {(one.text, one.why) for one in before.withheld} >= {(TEXT, "conditions")}
    saved = register.do(releases.accept, acceptance(update)).result
    assert saved.conditions == "Housing only"
    assert [row.text for row in cut(register, "p-a").month.updates] == [TEXT]
    assert cut(register, "p-b").month.updates == ()
    both_ways(register, lambda: register.ask(reads.of_threat, threat.id))
    refused(register, "conditions.twice", releases.accept, replace(acceptance(update), id="again"))
    register.do(releases.take_back, register.ask(reads.of_threat, threat.id).coded[0].accepted[0])
    assert cut(register, "p-a").month.updates == ()


def test_other_conditions_must_be_accepted_anew(register: Register, threat: Threat) -> None:
    register.do(releases.give, release(threat))
    gap = IntelligenceGap(
        id="g", threat=threat.id, text="Where the cars go", raised_on=TODAY, handling=Handling.C,
        conditions="Trading standards only",
    )  # fmt: skip
    raised = register.do(gaps.raise_, gap).result
    made = Acceptance(
        id="x",
        kind="intelligence_gap",
        object="g",
        organisation="p-a",
        conditions="",
        accepted_by="R D",
        on=TODAY,
    )
    register.do(releases.accept, made)
    assert register.ask(reads.of_threat, threat.id).coded[0].accepted
    register.do(gaps.change, replace(raised, conditions="Nobody but the head of service"))
    assert not register.ask(reads.of_threat, threat.id).coded[0].accepted


def test_there_is_nothing_to_accept_where_there_is_no_condition(register: Register, threat: Threat) -> None:
    plain = register.do(updates.add, Update(id="p", threat=threat.id, on=TODAY, text="Seen again")).result
    refused(register, "conditions.none", releases.accept, acceptance(plain))
    refused(register, "conditions.none", releases.accept, replace(acceptance(plain), kind="threat"))
    update = coded(register, threat)
    refused(register, "release.no_partner", releases.accept, acceptance(update, "capability-cyber"))


def test_an_organisation_that_a_release_or_an_acceptance_names_is_retired_and_not_removed(
    register: Register, threat: Threat
) -> None:
    register.do(releases.give, release(threat, "r", "p-a"))
    register.do(releases.accept, acceptance(coded(register, threat), "p-b"))
    for partner in register.ask(reads.of_threat, threat.id).partners:
        refused(register, "reference.in_use", reference.remove, partner)
