"""The address of an officers' list filters by what the page offers or shows, by nothing else."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.citizens.factories import citizen
from tests.dossiers.factories import dossier, officer_of
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
DOSSIERS = "/quan-tri/dossiers/dossier/"


@pytest.fixture
def officer():
    """Return the client of an officer who may read the dossiers of an office with one dossier."""
    client = Client()
    client.force_login(officer_of(dossier().office, "dossiers.view_dossier"))
    return client


@pytest.fixture
def superuser():
    client = Client()
    client.force_login(User.objects.create_superuser("quan-tri", password="mat-khau-rat-dai"))
    return client


@for_each(
    "query",
    [
        "applicant_phone_hash__startswith=a",
        "applicant_phone_hash=a",
        "phone_last4_hash__gte=5",
        "id_last4_hash__isnull=False",
        "slip_hash__regex=^a",
        "applicant_folded__startswith=nguyen",
        "officer__password__startswith=a",
        "created_at__gte=2026-01-01",
    ],
)
def test_dossiers_are_not_filtered_by_what_their_list_does_not_offer(officer, query):
    assert officer.get(f"{DOSSIERS}?{query}").status_code == 400


@for_each("query", ["status__exact=accepted", "procedure__id__exact=1", "q=G01", "due=late", "o=1"])
def test_dossiers_are_filtered_by_what_their_list_offers(officer, query):
    assert officer.get(f"{DOSSIERS}?{query}").status_code in {200, 302}


@for_each(
    ("path", "column"),
    [
        ("citizens/citizen", "phone_hash"),
        ("citizens/citizen", "zalo_user_id"),
        ("citizens/lookuptry", "code_hash"),
        ("dossiers/connectorkey", "secret_hash"),
        ("auth/user", "password"),
    ],
)
def test_not_even_a_superuser_filters_by_hashes_and_marks(superuser, path, column):
    citizen()
    answer = superuser.get(f"/quan-tri/{path}/?{column}__startswith=a")
    assert answer.status_code == 400
