"""Makes dossiers that a failure may damage, and checks afterwards that they are whole.

Its status is its last event's, its events are counted and without a gap, and its owner was told
of each change exactly once.
"""

from collections import Counter

from django.db.models import Count, F, Max
from django.utils import timezone

from citizens.models import Citizen, Notice
from citizens.phones import phone_hash
from dossiers.models import Dossier, DossierEvent
from offices.models import Office

CODES = "T01.899.909-260916-"  # how the code of each of these dossiers begins


def new_owner(name: str, number: int) -> Citizen:
    """Return a new citizen with a verified phone."""
    phone = f"+84914{number:06d}"
    verified = {
        "phone": phone,
        "phone_hash": phone_hash(phone),
        "phone_verified_at": timezone.now(),
    }
    owner: Citizen = Citizen.objects.create(
        app_id=f"bench-{name}", zalo_user_id=f"{name}-{number}", **verified
    )
    return owner


def first_commune() -> Office:
    """Return the office of all these dossiers."""
    communes = Office.objects.filter(kind=Office.Kind.COMMUNE)
    first: Office = communes.order_by("pk")[:1].get()
    return first


def half_written(events: int | None = None) -> int:
    """Count dossiers whose row and history differ, or that do not have `events` events."""
    ours = Dossier.objects.filter(code__startswith=CODES)
    last = DossierEvent.objects.filter(
        dossier__in=ours, number=F("dossier__events_count"), status_to=F("dossier__status")
    )
    counted = ours.annotate(written=Count("events"), highest=Max("events__number"))
    whole = counted.filter(written=F("events_count"), highest=F("events_count"))
    if events is not None:
        whole = whole.filter(events_count=events)
    differences: int = 2 * ours.count() - last.count() - whole.count()
    return differences


def changes_not_told_once() -> int:
    """Count changes without a notice, and notices without a change of their own.

    If one delivery makes several steps, only the last is told: a new dossier may be accepted and
    in processing at once.
    """
    events = DossierEvent.objects.filter(dossier__code__startswith=CODES)
    told_of = events.exclude(number=1, source="machine").values_list("pk", flat=True)
    changes = {f"dossier-event-{key}" for key in told_of}
    notices = Notice.objects.filter(event__startswith="dossier_", link__contains=CODES)
    told = Counter(notices.values_list("change", flat=True))
    return len(changes - set(told)) + sum(told.values()) - len(set(told) & changes)
