"""Fixtures for tests of citizens."""

import pytest

from citizens.privacy import policy
from tests.citizens.factories import citizen, client_of

CONSENT = {"policy_version": policy.CURRENT}


@pytest.fixture
def lan(db):
    """Return the citizen Lan."""
    return citizen(name="Nguyễn Thị Lan")


@pytest.fixture
def as_lan(lan):
    """Return Lan's client."""
    return client_of(lan)


@pytest.fixture
def hung(db):
    """Return another citizen, Hùng."""
    return citizen(name="Trần Văn Hùng")


@pytest.fixture
def as_hung(hung):
    """Return Hùng's client."""
    return client_of(hung)


@pytest.fixture
def log_in(api, zalo, db):
    """Return a function that logs a person of the simulator in and returns the answer."""

    def post(user=None, *, token=None, client=None, **body):
        token = token or zalo.world.token_for(user)
        return (client or api).post(
            "/api/v1/session/", {"access_token": token, **body}, content_type="application/json"
        )

    return post


@pytest.fixture
def verify(zalo):
    """Return a function that lets a client verify the phone of a person of the simulator."""

    def post(client, user, **body):
        values = {
            "access_token": zalo.world.token_for(user),
            "phone_code": zalo.world.phone_code(user),
            "consent": CONSENT,
        }
        return client.post("/api/v1/me/phone/", {**values, **body}, content_type="application/json")

    return post
