"""GET and PATCH me/."""

import pytest

from citizens.models import Citizen
from tests.citizens.factories import PHONE, citizen, client_of
from tests.for_each import for_each

ME = "/api/v1/me/"


def patch(client, body):
    return client.patch(ME, body, content_type="application/json")


def test_a_citizen_reads_their_own_data(db):
    response = client_of(
        citizen(PHONE, name="Nguyễn Thị Lan", avatar_url="https://a.example/1.jpg")
    ).get(ME)
    body = response.json()
    assert (body["name"], body["phone"], body["avatar_url"]) == (
        "Nguyễn Thị Lan",
        "0912•••678",
        "https://a.example/1.jpg",
    )
    assert response["Cache-Control"] == "no-store"
    assert "345678" not in response.content.decode()


def test_citizens_never_see_each_other(as_lan, as_hung):
    assert (as_lan.get(ME).json()["name"], as_hung.get(ME).json()["name"]) == (
        "Nguyễn Thị Lan",
        "Trần Văn Hùng",
    )


@pytest.mark.parametrize(
    "member",
    [
        "id",
        "pk",
        "citizen",
        "citizen_id",
        "zalo_user_id",
        "phone",
        "generation",
        "created_at",
        "blocked_at",
    ],
)
def test_the_request_cannot_name_another_citizen(as_lan, lan, hung, member):
    assert as_lan.get(f"{ME}?{member}={hung.pk}").status_code == 400
    response = patch(as_lan, {"name": "Kẻ khác", member: hung.pk})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (
        400,
        f"/body/{member}",
    )
    assert list(Citizen.objects.order_by("pk").values_list("name", flat=True)) == [
        "Nguyễn Thị Lan",
        "Trần Văn Hùng",
    ]


@pytest.mark.parametrize("path", ["me/1/", "citizens/", "citizens/1/", "me/me/", "me/phone/1/"])
def test_there_is_no_url_for_another_citizen(as_lan, path):
    assert as_lan.get(f"/api/v1/{path}").status_code == 404


@for_each(
    ("sent", "stored"),
    [
        ("Lan", "Lan"),
        ("  Nguyễn   Thị\tLan ", "Nguyễn Thị Lan"),
        ("Nguyê\u0303n Lan", "Nguyễn Lan"),
        ("Lan\u202egnp.exe", "Langnp.exe"),
        ("L\u200ban\u00ad", "Lan"),
        ("Lan\x07", "Lan"),
        ("<b>Lan</b>", "<b>Lan</b>"),
        ("x" * 100, "x" * 100),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_a_citizen_can_change_their_name(as_lan, sent, stored):
    assert patch(as_lan, {"name": sent}).json()["name"] == stored
    assert as_lan.get(ME).json()["name"] == stored


def test_a_chosen_name_survives_a_login(log_in, zalo):
    user = zalo.world.add_user(name="Tên Zalo")
    log_in(user)
    client = client_of(Citizen.objects.get())
    patch(client, {"name": "Tên riêng"})
    assert log_in(user).json()["citizen"]["name"] == "Tên riêng"
    patch(client, {"name": ""})
    assert log_in(user).json()["citizen"]["name"] == "Tên Zalo"


def test_an_empty_patch_changes_nothing(as_lan):
    assert patch(as_lan, {}).json()["name"] == "Nguyễn Thị Lan"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x" * 101, "max_length"),
        (None, "null"),
        (["x"], "invalid"),
        (True, "invalid"),
        ("a\0", None),
    ],
)
def test_invalid_names_are_refused(as_lan, name, code):
    error = patch(as_lan, {"name": name})
    assert error.status_code == 400
    assert error.json()["errors"][0]["pointer"] == "/body/name"
    assert code in {None, error.json()["errors"][0]["code"]}


@pytest.mark.parametrize("method", ["PUT", "POST", "OPTIONS", "TRACE"])
def test_undeclared_methods_answer_405(as_lan, api, method):
    assert [client.generic(method, ME).status_code for client in (as_lan, api)] == [405, 405]


def test_head_answers_like_get(as_lan):
    response = as_lan.head(ME)
    assert (response.status_code, response.content) == (200, b"")


def test_a_citizen_erased_meanwhile_gets_no_name(lan):
    from citizens import actions
    from foundation.api.problems import Problem

    Citizen.objects.filter(pk=lan.pk).update(
        zalo_user_id=None, name="", erased_at="2026-11-24T00:00:00Z"
    )
    with pytest.raises(Problem, match="session_ended"):
        actions.rename(lan, "Còn đây")
