"""Which officers may make which moves: the role gives the permission, the post says where.

An officer moves reports of the offices of their posts and of those below, of desks that they see.
While an office has been asked to take a report over, it may only accept it, send it back or pass it
on to a third one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db.models import Q
from django.utils import timezone

from foundation.desk.remembering import remembered
from officers.second_person.persons import is_one_of
from offices.colleagues import Post, colleagues
from offices.models import Officer
from offices.tree import offices_below, with_above
from reports import workflow
from reports.models import Report, ReporterSeal
from reports.querysets import DESK_PERMISSIONS, TAKES_IN
from reports.workflow import DECISIONS, Desk, Move, Outcome, Party

VIEW = "reports.view_report"
RECEIVE, VERIFY = TAKES_IN, "reports.verify_report"
LEAD, OPEN_SEAL = "reports.lead_report", "reports.open_seal"
EXPORT = "reports.export_evidence"

# Who may act as a party: any of these permissions is enough.
PERMISSIONS: Mapping[Party, frozenset[str]] = {
    Party.RECEIVER: frozenset({RECEIVE}),
    Party.VERIFIER: frozenset({RECEIVE, VERIFY}),
    Party.LEADER: frozenset({LEAD}),
    Party.OTHER_LEADER: frozenset({LEAD}),
}
# What the office may do that was asked to take a report over, and nobody else.
_OF_THE_ASKED = frozenset({Move.ACCEPT, Move.SEND_BACK})


def may_act_as(user: User | AnonymousUser, party: Party) -> bool:
    """Return True if the user's roles make them this party, whatever the report."""
    return any(user.has_perm(name) for name in PERMISSIONS.get(party, ()))


@dataclass(frozen=True)
class Standing:
    """How an officer stands to a report.

    `responsible`: it belongs to one of their offices. `invited`: another office passed it on to
    one of theirs, which has not accepted it. `decided`: they decided it, by whichever account, so
    that somebody else has to look at a dispute. `unacknowledged`: a body outside has it and has not
    said so yet. `holds`: they answer for it.
    """

    responsible: bool
    invited: bool
    decided: bool
    unacknowledged: bool = False
    holds: bool = False


def standing_of(report: Report, officer: User) -> Standing:
    """Return how the officer stands to the report. Costs a handful of queries, once a page."""
    return remembered(("standing", report.pk, officer.pk), lambda: _read_standing(report, officer))


def _read_standing(report: Report, officer: User) -> Standing:
    visible = Report.objects.visible_to_officer(officer).filter(pk=report.pk)
    if not visible.exists():
        return Standing(responsible=False, invited=False, decided=False)
    below = offices_below(officer)
    decision = report.events.filter(move__in=DECISIONS).order_by("-pk")
    return Standing(
        responsible=report.office_id in below,
        invited=report.hand_overs.waiting().filter(office__among=below).exists(),
        decided=is_one_of(officer, decision.values_list("officer", flat=True)[:1]),
        unacknowledged=report.outcome == Outcome.HANDED_OVER
        and report.hand_overs.unacknowledged().exists(),
        holds=report.officer_id == officer.pk,
    )


def may_move(move: Move, officer: User, standing: Standing) -> bool:
    """Return True if the officer may make the move, wherever the report stands in the workflow."""
    party = workflow.RULES[move].party
    if not may_act_as(officer, party):
        return False
    if move in _OF_THE_ASKED or (move is Move.PASS_ON and standing.invited):
        return standing.invited
    if move is Move.ACKNOWLEDGE and not standing.unacknowledged:
        return False
    if move is Move.ASSIGN and not (standing.holds or officer.has_perm(LEAD)):
        return False
    return standing.responsible and not (party is Party.OTHER_LEADER and standing.decided)


def posts_in(office: str) -> list[Post]:
    """Return who sees reports at an office."""
    return colleagues(VIEW, [office])


def verifiers(office: str, desk: str, about: str | None = None) -> list[Post]:
    """Return the officers of an office who may verify the reports of a desk.

    None of them has a post in `about`, the office that a report is about. Costs three queries, one
    more for `about`.
    """
    own = [office]
    seen = colleagues(DESK_PERMISSIONS.get(Desk(desk), VIEW), own)
    act = {one.user for name in (VERIFY, RECEIVE) for one in colleagues(name, own)}
    accused = {one.user for one in posts_in(about)} if about else set()
    return [one for one in seen if one.user in act - accused]


def may_open_seal(report: Report, officer: User) -> bool:
    """Return True if the officer may learn who sent the report, if it has a sender."""
    if not officer.has_perm(OPEN_SEAL) or not standing_of(report, officer).responsible:
        return False
    return ReporterSeal.objects.filter(report=report).exists()


def somebody_sees(office: str, desk: str) -> bool:
    """Return True if an officer of this office, or of one above it, sees reports of the desk."""
    name = DESK_PERMISSIONS.get(Desk(desk), VIEW)
    app, code = name.split(".")
    allowed = Permission.objects.filter(content_type__app_label=app, codename=code)
    holders = User.objects.filter(
        Q(groups__permissions__in=allowed) | Q(user_permissions__in=allowed), is_active=True
    )
    posts = Officer.objects.in_force(timezone.localdate())
    return posts.filter(office__in=with_above(office), user__in=holders).exists()
