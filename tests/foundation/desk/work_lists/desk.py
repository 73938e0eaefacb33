"""A receptionist with dossiers that are due one day after the other."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier
from tests.dossiers.factories import at, dossier, officer_of

LIST = reverse("admin:dossiers_dossier_changelist")
NOW = at("2026-11-25 09:00")


def receptionist(place):
    """Return a client of a receptionist of an office, and the office."""
    client = Client()
    client.user = officer_of(place)
    client.user.groups.add(Group.objects.get(name="Cán bộ một cửa"))
    client.force_login(client.user)
    return client


def overdue(place, number):
    """Return dossiers whose due times passed, the longest overdue first."""
    rows = [dossier(office=place) for _number in range(number)]
    for index, row in enumerate(rows):
        due = NOW - timedelta(days=number - index)
        QuerySet(Dossier).filter(pk=row.pk).update(due_at=due)
    return rows


def page_of(row, query=""):
    address = reverse("admin:dossiers_dossier_change", args=[row.pk])
    return f"{address}?{query}" if query else address


def move_of(row, query=""):
    address = reverse("admin:dossiers_dossier_to_processing", args=[row.pk])
    return f"{address}?{query}" if query else address
