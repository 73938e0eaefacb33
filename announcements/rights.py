"""Which officer may make which move: what the role allows, and who wrote the version."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

from announcements import workflow
from announcements.models import Announcement
from announcements.querysets import ANSWER, VIEW
from announcements.workflow import Kind, Move, Party

EDIT = "announcements.change_announcement"
ADD = "announcements.add_announcement"
APPROVE = "announcements.approve_announcement"
SPEAK = "announcements.speak"
REVOKE = "announcements.revoke_announcement"
__all__ = ["ADD", "ANSWER", "APPROVE", "EDIT", "REVOKE", "SPEAK", "VIEW", "lawful_moves"]

# What the roles of any one of them may do, whatever the announcement.
PERMISSIONS = {
    Party.EDITOR: (EDIT,),
    Party.APPROVER: (APPROVE, SPEAK),
    Party.OTHER_APPROVER: (APPROVE, SPEAK),
    Party.REVOKER: (REVOKE,),
    Party.WORKER: (),
}
OFFICERS_MOVES = tuple(
    move for move, rule in workflow.RULES.items() if rule.party is not Party.WORKER
)


def may_act_as(user: User | AnonymousUser, party: Party) -> bool:
    """Return True if the user's roles make them this party of some announcement."""
    return any(user.has_perm(name) for name in PERMISSIONS[party])


def may_approve_kind(user: User | AnonymousUser, kind: str) -> bool:
    """Return True if the user decides about this kind: a fact check is the spokesperson's.

    The spokesperson gives the official view (Decree 244/2026/NĐ-CP).
    """
    return bool(user.has_perm(SPEAK if kind == Kind.FACT_CHECK else APPROVE))


def may_move(move: Move, announcement: Announcement, officer: User) -> bool:
    """Return True if the officer may make the move, wherever the announcement stands."""
    party = workflow.RULES[move].party
    if not may_act_as(officer, party) or not is_visible(announcement, officer):
        return False
    if party in (Party.APPROVER, Party.OTHER_APPROVER):
        allowed = may_approve_kind(officer, announcement.kind)
        return allowed and not (
            party is Party.OTHER_APPROVER and has_written(announcement, officer)
        )
    return True


def has_written(announcement: Announcement, officer: User) -> bool:
    """Return True if the officer wrote any of the version that is being worked on."""
    return announcement.authors.filter(pk=officer.pk).exists()


def is_visible(announcement: Announcement, officer: User) -> bool:
    """Return True if the announcement belongs to an office of the officer's posts or below."""
    seen = Announcement.objects.visible_to_officer(officer).filter(pk=announcement.pk)
    return bool(seen.exists())


def lawful_moves(announcement: Announcement, officer: User) -> set[Move]:
    """Return what the officer may do with the announcement now."""
    return {
        move
        for move in OFFICERS_MOVES
        if workflow.is_allowed(move, announcement.state, announcement.kind)
        and may_move(move, announcement, officer)
    }


def require_right(move: Move, announcement: Announcement, officer: User) -> None:
    """Raise PermissionDenied unless the officer may make the move with this announcement."""
    if not may_move(move, announcement, officer):
        raise PermissionDenied
