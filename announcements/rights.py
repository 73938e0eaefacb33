"""Which officer may make which move: what the role allows, and who wrote the version."""

from collections.abc import Callable
from functools import cache

from django.contrib.auth.models import AnonymousUser, User

from announcements import workflow
from announcements.models import Announcement
from announcements.querysets import ANSWER, VIEW
from announcements.workflow import Kind, Move, Party
from officers.second_person.persons import is_one_of

EDIT = "announcements.change_announcement"
ADD = "announcements.add_announcement"
APPROVE = "announcements.approve_announcement"
SPEAK = "announcements.speak"
REVOKE = "announcements.revoke_announcement"
__all__ = ["ADD", "ANSWER", "APPROVE", "EDIT", "REVOKE", "SPEAK", "VIEW", "rights_of"]

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


def rights_of(announcement: Announcement, officer: User) -> Callable[[Move], bool]:
    """Return the question whether the officer may make a move, wherever the announcement stands."""
    visible = cache(lambda: is_visible(announcement, officer))
    written = cache(lambda: has_written(announcement, officer))

    def may(move: Move) -> bool:
        party = workflow.RULES[move].party
        if not may_act_as(officer, party) or not visible():
            return False
        if party in (Party.APPROVER, Party.OTHER_APPROVER):
            allowed = may_approve_kind(officer, announcement.kind)
            return allowed and not (party is Party.OTHER_APPROVER and written())
        return True

    return may


def has_written(announcement: Announcement, officer: User) -> bool:
    """Return True if the officer wrote any of the version that is being worked on.

    By whichever account: `officers.second_person.persons`.
    """
    return is_one_of(officer, announcement.authors.values_list("pk", flat=True))


def is_visible(announcement: Announcement, officer: User) -> bool:
    """Return True if the announcement belongs to an office of the officer's posts or below."""
    seen = Announcement.objects.visible_to_officer(officer).filter(pk=announcement.pk)
    return bool(seen.exists())
