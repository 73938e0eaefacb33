"""Which questions somebody may see, and their order."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from citizens.models import Citizen
from dossiers.due.clock import local_day
from feedback.questions.workflow import DUE, OPEN
from foundation.database.prepared import Given
from foundation.records.vietnamese import syllables
from offices.tree import offices_below
from offices.working_time.calendar import end_of

MAX_WORDS = 8
MAX_DIGITS = 18  # more than any id has


class QuestionQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Questions by citizen, officer, urgency and text."""

    def of_citizen(self, citizen: Citizen | int | Given) -> Self:
        """Return the citizen's own questions."""
        return self.filter(citizen=citizen)

    def visible_to_officer(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return the questions of the offices where the user holds a post, and of those below.

        Superusers see all. So a late question of a commune is also in its leaders' queue.
        """
        if not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(office__among=offices_below(user, day))

    def open(self) -> Self:
        """Return the questions that have not ended."""
        return self.filter(status__in=OPEN)

    def due(self) -> Self:
        """Return the questions on which the office has to act."""
        return self.filter(status__in=DUE)

    def free_for(self, officer: User | AnonymousUser) -> Self:
        """Return questions that are not taken, or taken by this officer."""
        return self.filter(models.Q(officer__isnull=True) | models.Q(officer=officer.pk))

    def late(self, now: datetime) -> Self:
        """Return the questions that should have been answered before `now`."""
        return self.filter(status__in=DUE, due_at__lt=now)

    def due_today(self, now: datetime) -> Self:
        """Return the questions to be answered between `now` and midnight in Vietnam."""
        return self.filter(status__in=DUE, due_at__gte=now, due_at__lte=end_of(local_day(now)))

    def most_urgent_first(self) -> Self:
        """Order by due time."""
        return self.order_by("due_at", "pk")

    def newest_first(self) -> Self:
        """Order by the last change."""
        return self.order_by("-changed_at", "-pk")

    def matching(self, text: str) -> Self:
        """Return the question with this number, or those with every word of `text`.

        Vietnamese marks are ignored.
        """
        if text.strip().isdecimal():
            return self.filter(pk=int(text.strip()[:MAX_DIGITS]))
        words = [word for word in syllables(text)[:MAX_WORDS] if word]
        return self.filter(*(models.Q(words__contains=word) for word in words))
