"""LoggedAdmin, seen at the pages of citizens; and the list of the log itself."""

import pytest
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.urls import resolve, reverse

from citizens.access_log import Action, LoggedAdmin, kinds
from citizens.models import AccessEntry, Citizen
from foundation.records.encryption import EncryptedTextField
from tests.citizens.factories import PHONE, access_entry, citizen, personal_request, staff
from tests.for_each import for_each
from tests.test_models import MODELS

pytestmark = pytest.mark.django_db
LIST = reverse("admin:citizens_citizen_changelist")
LOG = reverse("admin:citizens_accessentry_changelist")


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
def test_a_search_is_told_from_a_list_and_what_was_typed_is_not_kept(
    admin_client, lan, typed, found
):
    admin_client.get(LIST, {"q": typed})
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.count) == (Action.SEARCHED, found)
    assert not [value for value in vars(entry).values() if typed in str(value)]


@pytest.mark.parametrize(("name", "action"), [("change", "seen"), ("history", "history")])
def test_a_page_view_writes_a_row(admin_client, lan, name, action):
    assert admin_client.get(page(lan, name)).status_code == 200
    assert entries() == [(action, True, "citizen", str(lan.pk), 1, "admin")]


def test_a_change_is_logged_beside_djangos_history(admin_client, lan):
    admin_client.post(page(lan, "block"), {"reason": "Quấy rối", "_form_submitted": "on"})
    assert ("changed", True, "citizen", str(lan.pk), 1, "admin") in entries()
    assert "Quấy rối" not in str(list(AccessEntry.objects.values()))


def test_the_row_carries_the_id_of_the_request(admin_client, lan):
    answer = admin_client.get(page(lan))
    assert AccessEntry.objects.get().request_id == answer["X-Request-ID"]


def test_what_cannot_be_logged_is_not_shown(admin_client, lan, monkeypatch):
    def fail(*_args, **_values):
        raise DatabaseError("disk full")

    monkeypatch.setattr(AccessEntry.objects, "create", fail)
    admin_client.raise_request_exception = False
    answer = admin_client.get(page(lan))
    assert answer.status_code >= 500
    assert "Thị Lan" not in answer.content.decode()


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["change", "history", "delete", "block"])
def test_a_page_without_the_right_is_a_refusal(as_stranger, lan, name):
    assert as_stranger.get(page(lan, name)).status_code == 403
    assert entries() == [("seen", False, "citizen", str(lan.pk), 1, "admin")]


def test_a_list_without_the_right_is_a_refusal(as_stranger, lan):
    assert as_stranger.get(LIST).status_code == 403
    assert entries() == [("seen", False, "citizen", "", 0, "admin")]


def test_a_row_outside_the_officers_rights_is_a_refusal(admin_client, lan, monkeypatch):
    monkeypatch.setattr(
        admin.site._registry[Citizen], "get_queryset", lambda _request: Citizen.objects.none()
    )
    assert admin_client.get(page(lan)).status_code == 302
    assert entries() == [("seen", False, "citizen", str(lan.pk), 1, "admin")]


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 30])
def test_a_row_that_does_not_exist_is_none(admin_client, key):
    admin_client.get(reverse("admin:citizens_citizen_change", args=[key]))
    assert entries() == []


def test_nobody_is_logged_who_has_not_signed_in(client, lan, monkeypatch):
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


def test_what_a_search_box_offers_is_logged(admin_user, rf, lan):
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


def test_an_export_logs_the_first_ids_and_the_whole_number(admin_user, rf, lan, monkeypatch):
    monkeypatch.setattr("citizens.access_log.recording.MAX_KEYS", 1)
    other = citizen()
    request = rf.get("/")
    request.user = admin_user
    admin.site._registry[Citizen].log_export(request, Citizen.objects.order_by("-pk"))
    assert entries() == [("exported", True, "citizen", str(other.pk), 2, "admin")]


# --- nothing is forgotten ------------------------------------------------------------------------


def personal(model):
    """Tell whether rows of a model are about a citizen or hold something encrypted."""
    fields = model._meta.concrete_fields
    return model is Citizen or any(
        field.related_model is Citizen or isinstance(field, EncryptedTextField) for field in fields
    )


