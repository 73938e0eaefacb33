"""No English word on any page of the admin, its hints, buttons and errors.

`manage.py check_translations` checks that the libraries' texts are translated; these tests read the
rendered pages.
"""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests import routes
from tests.for_each import for_each
from tests.offices.factories import calendar_2026_2027, field
from tests.police_portal.wording import english, shown
from tests.procedures.admin.browser import fields_of

pytestmark = pytest.mark.django_db
MODELS = list(admin.site._registry)
# Names, technical terms and file types that are the same in Vietnamese.
ALLOWED = {
    "accept", "admin", "api", "authenticator", "csv", "email", "excel", "facebook", "freeotp",
    "google", "html", "id", "ip", "ipv", "json",
    "mini", "app", "microsoft", "oa", "official", "account", "otp", "pdf", "png", "portal", "qr",
    "sha", "sms", "cccd", "seen",
    "totp", "tthc", "utf", "url", "vneid", "esc", "web", "windows", "xlsx", "zalo", "zns", "salt",
    "d", "n", "r", "v", "z",  # keys of a counter's page
    "demo", "video", "control", "command", "lamp",  # a topic's code, which an officer types
}  # fmt: skip


def words_of(row):
    """Return the words of a generated row and of rows it refers to: no words of the page itself."""
    values = [str(row)]
    for column in row._meta.concrete_fields:
        values += [str(getattr(row, column.name, "")), str(getattr(row, column.attname, ""))]
    return {word.lower() for value in values for word in re.findall(r"[^\W\d_]+", value)}


def english_texts(response, *rows):
    """Return the texts of a page that contain an English word."""
    known = ALLOWED.union(*map(words_of, rows))
    texts = shown(response.content.decode()) if not response.streaming else []
    return {text[:120]: words for text in texts if (words := english(text, known))}


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture(autouse=True)
def _calendar():
    calendar_2026_2027()


@pytest.fixture(autouse=True)
def _address(settings):
    """Previews show addresses of the service; a whole one is not a word."""
    settings.PUBLIC_URL = "https://dichvu.congan.example.vn"


@pytest.mark.usefixtures("frameless")
@for_each("model", MODELS, ids=lambda model: model._meta.label)
def test_model_pages_are_vietnamese(admin_client, admin_user, model):
    listing = page(model, "changelist")
    found = english_texts(admin_client.get(f"{listing}?q=không có ai"), admin_user)
    row = routes.make(model)
    found |= english_texts(admin_client.get(listing), admin_user, row)
    for name in ("change", "history", "delete"):
        found |= english_texts(admin_client.get(page(model, name, row.pk)), admin_user, row)
    assert found == {}


@pytest.mark.usefixtures("frameless")
@for_each("model", MODELS, ids=lambda model: model._meta.label)
def test_form_errors_are_vietnamese(admin_client, admin_user, model):
    """Every field is left empty or filled with a value that it refuses."""
    add = page(model, "add")
    if admin_client.get(add).status_code == 403:
        assert english_texts(admin_client.get(add), admin_user) == {}
        return
    opened = admin_client.get(add)
    form, sent = opened.context_data.get("adminform"), fields_of(opened)
    names = list(form.form.fields) if form else []
    for value in ("", "ơ" * 5000, "-1"):
        assert (
            english_texts(admin_client.post(add, sent | dict.fromkeys(names, value)), admin_user)
            == {}
        )


DIALOGS = [
    route
    for route in routes.walk()
    if route.in_admin and route.model in MODELS and "<path:object_id>" in route.route and route.name
]
BUTTONS = [
    route for route in DIALOGS if not route.name.endswith(("_change", "_history", "_delete"))
]


@pytest.mark.usefixtures("frameless")
@for_each("route", BUTTONS, ids=lambda route: route.name)
def test_dialogs_and_their_errors_are_vietnamese(admin_client, admin_user, route):
    row = routes.make(route.model)
    address = routes.address(route, row)
    found = english_texts(admin_client.get(address), admin_user, row) | english_texts(
        admin_client.post(address, {"_form_submitted": "on"}), admin_user, row
    )
    assert found == {}


PLAIN = [
    "admin:index",
    "admin:password_change",
    "admin:password_change_done",
    "second-factor",
    "second-factor-set-up",
    "needs",
]


@for_each(
    "name",
    [
        *PLAIN,
        "admin:auth_user_review",
        "admin:procedures_procedure_fees",
        "admin:procedures_procedure_recheck",
        "admin:offices_calendarday_fill_year",
        "admin:offices_office_load_contacts",
    ],
)
def test_pages_without_a_row_are_vietnamese(admin_client, admin_user, name):
    assert english_texts(admin_client.get(reverse(name)), admin_user) == {}


