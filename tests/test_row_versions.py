"""Every form and dialog of the admin that changes a row checks which version of it was open."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, models, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.desk.change_log.values import state_of
from offices.models import Office, OpeningHours
from procedures.models import FeeReduction
from tests.at_once import at_once
from tests.for_each import for_each, undone
from tests.offices.factories import office
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_reduction, publish_procedure
from tests.routes import make

STALE = "Hãy chép phần vừa gõ, mở lại trang"
PAGES = dict(admin.site._registry)


def page_of(model, row, name="change"):
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    return reverse(f"admin:{label}_{name}", args=[row.pk])


def opened(client, model, row):
    """Return what a browser would send from the page of `row`, None if it has no form to save."""
    answer = client.get(page_of(model, row))
    if answer.status_code != 200 or not answer.context_data.get("has_change_permission"):
        return None
    return fields_of(answer, f"{model._meta.model_name}_form")


def other_value(field, value):
    """Return another value of a field, None for kinds of fields of which none is made up here."""
    if field.choices:
        return next((key for key, _label in field.flatchoices if key != value), None)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.CharField | models.TextField):
        return f"x{value}"[: field.max_length]
    return (value or 0) + 1 if isinstance(field, models.IntegerField) else None


def changed_behind(row, name):
    """Change one field as another officer would; return False if the table forbids it."""
    field = row._meta.get_field(name)
    value = other_value(field, getattr(row, name))
    if field.primary_key or value is None:
        return False
    try:
        with transaction.atomic():
            moments = [one.name for one in row._meta.fields if getattr(one, "auto_now", False)]
            saved = dict.fromkeys(moments, timezone.now())
            QuerySet(type(row)).filter(pk=row.pk).update(**saved, **{name: value})
    except DatabaseError:
        return False
    return True


def names_to_change(row, typed):
    """Return the fields of the row, those of the form first."""
    names = [field.name for field in row._meta.concrete_fields]
    return sorted(names, key=lambda name: name not in typed)


@pytest.mark.usefixtures("frameless")
@pytest.mark.django_db
@for_each("model", PAGES, ids=lambda model: model._meta.label)
def test_a_form_that_was_opened_before_the_row_changed_is_refused(admin_client, model):
    row = make(model)
    typed = opened(admin_client, model, row)
    if typed is None:
        return
    assert typed.get("row_version"), "the page has no version"
    assert any(changed_behind(row, name) for name in names_to_change(row, typed))
    before = state_of(row)
    answer = admin_client.post(page_of(model, row), typed)
    assert (answer.status_code, STALE in answer.content.decode()) == (200, True)
    assert state_of(row) == before
    # Pressing the button once more changes nothing.
    again = fields_of(answer, f"{model._meta.model_name}_form")
    assert again["row_version"] == typed["row_version"]


@pytest.mark.usefixtures("frameless")
@pytest.mark.django_db
@for_each("model", PAGES, ids=lambda model: model._meta.label)
def test_a_form_of_the_row_as_it_is_is_not_refused_for_that(admin_client, model):
    row = make(model)
    typed = opened(admin_client, model, row)
    if typed is not None:
        answer = admin_client.post(page_of(model, row), typed)
        assert STALE not in answer.content.decode()


def dialogs_of(page):
    """Yield the names of the dialogs of a row."""
    for entry in page.actions_detail:
        for name in entry["items"] if isinstance(entry, dict) else [entry]:
            if hasattr(getattr(page, name), "dialog"):
                yield name


@pytest.mark.usefixtures("frameless")
@pytest.mark.django_db
@for_each("model", PAGES, ids=lambda model: model._meta.label)
def test_a_dialog_that_was_opened_before_the_row_changed_is_refused(admin_client, model):
    row = make(model)
    before, own_page = state_of(row), page_of(model, row)
    for name in dialogs_of(PAGES[model]):
        with undone():
            path = page_of(model, row, name)
            shown = admin_client.get(path)
            if shown.status_code != 200:  # this row cannot be moved so, or only by its own officers
                continue
            typed = fields_of(shown)
            assert typed.get("row_version"), f"the dialog {name} has no version"
            answer = admin_client.post(path, typed | {"row_version": "0" * 32})
            assert answer.headers["HX-Redirect"] == own_page, name
            assert state_of(row) == before, name
            assert STALE in admin_client.get(own_page).content.decode(), name


# --- what counts as a change ----------------------------------------------------------------------


@pytest.mark.django_db
def test_rows_below_the_form_count(admin_client):
    place = office("ca-xa-thu")
    typed = opened(admin_client, Office, place)
    OpeningHours.objects.create(office=place, weekday=1, opens="08:00", closes="11:00")
    answer = admin_client.post(page_of(Office, place), typed)
    assert STALE in answer.content.decode()


@pytest.mark.django_db
def test_the_refusal_names_who_saved_last_and_keeps_what_was_typed(admin_client):
    act = make_reduction(publish_procedure())
    typed = opened(admin_client, FeeReduction, act)
    other = User.objects.create_superuser("thu.hai", first_name="Bình", last_name="Trần")
    theirs = Client()
    theirs.force_login(other)
    saved = theirs.post(page_of(FeeReduction, act), typed | {"effective_to": "31/12/2026"})
    assert saved.status_code == 302
    answer = admin_client.post(page_of(FeeReduction, act), typed | {"who": "Người khuyết tật"})
    said = answer.content.decode()
    assert other.get_full_name() in said
    assert "Người khuyết tật" in said
    act.refresh_from_db()
    assert (f"{act.effective_to}", act.who) == ("2026-12-31", "Có định danh mức 2")


@pytest.mark.django_db
def test_a_version_tells_nothing_of_the_row(admin_client):
    place = office("ca-xa-thu", phones=["0210 3846 123"])
    version = opened(admin_client, Office, place)["row_version"]
    assert len(version) == 32
    assert int(version, 16)


@pytest.fixture
def of_transactions(transactional_db):
    """Let threads see each other's rows."""


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
def test_of_two_forms_sent_at_once_one_is_saved(of_transactions):
    place = office("ca-xa-thu", phones=["0210 3846 123"], address="Khu 1")
    clients = [Client(), Client()]
    for number, client in enumerate(clients):
        client.force_login(User.objects.create_superuser(f"quan.tri.{number}"))
    typed = [opened(client, Office, place) for client in clients]
    changes = [{"phones": "0210 3999 999"}, {"address": "Khu 2"}]
    path = page_of(Office, place)
    answers = at_once(2, lambda i: clients[i].post(path, typed[i] | changes[i]).status_code)
    assert sorted(answers) == [200, 302]
    saved = Office.objects.get(pk=place.pk)
    first = answers.index(302) == 0
    assert (saved.phones == ["0210 3999 999"], saved.address == "Khu 2") == (first, not first)
