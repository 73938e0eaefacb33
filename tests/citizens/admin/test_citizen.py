"""The officers' pages for citizens: for superusers only, with masked phone numbers."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from citizens.models import Citizen
from tests.citizens.factories import PHONE, citizen, client_of, erased_citizen
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
LIST = reverse("admin:citizens_citizen_changelist")
ACTIONS = ["block", "unblock"]


def page(who, name="change"):
    return reverse(f"admin:citizens_citizen_{name}", args=[who.pk])


def act(client, who, name, reason="Quấy rối cán bộ"):
    return client.post(
        reverse(f"admin:citizens_citizen_{name}", args=[who.pk]),
        {"reason": reason, "_form_submitted": "on"},
    )


@pytest.fixture
def lan(db):
    """Return a citizen with a phone."""
    return citizen(PHONE, name="Nguyễn Thị Lan")


def test_the_list_and_the_page_show_the_number_masked(admin_client, lan):
    erased_citizen()
    for address in (LIST, page(lan)):
        text = admin_client.get(address).content.decode()
        assert "0912•••678" in text
        assert "Nguyễn Thị Lan" in text
        assert not [
            part for part in ("912345678", lan.phone_hash, lan.zalo_user_id) if part in text
        ]


@for_each(
    ("typed", "found"),
    [
        ("0912345678", True),
        ("+84 912 345 678", True),
        ("84912345678", True),
        ("Thị Lan", True),
        ("0912345679", False),
        ("912345", False),
        ("0912", False),
    ],
)
def test_a_phone_number_is_only_found_when_complete(admin_client, lan, typed, found):
    text = admin_client.get(LIST, {"q": typed}).content.decode()
    assert ("Nguyễn Thị Lan" in text) is found


@pytest.mark.parametrize(
    ("state", "expected"), [("active", "A"), ("blocked", "B"), ("erased", ""), ("", "AB")]
)
def test_citizens_can_be_filtered_by_state(admin_client, state, expected):
    citizen(name="Tên A")
    citizen(name="Tên B", blocked_at="2026-11-24T00:00:00Z")
    erased_citizen()
    text = admin_client.get(LIST, {"state": state} if state else {}).content.decode()
    assert "".join(letter for letter in "AB" if f"Tên {letter}" in text) == expected


def test_blocking_needs_a_reason_and_ends_sessions(admin_client, lan):
    client = client_of(lan)
    assert admin_client.get(page(lan, "block")).status_code == 200
    act(admin_client, lan, "block", reason="")
    assert client.get("/api/v1/me/").status_code == 200
    assert act(admin_client, lan, "block")["HX-Redirect"] == page(lan)
    assert client.get("/api/v1/me/").status_code == 401
    lan.refresh_from_db()
    assert lan.blocked_reason == "Quấy rối cán bộ"
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message) == (str(lan), "Đã khoá: Quấy rối cán bộ")


def test_an_unblocked_citizen_can_log_in_again(admin_client, lan):
    act(admin_client, lan, "block")
    act(admin_client, lan, "unblock", "Đã xin lỗi")
    lan.refresh_from_db()
    assert (lan.blocked_at, lan.blocked_reason) == (None, "")
    assert client_of(lan).get("/api/v1/me/").status_code == 200
    assert LogEntry.objects.count() == 2


def test_an_erased_citizen_cannot_be_blocked(admin_client):
    gone = erased_citizen()
    act(admin_client, gone, "block")
    gone.refresh_from_db()
    assert gone.blocked_at is None


@pytest.mark.parametrize("key", ["0", "abc", "x/y", "²"])
def test_a_missing_citizen_answers_404(admin_client, key):
    address = reverse("admin:citizens_citizen_block", args=[key])
    assert admin_client.post(address, {"reason": "x", "_form_submitted": "on"}).status_code == 404


@pytest.mark.parametrize("name", ["delete", "add"])
def test_nobody_can_add_or_delete_citizens(admin_client, lan, name):
    address = page(lan, name) if name == "delete" else reverse("admin:citizens_citizen_add")
    assert [
        admin_client.get(address).status_code,
        admin_client.post(address, {"post": "yes"}).status_code,
    ] == [403, 403]


def test_nobody_can_edit_a_citizen(admin_client, lan):
    admin_client.post(page(lan), {"name": "Kẻ khác", "phone": "+84987654321", "_save": "1"})
    lan.refresh_from_db()
    assert (lan.name, lan.phone) == ("Nguyễn Thị Lan", PHONE)


def test_only_superusers_can_open_citizens(client, lan):
    officer = User.objects.create_user("can.bo", is_staff=True)
    officer.user_permissions.set(Permission.objects.all())
    client.force_login(officer)
    assert [client.get(address).status_code for address in (LIST, page(lan))] == [403, 403]
    assert [act(client, lan, name).status_code for name in ACTIONS] == [403, 403]
    assert Citizen.objects.active().exists()
    assert "Nguyễn Thị Lan" not in client.get("/quan-tri/").content.decode()
