"""What holds for every answer to a citizen.

No cache keeps it, it names no person where it is public or an error, and it needs no consent. The
addresses are those of the permission table, so no endpoint is forgotten (PD-02, PD-18, PD-19).
"""

import json
import re

import pytest
from django.test import Client

from citizens.models import Citizen, Purpose
from citizens.privacy import policy
from tests.citizens.factories import PHONE, citizen, client_of
from tests.for_each import for_each
from tests.test_routes import ANY, API_ROUTES, PERMISSIONS, everything  # noqa: F401  # the fixture

FOR_CITIZENS = [
    (method, path, as_citizen)
    for method, _route, path, anyone, _officer, as_citizen in PERMISSIONS
    if anyone == 401
]
WITH_A_BODY = ("POST", "PUT", "PATCH")
PRIVATE = {
    "phone": "0912345678",
    "name": "Nguyễn Thị Bí Mật",
    "zalo_user_id": "3368637342326499999",
    "cccd": "001099012345",
}
# What an address may hold: our ids, random names, and codes that say nothing about a person.
NAMED_IN_ADDRESSES = {
    ("procedures", "key"),
    ("offices", "office_id"),
    ("requests", "request_id"),
    ("dossiers", "code"),  # printed on every slip; it shows a stranger nothing
    ("questions", "question_id"),
    ("queues", "queue_id"),
    ("numbers", "number_id"),
    ("photos", "name"),  # random
    ("ratings", "rating_id"),  # random
    ("uploads", "upload_id"),  # random
    ("reports", "number"),  # random, and it shows a stranger nothing
    ("alerts", "slug"),  # of a warning, never of a person
    ("announcements", "slug"),  # without a name where it is about a person
    ("pictures", "key"),  # random
}
each = for_each(("method", "path", "status"), FOR_CITIZENS, ids=str)


def call(client, method, path, body=None):
    sent = (
        {"content_type": "application/json", "data": json.dumps(body or {})}
        if method in WITH_A_BODY
        else {}
    )
    return client.generic(method, path, headers=ANY, **sent)


def refusing():
    """Return a client of a citizen who refused every consent."""
    client = client_of(citizen())
    for purpose in Purpose:
        body = {"purpose": purpose, "granted": False, "policy_version": policy.CURRENT}
        assert call(client, "POST", "/api/v1/me/consents/", body).status_code == 200
    return client


@each
def test_every_operation_works_without_consents(everything, method, path, status):  # noqa: F811  # the fixture
    assert call(refusing(), method, path).status_code == status


def test_a_citizen_without_consents_uses_what_needs_none(zalo, log_in_without_phone):
    client = log_in_without_phone()
    for purpose in Purpose:
        call(
            client,
            "POST",
            "/api/v1/me/consents/",
            {"purpose": purpose, "granted": False, "policy_version": policy.CURRENT},
        )
    answers = [
        call(client, "PATCH", "/api/v1/me/", {"name": "Lan"}),
        call(client, "POST", "/api/v1/me/requests/", {"kind": "correction", "text": "Sửa tên"}),
        call(client, "GET", "/api/v1/me/notices/"),
        call(client, "GET", "/api/v1/me/export/"),
        call(client, "DELETE", "/api/v1/me/phone/"),
        call(client, "DELETE", "/api/v1/me/"),
    ]
    assert [answer.status_code for answer in answers] == [200, 201, 200, 200, 204, 200]


@pytest.fixture
def log_in_without_phone(zalo, db):
    """Return a function that logs in someone who shares nothing and returns their client."""

    def log_in():
        user = zalo.world.add_user(phone=None, consents=())
        answer = Client().post(
            "/api/v1/session/",
            {"access_token": zalo.world.token_for(user)},
            content_type="application/json",
        )
        return Client(headers={"Authorization": f"Bearer {answer.json()['token']}", **ANY})

    return log_in


@each
def test_answers_to_citizens_are_not_cached(everything, method, path, status):  # noqa: F811  # the fixture
    clients = (client_of(citizen()), Client(), Client(headers={"Authorization": "Bearer forged"}))
    assert [call(client, method, path)["Cache-Control"] for client in clients] == ["no-store"] * 3


@for_each("route", API_ROUTES, ids=lambda route: route.route)
def test_addresses_hold_nothing_personal(route):
    assert set(re.findall(r"(\w+)/<(?:\w+:)?(\w+)>", route.route)) <= NAMED_IN_ADDRESSES
    assert len(re.findall(r"[/-]<(?:\w+:)?\w+>", route.route)) == route.route.count("<")


@for_each(
    ("method", "path"),
    [(method, path) for method, _route, path, *_statuses in PERMISSIONS],
    ids=str,
)
def test_errors_repeat_no_input_and_name_nobody(everything, method, path):  # noqa: F811  # the fixture
    known = Citizen.objects.filter(
        name="Trần Thị Kín Đáo"
    ).first()  # unless an earlier operation erased the citizen
    client = client_of(known or citizen(PHONE, name="Trần Thị Kín Đáo"))
    query = "&".join(f"{name}={value}" for name, value in PRIVATE.items())
    sent = [
        call(client, method, path, PRIVATE),
        call(client, method, f"{path}{'&' if '?' in path else '?'}{query}", PRIVATE),
    ]
    for answer in sent:
        if answer.status_code >= 400:
            is_page = answer["Content-Type"].startswith("text/html") if answer.content else True
            text = answer.content.decode()
            if not is_page:
                text = json.dumps(json.loads(text), ensure_ascii=False)
            assert [
                value for value in (*PRIVATE.values(), "Kín Đáo", PHONE, PHONE[3:]) if value in text
            ] == []
