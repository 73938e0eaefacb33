"""The page of what the connector sent and was refused."""

import pytest
from django.test import Client

from dossiers.models import ConnectorRefusal
from tests.dossiers.factories import officer_of
from tests.dossiers.importing.factories import refusal
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/dossiers/connectorrefusal/"
RIGHTS = ("dossiers.view_connectorrefusal", "dossiers.settle_conflict")


def client_of(office, *rights):
    client = Client()
    client.force_login(officer_of(office, *rights))
    return client


def settle(client, row, note):
    typed = {"_form_submitted": "on", "note": note}
    return client.post(f"{LIST}{row.pk}/da-xu-ly/", typed)


@pytest.fixture
def row(db):
    return refusal(offices.office("ca-xa-day"))


def test_an_officer_of_the_office_sees_why_and_settles_it(row):
    client = client_of(row.office, *RIGHTS)
    assert "Mã hồ sơ chưa đúng" in client.get(LIST).content.decode()
    settle(client, row, "Đã ghi nhận bằng tay")
    row.refresh_from_db()
    assert (row.state, row.note) == ("settled", "Đã ghi nhận bằng tay")


def test_how_it_was_seen_to_has_to_be_said(row):
    client = client_of(row.office, *RIGHTS)
    settle(client, row, " ")
    assert ConnectorRefusal.objects.get().state == "open"


def test_another_office_does_not_find_it(row):
    client = client_of(offices.office("ca-xa-khac"), *RIGHTS)
    assert row.code not in [one.code for one in client.get(LIST).context_data["cl"].queryset]
    assert settle(client, row, "x").status_code == 404
