"""Which announcements and challenges somebody may see, and which wait for what."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q

from announcements.workflow import LISTED, PUBLIC, State
from citizens.models import Citizen
from offices.tree import offices_below

VIEW = "announcements.view_announcement"
ANSWER = "announcements.answer_challenge"


class AnnouncementQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Announcements by officer, state and clock."""

    def visible_to_officer(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return those of the offices of the user's posts and below.

        Superusers need a post like everybody: who runs the system writes no announcements.
        """
        if not user.is_active or not user.has_perm(VIEW):
            return self.none()
        return self.filter(office__among=offices_below(user, day))

    def listed(self) -> Self:
        """Return those that citizens find in lists."""
        return self.filter(state__in=LISTED)

    def public(self) -> Self:
        """Return those whose address answers."""
        return self.filter(state__in=PUBLIC)

    def to_approve(self) -> Self:
        """Return those that wait for a second person, also corrections."""
        return self.filter(state__in=[State.SUBMITTED, State.CORRECTING])

    def to_publish(self, now: datetime) -> Self:
        """Return the approved ones whose time has come."""
        return self.filter(state=State.APPROVED).filter(
            Q(publish_at__isnull=True) | Q(publish_at__lte=now)
        )

    def to_expire(self, now: datetime) -> Self:
        """Return the listed ones whose time is over."""
        return self.listed().filter(expires_at__lte=now)

    def pinned(self, now: datetime) -> Self:
        """Return those that stand before all others."""
        return self.listed().filter(pinned_until__gt=now)

    def to_reconfirm(self, day: date) -> Self:
        """Return the wanted notices that somebody has to confirm by `day`."""
        return self.listed().filter(reconfirm_by__lte=day)


class ChallengeQuerySet(models.QuerySet[Any]):
    """Challenges by citizen, officer and clock."""

    def of_citizen(self, citizen: Citizen) -> Self:
        """Return the citizen's own."""
        return self.filter(citizen=citizen)

    def visible_to_officer(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return those about announcements of the offices of the user's posts and below."""
        if not user.is_active or not user.has_perm(ANSWER):
            return self.none()
        return self.filter(announcement__office__among=offices_below(user, day))

    def waiting(self) -> Self:
        """Return those that nobody has answered."""
        return self.filter(answered_at__isnull=True)

    def due_before(self, moment: datetime) -> Self:
        """Return those that have to be answered before `moment`."""
        return self.waiting().filter(due_at__lt=moment)
