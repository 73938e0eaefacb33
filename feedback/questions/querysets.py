"""Which questions and messages exist for whom, and which come first.

The only ways to look one up.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery

from dossiers.clock import end_of, local_day
from feedback.questions.workflow import DUE, OPEN
from foundation.records.vietnamese import syllables
from offices.tree import offices_below

if TYPE_CHECKING:
    from citizens.models import Citizen

MAX_WORDS = 8
MAX_DIGITS = 18  # of a number that a row can have
# Only the last so many messages of one question are shown, so that no answer grows without bound.
MAX_MESSAGES = 200


class QuestionQuerySet(models.QuerySet[Any]):
    """Questions by asker, officer, urgency and text."""

    def of_citizen(self, citizen: "Citizen") -> "QuestionQuerySet":
        """Return a citizen's own: nobody else's exists for them."""
        return self.filter(citizen=citizen)

    def visible_to_officer(self, user: Any, day: date | None = None) -> "QuestionQuerySet":
        """Return those of the offices where the user holds a post today.

        And of all offices below; superusers see all.

        So a late question of a commune stands in the queue of whoever leads above it.
        """
        if not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(office__in=list(offices_below(user, day)))

    def in_offices(self, offices: Iterable[str]) -> "QuestionQuerySet":
        """Return those of these offices."""
        return self.filter(office__in=list(offices))

    def open(self) -> "QuestionQuerySet":
        """Return those that are not over."""
        return self.filter(status__in=OPEN)

    def due(self) -> "QuestionQuerySet":
        """Return those for which an office has to do something."""
        return self.filter(status__in=DUE)

    def late(self, now: datetime) -> "QuestionQuerySet":
        """Return those that should have been answered before `now`."""
        return self.filter(status__in=DUE, due_at__lt=now)

    def due_today(self, now: datetime) -> "QuestionQuerySet":
        """Return those that should be answered between `now` and the end of the day in Vietnam."""
        return self.filter(status__in=DUE, due_at__gte=now, due_at__lte=end_of(local_day(now)))

    def most_urgent_first(self) -> "QuestionQuerySet":
        """Order by the moment when an answer is due: what is late rises by itself."""
        return self.order_by("due_at", "pk")

    def newest_first(self) -> "QuestionQuerySet":
        """Order by the last change."""
        return self.order_by("-changed_at", "-pk")

    def matching(self, text: str) -> "QuestionQuerySet":
        """Return the question with this number.

        Or those in whose text every word of `text` occurs, marks or not.
        """
        if text.strip().isdecimal():
            return self.filter(pk=int(text.strip()[:MAX_DIGITS]))
        words = [word for word in syllables(text)[:MAX_WORDS] if word]
        return self.filter(*(models.Q(words__contains=word) for word in words))

    def with_beginning(self) -> "QuestionQuerySet":
        """Annotate `beginning`, the first message, decrypted as it is read."""
        from feedback.models import QuestionMessage  # models import this module

        first = (
            QuestionMessage.objects.filter(question=OuterRef("pk"))
            .order_by("pk")
            .values("text")[:1]
        )
        found: QuestionQuerySet = self.annotate(beginning=Subquery(first))
        return found

    def for_citizen(self) -> "QuestionQuerySet":
        """Fetch all that the asker is shown."""
        shown: QuestionQuerySet = self.with_conversation(internal=False).select_related(
            "office", "procedure", "dossier"
        )
        return shown

    def with_conversation(self, *, internal: bool) -> "QuestionQuerySet":
        """Fetch the messages with their photos, the newest first.

        `internal` ones for officers only.
        """
        from feedback.models import QuestionMessage  # models import this module

        said = QuestionMessage.objects.all() if internal else QuestionMessage.objects.public()
        messages = (
            said.select_related("officer").prefetch_related("photos").order_by("-pk")[:MAX_MESSAGES]
        )
        return self.prefetch_related(Prefetch("messages", messages, to_attr="conversation"))


class QuestionMessageQuerySet(models.QuerySet[Any]):
    """Messages by who may read them."""

    def public(self) -> "QuestionMessageQuerySet":
        """Return what the citizen may read."""
        return self.filter(internal=False)
