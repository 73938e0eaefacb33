"""Officers with and without rights, and the pages of a procedure."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests.procedures.admin.browser import fields_of


@pytest.fixture
def sign_in(client, db):
    """Return a function that signs an officer with the named permissions in.

    And returns the officer.
    """

    def sign(*codenames, username="can.bo", superuser=False):
        officer = User.objects.create_user(
            username, first_name="Văn An", last_name="Nguyễn", is_staff=True, is_superuser=superuser
        )
        officer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(officer)
        return officer

    return sign


@pytest.fixture
def editor(sign_in):
    """Sign in an officer who may do everything with procedures."""
    return sign_in(
        "view_procedure",
        "add_procedure",
        "change_procedure",
        "publish_procedure",
        "view_procedureversion",
    )


@pytest.fixture
def page(client):
    """Return a function that opens a page of a procedure."""

    def address(procedure, name="change"):
        return reverse(f"admin:procedures_procedure_{name}", args=[procedure.pk])

    def open_page(procedure, name="change", **parameters):
        return client.get(address(procedure, name), parameters)

    open_page.address = address
    return open_page


@pytest.fixture
def save(client, page):
    """Return a function that opens the edit page, changes fields and saves, as an officer does."""

    def edit(procedure, change=None, **values):
        data = fields_of(page(procedure), "procedure_form") | values
        if change:
            change(data)
        return client.post(page.address(procedure), data)

    return edit


@pytest.fixture
def decide(client, page):
    """Return a function that opens a page that asks something and answers it."""

    def answer(procedure, name, **values):
        return client.post(page.address(procedure, name), fields_of(page(procedure, name)) | values)

    return answer
