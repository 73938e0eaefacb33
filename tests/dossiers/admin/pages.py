"""Addresses and forms of the officers' pages for dossiers."""

from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier

LIST = "/quan-tri/dossiers/dossier/"
VIEW, CHANGE, ADD = "dossiers.view_dossier", "dossiers.change_dossier", "dossiers.add_dossier"


def page(row):
    return reverse("admin:dossiers_dossier_change", args=[row.pk])


def button(row, name):
    return reverse(f"admin:dossiers_dossier_{name}", args=[row.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def press(client, row, name, **typed):
    """Submit the dialog of a button and return the response."""
    body = {"_form_submitted": "on", "seen": Dossier.objects.get(pk=row.pk).events_count, **typed}
    return client.post(button(row, name), body)