def test_the_sign_in_its_errors_and_its_lock_are_vietnamese(db):
    browser, login = Client(), reverse("admin:login")
    User.objects.create_user("can.bo", password="mat-khau-rat-dai-2026")
    found = english_texts(browser.get(login)) | english_texts(browser.post(login, {}))
    found |= english_texts(
        browser.post(login, {"username": "can.bo", "password": "mat-khau-rat-dai-2026"})
    )  # may not enter
    for _time in range(6):
        found |= english_texts(browser.post(login, {"username": "can.bo", "password": "sai"}))
    assert found == {}


def test_the_password_page_and_its_errors_are_vietnamese(admin_client, admin_user):
    pages = (
        reverse("admin:password_change"),
        reverse("admin:auth_user_password_change", args=[admin_user.pk]),
    )
    found = {}
    for address in pages:
        for typed in ("", "1", "12345678901234", "admin@example.com"):
            sent = dict.fromkeys(
                ("old_password", "new_password1", "new_password2", "password1", "password2"), typed
            )
            found |= english_texts(
                admin_client.post(
                    address, {**sent, "new_password2": typed + "?", "usable_password": "true"}
                ),
                admin_user,
            )
            found |= english_texts(
                admin_client.post(address, {**sent, "usable_password": "true"}), admin_user
            )
    assert found == {}


def test_refusals_and_failures_are_vietnamese(admin_client, admin_user, settings, monkeypatch):
    settings.DEBUG = False
    officer = Client()
    officer.force_login(User.objects.create_user("can.bo", is_staff=True))
    found = english_texts(officer.get(reverse("admin:auth_user_changelist")))
    found |= english_texts(admin_client.get("/quan-tri/khong-co-trang-nay/"), admin_user)
    found |= english_texts(
        admin_client.get(reverse("admin:auth_user_change", args=[99999]), follow=True), admin_user
    )
    strict = Client(enforce_csrf_checks=True)
    found |= english_texts(strict.post(reverse("admin:login"), {}))
    broken = Client(raise_request_exception=False)
    broken.force_login(admin_user)
    monkeypatch.setattr("police_portal.navigation.sidebar", lambda _request: 1 / 0)
    answer = broken.get(reverse("admin:index"))
    assert answer.status_code == 500
    assert english_texts(answer, admin_user) | found == {}


def test_messages_of_list_actions_are_vietnamese(admin_client, admin_user):
    row, listing = field("cutru", name="Cư trú"), reverse("admin:offices_field_changelist")
    nothing = {"action": "delete_selected"}
    chosen = {**nothing, "_selected_action": [row.pk]}
    found = {}
    for sent in (nothing, chosen, {**chosen, "post": "yes"}):
        found |= english_texts(admin_client.post(listing, sent, follow=True), admin_user, row)
    assert found == {}


# --- scripts -------------------------------------------------------------------------------------

_SAID = re.compile(
    r"""(?:textContent|innerText|placeholder|title|alert|confirm)\s*(?:=|\()\s*["'`]([^"'`$]*[A-Za-z]{3}[^"'`$]*)["'`]"""
)


def scripts_of(html):
    return re.findall(r'<script[^>]+src="/static/([^"?]+)', html)


def test_page_scripts_are_vietnamese(admin_client):
    pages = [
        reverse("admin:index"),
        reverse("admin:offices_office_add"),
        reverse("admin:dossiers_dossier_changelist"),
    ]
    used = {
        name for address in pages for name in scripts_of(admin_client.get(address).content.decode())
    }
    assert len(used) > 5
    said = {}
    for name in used:
        path = finders.find(name)
        if path and "vendor" not in name and "i18n" not in name:
            source = Path(path).read_text(encoding="utf-8")
            said |= {
                (name, text): words
                for text in _SAID.findall(source)
                if (words := english(text, ALLOWED))
            }
    assert said == {}


def test_english_text_is_found():
    assert unread_text("<p>Lưu <b>Save</b></p>") == ["Save"]
    assert unread_text(
        '<input type="submit" value="Search"><i class="material-symbols-outlined">search</i>'
    ) == ["Search"]
    assert unread_text('<a title="Delete" href="/x">Xoá</a><script>var x = "Save"</script>') == [
        "Delete"
    ]


def unread_text(html):
    return [word for text in shown(html) for word in english(text)]
