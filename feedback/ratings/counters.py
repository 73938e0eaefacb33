"""The only writer of posters, and which offices an officer may open codes for."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from feedback.models import Poster
from offices.models import Field, Office
from offices.tree import offices_below
from procedures.models import Procedure


def offices_of(user: Any) -> QuerySet[Any]:
    """Return the offices in force for which an officer may open codes.

    Where they hold a post, and all below.
    """
    offices = Office.objects.in_force(timezone.localdate())
    return offices if user.is_superuser else offices.filter(pk__in=offices_below(user))


def posters_of(user: Any) -> QuerySet[Any]:
    """Return the posters of these offices, of those that ended too."""
    return (
        Poster.objects.all()
        if user.is_superuser
        else Poster.objects.filter(office__in=offices_below(user))
    )


def make(
    officer: User,
    office: Office,
    place: str,
    field: Field | None = None,
    procedure: Procedure | None = None,
) -> Poster:
    """Make a poster; about a procedure, it is about its field."""
    about = procedure.field if procedure else field
    made: Poster = Poster.objects.create(
        office=office, place=place, field=about, procedure=procedure, made_by=officer
    )
    return made


@transaction.atomic
def revoke(poster: Poster, officer: User) -> bool:
    """End a poster at once, and return whether it still worked."""
    locked = Poster.objects.select_for_update().get(pk=poster.pk)
    if locked.revoked_at:
        return False
    locked.revoked_at, locked.revoked_by = timezone.now(), officer
    locked.save(update_fields=["revoked_at", "revoked_by"])
    return True
