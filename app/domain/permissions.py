"""Who may do and see what: one table, deny by default (conditions.md §4; the roles are LOCAL to Fourfold)."""

from __future__ import annotations

from app.domain.codes import Role

COORDINATORS = frozenset({Role.COORDINATOR})
LEADS = frozenset({Role.COORDINATOR, Role.LEAD})
APPROVERS = frozenset({Role.APPROVER})
DECIDERS = frozenset({Role.COORDINATOR, Role.APPROVER})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
AUDITORS = frozenset({Role.AUDITOR})
READERS = frozenset({Role.READER, Role.COORDINATOR, Role.LEAD, Role.APPROVER})
KEEPERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
CHECKERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR})
ANYBODY = frozenset(Role)

CONFLICTING = (
    (Role.ADMINISTRATOR, Role.APPROVER),
    *((Role.AUDITOR, role) for role in Role if role is not Role.AUDITOR),
)
"""Roles that one person does not hold together: no administrator ratifies, nobody audits themselves."""


def effective(roles: frozenset[Role], *, alone: bool) -> frozenset[Role]:
    """The roles that count: an auditor's alone; an administrator's without an approver's.

    The administrator of a one-person unit keeps an approver's, and may look at the log as an auditor does:
    there is nobody else, and the log says so of each.
    """
    if alone and Role.ADMINISTRATOR in roles:
        return roles | AUDITORS
    if Role.AUDITOR in roles:
        return AUDITORS
    if Role.ADMINISTRATOR in roles:
        return roles - APPROVERS
    return roles


def conflicts(roles: frozenset[Role]) -> tuple[tuple[Role, Role], ...]:
    """The pairs among them that one person should not hold together."""
    return tuple(pair for pair in CONFLICTING if set(pair) <= roles)


def may_do(roles: frozenset[Role], command: str) -> bool:
    """Whether effective roles allow a command or an act; one that no table knows is allowed to nobody."""
    return not roles.isdisjoint(COMMANDS.get(command) or ACTS.get(command, frozenset()))


def may_read(roles: frozenset[Role], read: str) -> bool:
    """Whether effective roles allow a read, by its module, such as "reads.card"; unknown: nobody's."""
    return not roles.isdisjoint(READS.get(read, frozenset()))


def _of(names: str, roles: frozenset[Role]) -> dict[str, frozenset[Role]]:
    return dict.fromkeys(names.split(), roles)


COMMANDS: dict[str, frozenset[Role]] = {
    **_of(
        """
        action.add action.cancel action.change action.remove action.result agenda.accept agenda.add
        agenda.begin
        agenda.carry agenda.change agenda.move agenda.park agenda.remove agenda.switch
        assessment.record assessment.withdraw calendar.write chase.record chase.take_in
        conditions.withdraw copy.end copy.notice copy.send custom.bring_back custom.change
        custom.define custom.move custom.remove custom.retire demo.fill disruption.apmis
        disruption.change disruption.record disruption.remove disruption.rerate document.change
        document.link document.remove gap.change gap.close gap.raise import.decide import.remember
        import.take_in issue.supersede late_paper.add late_paper.change late_paper.remove
        lead.assign learning.add learning.change learning.remove link.add link.change link.remove
        meeting.attend meeting.chair meeting.change meeting.correct meeting.end meeting.not_attend
        meeting.note meeting.plan meeting.set_action meeting.start meeting.strike
        meeting.take_consent meeting_action.add member.add member.change member.move member.retire
        minutes.draft minutes.issue nominal.add nominal.change nominal.change_role nominal.end
        nominal.hold nominal.plan_release nominal.release nominal.remove officer.add officer.change
        officer.leave order.apply order.change order.consider order.consider_again order.discharge
        order.expire order.grant order.in_force order.monitor order.not_sought order.record
        order.refuse order.remove pack.draft pack.issue pack.order pack.reprint pack.section
        plan.save priority.order priority.propose reference.add reference.bring_back
        reference.change reference.move reference.remove reference.retire region.change
        region.complete region.set_up release.change release.give release.withdraw
        request.agree_terms request.bid request.change request.list request.print_list
        request.record_outcome request.to_manager request.triage request.withdraw scheme.change
        scheme.draft scheme.next_edition scheme.put_in_use scheme.remove scheme.retire score.record
        series.save setting.change setting.change_some submission.open submission.print
        submission.resubmit submission.save submission.submit submission.withdraw threat.add
        threat.change threat.delete threat.map threat.place threat.reopen transfer.accept
        transfer.decline transfer.propose transfer.withdraw
        """,
        COORDINATORS,
    ),
    **_of(
        """
        conditions.accept issue.recall meeting.decide meeting.decide_request meeting.decide_submission
        minutes.confirm request.decide
        submission.reject submission.return
        retention.review retention.hold retention.end_hold
        disposal.propose disposal.withdraw disposal.confirm
        """,
        DECIDERS,
    ),
    # what settles a thing is an approver's: the coordinator who prepared it has it settled by another
    **_of("disruption.moderate score.moderate submission.ratify threat.archive", APPROVERS),
    # a lead officer's own ones only, which the commands themselves look at (commands.own)
    **_of("action.complete action.redate update.add", LEADS),
}
"""Which effective roles may run a command, by its name."""

ACTS: dict[str, frozenset[Role]] = {
    **_of(
        """
        person.add person.rename person.change_roles person.remove key.reissue key.rekey backup.restore
        """,
        ADMINISTRATORS,
    ),
    **_of("person.passphrase screen.capture", ANYBODY),
    **_of("backup.make", KEEPERS),
    **_of("register.verify", CHECKERS),
    **_of("log.export log.print_anchor", AUDITORS),
    **_of("file.preview file.compare file.verify", READERS),
}
"""What changes no record and so is no command: whose it is, by the name that `Register.may` is asked."""

READS: dict[str, frozenset[Role]] = {
    **_of(
        """
        reads.action_log reads.agenda reads.agenda_proposals reads.beside
        reads.calendar reads.card reads.chase reads.compare reads.custom reads.disruptions
        reads.files reads.frame reads.home reads.intake reads.issues reads.journal reads.live
        reads.meeting_item reads.meeting_mode reads.meeting_sections reads.meetings reads.minutes
        reads.months reads.officers reads.orders reads.packs reads.preflight
        reads.priorities reads.record reads.reference reads.releases reads.requests
        reads.self_ratified reads.submissions reads.threats reads.retention
        """,
        READERS,
    ),
    # it names what was done and shows nothing that a record holds; nobody audits themselves
    **_of("reads.marking", ANYBODY),
    **_of("reads.log", AUDITORS),
    # numbers alone, which every opening asks
    **_of("reads.backups", ANYBODY),
}
"""Which effective roles may ask a read, by its module under app."""
