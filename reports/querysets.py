"""Which reports somebody may see, and in which order."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils import timezone

from citizens.models import Citizen
from foundation.database.prepared import Given
from foundation.desk.remembering import remembered
from foundation.records.encryption import keyed_hash
from foundation.records.vietnamese import syllables
from offices.models import Officer
from offices.tree import offices_below
from reports.checking.plates import looks_like_plate, read_plate
from reports.workflow import DECISIONS, OPEN, Desk, Status

MAX_WORDS = 8
TAKES_IN = "reports.receive_report"
# Who sees the reports of a desk; everybody who sees any has `view_report`.
DESK_PERMISSIONS = {
    Desk.CRIME: "reports.see_crime",
    Desk.INSPECTORATE: "reports.see_about_officer",
}


def citizen_hash(citizen: Citizen) -> str:
    """Return the keyed hash of a citizen: it marks their reports and uploads."""
    return keyed_hash("reporter", str(citizen.pk))


def idempotency_caller(citizen: Citizen | None) -> str:
    """Return the stored caller of a repeated write. It reveals no more than the seal.

    Without a session, or where nothing may lead to the sender, it is nobody: the key is random.
    """
    return f"reporter:{citizen_hash(citizen)}" if citizen else "reporter:nobody"


def plate_hash(plate: str) -> str:
    """Return the keyed hash of a plate, however it is written."""
    return keyed_hash("plate", read_plate(plate).normal)


def desks_of(user: User | AnonymousUser) -> list[str]:
    """Return the desks whose reports the user may see."""
    return [
        desk
        for desk in Desk.values
        if (name := DESK_PERMISSIONS.get(Desk(desk))) is None or user.has_perm(name)
    ]


class ReportQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Reports by sender, officer, urgency and text."""

    def of_citizen(self, citizen: Citizen) -> Self:
        """Return the reports that the citizen sent under their account."""
        return self.of_sender(citizen_hash(citizen))

    def of_sender(self, mark: str | Given) -> Self:
        """Return likewise the reports of the citizen with this `citizen_hash`."""
        return self.filter(seal__citizen_hash=mark)

    def visible_to_officer(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return what the user may see: offices of their posts and below, and their desks.

        Also what another office has passed on to them. Never what is about an office in which
        they hold a post. Superusers need a post like everybody: who runs the system sees no
        content. Costs a query for the few that are on their way: as a condition inside this one it
        would keep the database from its index of the office.
        """
        if not user.is_active:
            return self.none()
        below = offices_below(user, day)
        own = (
            Officer.objects.in_force(day or timezone.localdate())
            .filter(user=user.pk)
            .values("office_id")
        )
        passed_on = remembered(
            ("reports passed on", below),
            lambda: list(self._waiting_for(below).exclude(report__office__among=below)),
        )
        return (
            self.filter(models.Q(office__among=below) | models.Q(pk__in=passed_on))
            .filter(kind__desk__in=desks_of(user))
            .exclude(about_office__in=own)
        )

    def _waiting_for(self, offices: frozenset[str]) -> models.QuerySet[Any]:
        """Return the ids of reports that others have passed on to these offices."""
        hand_overs: Any = self.model._meta.get_field("hand_overs").related_model
        waiting: models.QuerySet[Any] = hand_overs.objects.waiting().filter(office__among=offices)
        return waiting.order_by().values_list("report", flat=True)

    def incoming(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return what other offices have passed on to the user's, and nobody has accepted yet."""
        return self.filter(pk__in=self._waiting_for(offices_below(user, day)))

    def open(self) -> Self:
        """Return the reports that nobody has decided."""
        return self.filter(status__in=OPEN)

    def late(self, now: datetime) -> Self:
        """Return the reports on which the office should have acted before `now`."""
        return self.filter(status__in=OPEN, due_at__lt=now)

    def due_before(self, now: datetime, end: datetime) -> Self:
        """Return the reports that are not late, and on which the office has to act before `end`."""
        return self.filter(status__in=OPEN, due_at__gte=now, due_at__lt=end)

    def waiting_for_sender(self) -> Self:
        """Return the reports of which the office has asked for more."""
        return self.filter(status=Status.NEED_MORE)

    def unacknowledged(self, now: datetime) -> Self:
        """Return the reports that a body outside should have acknowledged before `now`."""
        hand_overs: Any = self.model._meta.get_field("hand_overs").related_model
        late = hand_overs.objects.unacknowledged().filter(acknowledge_by__lt=now)
        return self.filter(pk__in=late.order_by().values("report"))

    def disputed(self) -> Self:
        """Return the reports that another leader has to look at again."""
        return self.filter(status=Status.DISPUTED)

    def not_decided_by(self, user: User | AnonymousUser) -> Self:
        """Return the reports whose last decision somebody else made."""
        events: Any = self.model._meta.get_field("events").related_model
        decisions = events.objects.filter(report=models.OuterRef("pk"), move__in=DECISIONS)
        last = models.Subquery(decisions.order_by("-pk").values("officer")[:1])
        return self.annotate(decided_by=last).exclude(decided_by=user.pk)

    def of_incident(self, incident: int | None) -> Self:
        """Return the reports merged into an incident, without the one that leads it."""
        return self.filter(incident=incident, incident__isnull=False, status=Status.MERGED)

    def leaderless(self) -> Self:
        """Return merged reports that nothing will decide: no open report leads their incident."""
        leading = self.model.objects.filter(incident=models.OuterRef("incident"), status__in=OPEN)
        waiting = self.filter(status=Status.MERGED, decided_at__isnull=True, erased_at__isnull=True)
        return waiting.exclude(models.Exists(leading))

    def unread(self) -> Self:
        """Return the reports that nobody has received yet."""
        return self.filter(status=Status.SENT)

    def held_by_nobody(self) -> Self:
        """Return the received reports for which no officer answers."""
        return self.filter(officer__isnull=True).exclude(status=Status.SENT)

    def work_of(self, user: User | AnonymousUser) -> Self:
        """Return what the user holds, and what nobody holds yet in the offices of their own posts.

        Also what others have passed on to these. What offices below have to do is theirs, and what
        was not taken in yet is the receivers'.
        """
        posts = Officer.objects.in_force(timezone.localdate()).filter(user=user.pk)
        own = remembered(
            ("own offices", user.pk), lambda: frozenset(posts.values_list("office_id", flat=True))
        )
        passed_on = remembered(("passed on to", own), lambda: list(self._waiting_for(own)))
        free = models.Q(office__in=own) | models.Q(pk__in=passed_on)
        if not user.has_perm(TAKES_IN):
            free &= ~models.Q(status=Status.SENT)
        return self.filter(models.Q(officer=user.pk) | (models.Q(officer=None) & free))

    def most_urgent_first(self) -> Self:
        """Order by due time; those without one come last."""
        return self.order_by(models.F("due_at").asc(nulls_last=True), "pk")

    def newest_first(self) -> Self:
        """Order by the last change."""
        return self.order_by("-changed_at", "-pk")

    def matching(self, text: str) -> Self:
        """Return the report with this number, those that contain every word of `text` or its plate.

        Vietnamese marks do not matter, nor how a plate is written.
        """
        number = text.strip().upper()
        words = [word for word in syllables(text)[:MAX_WORDS] if word]
        found = models.Q(number=number)
        if words:
            found |= models.Q(*(models.Q(search_words__contains=word) for word in words))
        if looks_like_plate(text):
            found |= models.Q(pk__in=self._with_plate(text))
        return self.filter(found)

    def _with_plate(self, text: str) -> models.QuerySet[Any]:
        plates: Any = self.model._meta.get_field("plates").related_model
        named: models.QuerySet[Any] = plates.objects.filter(plate_hash=plate_hash(text))
        return named.order_by().values("report")


class HandOverQuerySet(models.QuerySet[Any]):
    """Reports on their way to another office."""

    def waiting(self) -> Self:
        """Return those that the other office has neither accepted nor sent back yet."""
        return self.filter(
            office__isnull=False,
            acknowledged_at__isnull=True,
            recalled_at__isnull=True,
            returned_at__isnull=True,
        )

    def unacknowledged(self) -> Self:
        """Return those to a body outside this service that it has not acknowledged yet."""
        return self.filter(office__isnull=True, acknowledged_at__isnull=True)
