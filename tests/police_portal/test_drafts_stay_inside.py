"""Unpublished drafts of procedures never reach a citizen, on any way."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from dossiers.models import Dossier
from feedback.models import Question
from procedures import actions
from procedures.models import NextProcedure, Procedure
from procedures.publishing.snapshot import catalogue
from tests.citizens.factories import PHONE, citizen, client_of
from tests.dossiers.admin.pages import CHANGE, VIEW, button, signed_in
from tests.dossiers.factories import dossier, officer_of
from tests.feedback.factories import poster, question
from tests.offices.factories import calendar_2026_2027, office, province
from tests.procedures.factories import make_procedure, publish_procedure

pytestmark = pytest.mark.django_db
DRAFT = "BẢN NHÁP"


@pytest.fixture
def known(time_machine):
    """Publish two procedures that link to each other, and rename both in their drafts only."""
    time_machine.move_to("2026-11-23T09:00:00+07:00", tick=False)
    province()
    calendar_2026_2027()
    rows = [make_procedure(id=key, short_name="Làm hộ chiếu", code="") for key in ("a", "b")]
    for row, target in (rows, reversed(rows)):
        NextProcedure.objects.create(procedure=row, target=target, sentence="Làm tiếp.")
        actions.record_edit(row.pk, None)
    for row in rows:
        publish_procedure(Procedure.objects.get(pk=row.pk))
    time_machine.move_to("2026-11-23T10:00:00+07:00", tick=False)
    Procedure.objects.update(short_name=DRAFT, name=DRAFT, current_name=DRAFT)
    Procedure.objects.filter(pk="a").update(code="9.999999.N")
    for row in rows:
        actions.record_edit(row.pk, None)
    catalogue.refresh()
    return Procedure.objects.get(pk="a")


@pytest.fixture
def lan(known):
    """Return a citizen with a dossier and a question about the procedure."""
    lan, place = citizen(PHONE), office("ca-xa-a")
    dossier(procedure=known, phone=PHONE, office=place)
    question(lan, office=place.pk, procedure=known.pk)
    return lan


def public_addresses():
    return [
        "/api/v1/procedures/",
        "/api/v1/procedures/?search=lam+ho+chieu",
        "/api/v1/procedures/a/",
        "/api/v1/procedures/a/checklist/",
        "/api/v1/procedures/suggestions/?q=lam+ho",
    ]


def own_addresses():
    code = Dossier.objects.get().code
    number = Question.objects.get().pk
    return [
        "/api/v1/dossiers/",
        f"/api/v1/dossiers/{code}/",
        "/api/v1/questions/",
        f"/api/v1/questions/{number}/",
        "/api/v1/me/overview/",
        "/api/v1/me/export/",
    ]


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("addresses", [public_addresses, own_addresses])
def test_citizens_read_published_names(lan, addresses):
    client = client_of(lan)
    for address in addresses():
        said = read(client, address)
        assert DRAFT not in said, address
        assert "9.999999.N" not in said, address


def test_each_room_uses_the_published_name(lan):
    client, addresses = client_of(lan), own_addresses()
    named = [address for address in addresses if "Làm hộ chiếu" in read(client, address)]
    assert set(addresses) - set(named) <= {"/api/v1/questions/", "/api/v1/me/overview/"}


def test_papers_for_citizens_have_published_names(lan, known):
    row = Dossier.objects.get()
    officer = officer_of(row.office, VIEW, CHANGE)
    assert DRAFT not in read(signed_in(officer), button(row, "receipt"))
    printed = poster(office=row.office, procedure=known)
    client = signed_in(User.objects.create_superuser("quan.tri"))
    said = read(client, reverse("admin:feedback_poster_print_out", args=[printed.pk]))
    assert (DRAFT in said, "Làm hộ chiếu" in said) == (False, True)
