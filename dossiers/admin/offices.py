"""The offices among which an officer chooses."""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet

from offices.models import Office
from offices.tree import offices_below


def offices_of_officer(user: User | AnonymousUser) -> QuerySet[Office]:
    """Return the offices whose dossiers an officer may see or load."""
    offices = Office.objects.all()
    return offices.filter(Q() if user.is_superuser else Q(pk__among=offices_below(user)))