# Pages of personal models that show nothing of a person.
WITHOUT_LOG = {
    "citizens.AccessEntry": "it names numbers only",
    "citizens.Erasure": "it names a row that was emptied",
    "citizens.OaToken": "keys of the Official Account",
}
PERSONAL = [
    model
    for model in MODELS
    if personal(model) and model in admin.site._registry and model._meta.label not in WITHOUT_LOG
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


def test_every_logged_kind_tells_which_are_a_citizens():
    logged = {
        shown.access_kind or shown.opts.model_name
        for shown in admin.site._registry.values()
        if isinstance(shown, LoggedAdmin)
    }
    assert logged <= {kind.name for kind in kinds()}


# --- the list of the log -------------------------------------------------------------------------


@pytest.fixture
def as_leader(client):
    """Return the client of an officer who may read the log."""
    client.force_login(staff("view_accessentry"))
    return client


def shown_numbers(client, **query):
    answer = client.get(LOG, query)
    assert answer.status_code == 200
    return [row.subjects for row in answer.context_data["cl"].result_list]


def test_the_log_is_for_those_with_the_right(as_stranger):
    entry = access_entry()
    assert [
        as_stranger.get(address).status_code
        for address in (LOG, reverse("admin:citizens_accessentry_change", args=[entry.pk]))
    ] == [
        403,
        403,
    ]


@pytest.mark.parametrize("name", ["change", "delete"])
def test_nobody_changes_the_log(admin_client, name):
    entry = access_entry()
    admin_client.post(
        reverse(f"admin:citizens_accessentry_{name}", args=[entry.pk]),
        {"subjects": "2", "post": "yes"},
    )
    assert AccessEntry.objects.get().subjects == "1"


def test_reading_the_log_shows_it_in_words_and_logs_nothing(as_leader):
    entry = access_entry(subjects="12", allowed=False)
    text = as_leader.get(LOG).content.decode()
    detail = as_leader.get(
        reverse("admin:citizens_accessentry_change", args=[entry.pk])
    ).content.decode()
    assert [
        part in text for part in ("Xem chi tiết", "Công dân 12", "Bị từ chối", "Lệnh vận hành")
    ] == [True] * 4
    assert "Công dân" in detail
    assert AccessEntry.objects.count() == 1


def test_the_newest_entry_comes_first(as_leader):
    for number, at in enumerate(("2026-11-01", "2026-11-03", "2026-11-02")):
        access_entry(subjects=str(number), at=f"{at}T00:00:00Z")
    assert shown_numbers(as_leader) == ["1", "2", "0"]


@for_each(
    ("query", "found"),
    [
        ({"username": "can.bo.xem"}, ["1"]),
        ({"username": " can.bo.xem "}, ["1"]),
        ({"username": "can.bo"}, []),
        ({"username": "x" * 200}, ["2", "1"]),
        ({"action__exact": "exported"}, ["2"]),
        ({"kind": "personalrequest"}, ["2"]),
        ({"key": "1"}, ["1"]),
        ({"key": "1 OR 1"}, []),
        ({"key": "'\\"}, []),
        ({"outcome": "refused"}, ["2"]),
        ({"outcome": "allowed"}, ["1"]),
        ({"outcome": "x"}, ["2", "1"]),
        ({"actor_kind__exact": "system"}, ["2"]),
        ({"at_from": "24/11/2026"}, ["2"]),
        ({"at_from": "2026-11-24"}, ["2"]),
        ({"at_to": "23/11/2026"}, ["1"]),
        ({"at_from": "23/11/2026", "at_to": "24/11/2026"}, ["2", "1"]),
        ({"at_from": "hôm qua", "at_to": "31/12/9999"}, ["2", "1"]),
        ({"at_from": "01/01/0001"}, ["2", "1"]),
    ],
)
def test_the_log_is_searched(as_leader, query, found):
    looker = User.objects.create_user("can.bo.xem")
    access_entry(subjects="1", actor_kind="officer", officer=looker, at="2026-11-23T16:59:59Z")
    access_entry(
        subjects="2",
        action=Action.EXPORTED,
        subject_kind="personalrequest",
        allowed=False,
        at="2026-11-23T17:00:00Z",
    )
    assert shown_numbers(as_leader, **query) == found


def test_a_request_page_is_logged_under_the_request(client):
    client.force_login(staff("view_personalrequest"))
    row = personal_request()
    client.get(reverse("admin:citizens_personalrequest_change", args=[row.pk]))
    assert entries() == [("seen", True, "personalrequest", str(row.pk), 1, "admin")]
