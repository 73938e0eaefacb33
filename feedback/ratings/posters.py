"""Posters with QR codes: permission, creation and revocation."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from feedback.models import Poster
from offices.models import Field, Office
from offices.tree import offices_below
from procedures.models import Procedure


def offices_for_codes(user: User | AnonymousUser) -> QuerySet[Office]:
    """Return the offices for which an officer may open codes: their own and those below."""
    offices = Office.objects.in_force(timezone.localdate())
    return offices if user.is_superuser else offices.filter(pk__among=offices_below(user))


def posters_visible_to(user: User | AnonymousUser) -> QuerySet[Poster]:
    """Return the posters of an officer's offices and those below, revoked ones included."""
    return (
        Poster.objects.all()
        if user.is_superuser
        else Poster.objects.filter(office__among=offices_below(user))
    )


def make_poster(
    officer: User,
    office: Office,
    place: str,
    field: Field | None = None,
    procedure: Procedure | None = None,
) -> Poster:
    """Create a poster. With a procedure, its field is the procedure's."""
    about = procedure.field if procedure else field
    made: Poster = Poster.objects.create(
        office=office, place=place, field=about, procedure=procedure, made_by=officer
    )
    return made


@transaction.atomic
def revoke_poster(poster: Poster, officer: User) -> bool:
    """Revoke a poster at once. Returns True if it was still valid."""
    locked = Poster.objects.select_for_update().get(pk=poster.pk)
    if locked.revoked_at:
        return False
    locked.revoked_at, locked.revoked_by = timezone.now(), officer
    locked.save(update_fields=["revoked_at", "revoked_by"])
    return True
