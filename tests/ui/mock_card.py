"""The group of the design's own screen, with its people, actions, scores and updates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.commands import actions, leads, plans, scores, threats, updates
from app.domain.action import Action, Update
from app.domain.codes import Confidence, LeadRole, MappingState, Strand
from app.domain.plan import Plan
from app.domain.score import Score
from app.domain.threat import Threat
from app.register import Register
from tests.builders import add_action, add_officer, add_threat

PEOPLE = (
    ("DI", "Morgan Hale"),
    ("DS", "Ashley Iqbal"),
    ("DC", "Sam Novak"),
    ("PS", "Jo Penrose"),
    ("T/DCI", "A Featherstone-Trewin"),
    ("PS", "Pat Wadham"),
    ("Insp", "Jamie Cobley"),
    ("Ch Insp", "Frances Tremayne"),
    ("Insp", "Kit Okafor"),
    ("Supt", "Lee Ashdown"),
)


def _action(
    register: Register, threat: Threat, strand: Strand, title: str, owner: str, due: date | None
) -> Action:
    person = owner if owner.startswith("o-") else None
    return add_action(
        register,
        threat,
        title,
        strand=strand,
        due=due,
        owner=person,
        owner_organisation="" if person else owner,
        set_on=date(2026, 10, 2),
    )


def _board(register: Register, threat: Threat) -> None:
    pursue, prevent, protect, prepare = Strand
    made = [
        _action(register, threat, strand, title, owner, due)
        for strand, title, owner, due in (
            (pursue, "Restraint order application for two linked properties", "o-Morgan Hale",
             date(2026, 10, 1)),
            (pursue, "Search warrants at two linked addresses", "o-Ashley Iqbal", date(2026, 11, 30)),
            (pursue, "Submit Serious Crime Prevention Order consideration to CPS", "o-Ashley Iqbal",
             date(2026, 12, 4)),
            (pursue, "Phone downloads examined and returned to the SIO", "o-Sam Novak", date(2026, 12, 1)),
            (prevent, "Referral of two young people to the diversion scheme", "Tidemoor youth justice", None),
            (prevent, "Cease and desist letters to five peripheral members", "o-Jo Penrose",
             date(2026, 12, 1)),
            (protect, "NRM referrals for three adults found on 9 October", "o-A Featherstone-Trewin",
             date(2026, 12, 3)),
            (protect, "Cuckooed addresses visited with housing officers", "Saltmarsh Housing",
             date(2026, 12, 22)),
            (prepare, "Community impact assessment refreshed after the October warrants", "o-Pat Wadham",
             date(2026, 12, 8)),
        )
    ]  # fmt: skip
    first, second = made[0], made[8]
    for due in (date(2026, 10, 20), date(2026, 11, 12)):
        first = register.do(actions.redate, first, due, "Awaiting the financial report").result
    for due in (date(2026, 12, 20), date(2027, 1, 8)):
        second = register.do(actions.redate, second, due, "Ward meeting moved").result
    register.do(actions.redate, made[3], date(2026, 12, 18), "Queue at the laboratory")
    register.do(actions.complete, made[1], date(2026, 11, 20))
    for strand, title in ((pursue, "Interview two witnesses"), (protect, "Visit the letting agents")):
        done = _action(register, threat, strand, title, "o-Sam Novak", date(2026, 11, 2))
        register.do(actions.result, done, "Both done; statements taken", date(2026, 11, 3))


def build(register: Register) -> Threat:
    """Fills a register with that group and returns it."""
    for rank, name in PEOPLE:
        add_officer(register, name, rank=rank, contact="01632 960 112", lro_trained_on=date(2025, 3, 1))
    threat = add_threat(
        register,
        name="Harrowmead and Saltmarsh Quay distribution network",
        operation="Whimbrel",
        secondary_themes=("illegal-firearms", "modern-slavery"),
        other_forces=("dorset", "gloucestershire"),
        tier="Regional",
        priority=3,
        niche_ref="5224/118",
        apmis_ref="AP-0931",
        reconciled_on=date(2026, 10, 28),
        next_review=date(2026, 12, 15),
        summary="Supplies class A drugs along the coast.",
    )
    _board(register, threat)
    for role, name, since in (
        (LeadRole.SIO, "Morgan Hale", date(2025, 3, 14)),
        (LeadRole.LRO, "Kit Okafor", date(2025, 3, 14)),
        (LeadRole.LRO, "Frances Tremayne", date(2026, 9, 2)),
        (LeadRole.SRO, "Lee Ashdown", date(2025, 3, 14)),
    ):
        register.do(leads.assign, threat.id, role, f"o-{name}", since)
    for place, (total, on) in enumerate(
        ((288, date(2025, 3, 20)), (331, date(2025, 9, 4)), (350, date(2026, 2, 2)), (376, date(2026, 6, 8)),
         (412, date(2026, 11, 3)))
    ):  # fmt: skip
        register.do(
            scores.record,
            Score(id=f"s{place}", threat=threat.id, total=total, scheme="MoRiLE 2020", assessor="Sam Gadd",
                  assessed_on=on, confidence=Confidence.HIGH, rationale="Firearms theme added"),
        )  # fmt: skip
    for place, (on, by, text) in enumerate((
        (date(2026, 10, 28), "Drew Quill", "Reconciled with Niche and APMIS, nothing to change."),
        (date(2026, 11, 3), "Sam Gadd", "Scored 412, was 376: firearms theme added."),
        (date(2026, 11, 10), "Regional meeting", "Priority 3. Surveillance deferred to December."),
        (date(2026, 11, 20), "DI Hale", "Warrants at both addresses, three arrests."),
        (date(2026, 11, 24), "Ch Insp Tremayne", "Two young people accepted by the diversion scheme."),
    )):  # fmt: skip
        register.do(updates.add, Update(id=f"u{place}", threat=threat.id, on=on, by=by, text=text))
    plan = Plan(id="plan", threat=threat.id, owner="o-Frances Tremayne", approved_by="Supt Ashdown",
                approved_on=date(2026, 9, 5), next_review=date(2026, 12, 15))  # fmt: skip
    register.do(plans.save, plan)
    mapped = register.do(
        threats.map_step, threat, MappingState.SUBMITTED, date(2025, 2, 10), "", "ROCTA"
    ).result
    saved: Threat = register.do(
        threats.map_step, replace(mapped), MappingState.RATIFIED, date(2025, 3, 14), "", "ROCTA"
    ).result
    return saved
