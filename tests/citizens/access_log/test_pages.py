"""LoggedAdmin logs what officers see, tested on the pages of citizens."""

import pytest
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.urls import resolve, reverse

from citizens.access_log import Action, LoggedAdmin, kinds, recording
from citizens.models import AccessEntry, Citizen
from foundation.records.encryption import EncryptedTextField
from tests.citizens.factories import PHONE, citizen, personal_request, staff
from tests.test_models import MODELS

pytestmark = pytest.mark.django_db
LIST = reverse("admin:citizens_citizen_changelist")


def page(who, name="change"):
    return reverse(f"admin:citizens_citizen_{name}", args=[who.pk])


def entries():
    return list(
        AccessEntry.objects.order_by("pk").values_list(
            "action", "allowed", "subject_kind", "subjects", "count", "where"
        )
    )


@pytest.fixture
def lan(db):
    """Return a citizen."""
    return citizen(PHONE, name="Nguyễn Thị Lan")


@pytest.fixture
def as_stranger(client):
    """Return the client of an officer without any right."""
    client.force_login(staff())
    return client


# --- looks ---------------------------------------------------------------------------------------


def test_a_list_writes_one_row_with_the_ids_on_the_page(admin_client, admin_user, lan):
    other = citizen()
    admin_client.get(LIST)
    assert entries() == [("listed", True, "citizen", f"{other.pk} {lan.pk}", 2, "admin")]
    assert AccessEntry.objects.get().officer == admin_user


@pytest.mark.parametrize(("typed", "found"), [("Thị Lan", 1), ("0912345678", 1), ("không ai", 0)])
def test_a_search_is_logged_without_the_words_typed(admin_client, lan, typed, found):
    admin_client.get(LIST, {"q": typed})
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.count) == (Action.SEARCHED, found)
    assert not [value for value in vars(entry).values() if typed in str(value)]


@pytest.mark.parametrize(("name", "action"), [("change", "seen"), ("history", "history")])
def test_viewing_a_page_writes_a_row(admin_client, lan, name, action):
    assert admin_client.get(page(lan, name)).status_code == 200
    assert entries() == [(action, True, "citizen", str(lan.pk), 1, "admin")]


def test_a_change_is_logged_beside_djangos_history(admin_client, lan):
    admin_client.post(page(lan, "block"), {"reason": "Quấy rối", "_form_submitted": "on"})
    assert ("changed", True, "citizen", str(lan.pk), 1, "admin") in entries()
    assert "Quấy rối" not in str(list(AccessEntry.objects.values()))


def test_the_row_holds_the_request_id(admin_client, lan):
    answer = admin_client.get(page(lan))
    assert AccessEntry.objects.get().request_id == answer["X-Request-ID"]


def test_a_page_that_cannot_be_logged_is_not_shown(admin_client, lan, monkeypatch):
    def fail(*_args, **_values):
        raise DatabaseError("disk full")

    monkeypatch.setattr(recording, "insert", fail)
    admin_client.raise_request_exception = False
    answer = admin_client.get(page(lan))
    assert answer.status_code >= 500
    assert "Thị Lan" not in answer.content.decode()


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["change", "history", "delete", "block"])
def test_opening_a_page_without_permission_is_logged_as_refused(as_stranger, lan, name):
    assert as_stranger.get(page(lan, name)).status_code == 403
    assert entries() == [("seen", False, "citizen", str(lan.pk), 1, "admin")]


def test_opening_a_list_without_permission_is_logged_as_refused(as_stranger, lan):
    assert as_stranger.get(LIST).status_code == 403
    assert entries() == [("seen", False, "citizen", "", 0, "admin")]


def test_opening_a_row_out_of_reach_is_logged_as_refused(admin_client, lan, monkeypatch):
    monkeypatch.setattr(
        admin.site._registry[Citizen], "get_queryset", lambda _request: Citizen.objects.none()
    )
    assert admin_client.get(page(lan)).status_code == 302
    assert entries() == [("seen", False, "citizen", str(lan.pk), 1, "admin")]


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 30])
def test_a_missing_row_is_not_logged(admin_client, key):
    admin_client.get(reverse("admin:citizens_citizen_change", args=[key]))
    assert entries() == []


def test_anonymous_visitors_are_not_logged(client, lan, monkeypatch):
    client.get(page(lan))
    monkeypatch.setattr(
        admin.site._registry[Citizen], "get_queryset", lambda _request: Citizen.objects.none()
    )
    client.get(page(lan))
    client.force_login(User.objects.create_user("nguoi.ngoai"))
    client.get(page(lan))
    client.get(LIST)
    assert entries() == []


# --- search boxes of other forms, exports --------------------------------------------------------


def test_autocomplete_suggestions_are_logged(admin_user, rf, lan):
    address = reverse("admin:autocomplete")
    request = rf.get(
        address,
        {
            "app_label": "citizens",
            "model_name": "consent",
            "field_name": "citizen",
            "term": "Thị Lan",
        },
    )
    request.user, request.resolver_match = admin_user, resolve(address)
    answer = AutocompleteJsonView.as_view(admin_site=admin.site)(request)
    assert str(lan.pk) in answer.content.decode()
    assert entries() == [("searched", True, "citizen", str(lan.pk), 1, "admin")]


def test_an_export_logs_the_first_ids_and_the_total(admin_user, rf, lan, monkeypatch):
    monkeypatch.setattr("citizens.access_log.recording.MAX_KEYS", 1)
    other = citizen()
    request = rf.get("/")
    request.user = admin_user
    admin.site._registry[Citizen].log_export(request, Citizen.objects.order_by("-pk"))
    assert entries() == [("exported", True, "citizen", str(other.pk), 2, "admin")]


# --- nothing is forgotten ------------------------------------------------------------------------


def is_personal(model):
    """Return True if rows of a model are about a citizen or hold encrypted values."""
    fields = model._meta.concrete_fields
    return model is Citizen or any(
        field.related_model is Citizen or isinstance(field, EncryptedTextField) for field in fields
    )


# Pages of is_personal models that show nothing of a person.
WITHOUT_LOG = {
    "citizens.AccessEntry": "it names numbers only",
    "citizens.Erasure": "it names a row that was emptied",
    "official_accounts.OfficialAccount": "keys of an account, of no person",
}
PERSONAL = [
    model
    for model in MODELS
    if is_personal(model) and model in admin.site._registry and model._meta.label not in WITHOUT_LOG
]


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_every_page_of_personal_data_is_logged(model):
    shown = admin.site._registry[model]
    assert isinstance(shown, LoggedAdmin)
    assert {
        pattern.name
        for pattern in shown.get_urls()
        if pattern.name and not hasattr(pattern.callback, "is_logged")
    } == set()


def test_every_logged_kind_is_registered():
    logged = {
        shown.access_kind or shown.opts.model_name
        for shown in admin.site._registry.values()
        if isinstance(shown, LoggedAdmin)
    }
    assert logged <= {kind.name for kind in kinds()}


def test_viewing_a_request_is_logged_under_the_request(client):
    client.force_login(staff("view_personalrequest"))
    row = personal_request()
    client.get(reverse("admin:citizens_personalrequest_change", args=[row.pk]))
    assert entries() == [("seen", True, "personalrequest", str(row.pk), 1, "admin")]
