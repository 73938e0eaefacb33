"""Fixtures for tests of ratings."""

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.models import Proof
from tests.dossiers.factories import dossier, move
from tests.feedback.factories import leader_of


def prove(who, row, factor="slip_secret"):
    """Record that a citizen proved to own a dossier."""
    Proof.objects.create(citizen=who, dossier=row, factor=factor, at=timezone.now())


def finished(who, office, *, to="returned", **values):
    """Return a finished dossier of a citizen."""
    row = dossier(office=office, **values)
    prove(who, row)
    targets = ("processing", "completed", "returned")
    return move(row, *targets[: targets.index(to) + 1]) if to else row


@pytest.fixture
def done(lan, offices):
    """Return a finished dossier of Lan."""
    return finished(lan, offices)


@pytest.fixture
def rate():
    """Return a function by which a client rates a dossier."""

    def send(client, row, overall=5, **body):
        path = f"/api/v1/dossiers/{getattr(row, 'code', row)}/rating/"
        return client.put(path, {"overall": overall, **body}, content_type="application/json")

    return send


@pytest.fixture
def visit():
    """Return a function by which a client rates a visit."""

    def send(client, qr, overall=5, headers=None, **body):
        return client.post(
            "/api/v1/ratings/",
            {"qr": qr, "overall": overall, **body},
            content_type="application/json",
            headers=headers,
        )

    return send


@pytest.fixture
def as_leader(offices):
    """Return the client of the commune's leader."""
    client = Client()
    client.force_login(leader_of(offices))
    return client
