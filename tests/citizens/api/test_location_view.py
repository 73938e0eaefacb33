"""POST location/: the code of getLocation() becomes a place, for anyone, and nothing is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import Citizen
from tests.citizens.factories import citizen, client_of
from zalo_client.simulator import Fault

URL = "/api/v1/location/"
PLACE = {"latitude": "21.322204", "longitude": "105.401896"}
NEAR = "21.32220,105.40190"


@pytest.fixture
def user(zalo):
    """Return a person of the simulator."""
    return zalo.world.add_user()


@pytest.fixture
def locate(api, zalo, user):
    """Return a function that sends a token and a code of that person, and returns the answer."""

    def post(client=None, **body):
        values = {"access_token": zalo.world.token_for(user)}
        if "code" not in body:
            values["code"] = zalo.world.location_code(user, **PLACE)
        return (client or api).post(URL, {**values, **body}, content_type="application/json")

    return post


def test_a_code_gives_what_near_takes(locate, api, db):
    answer = locate()
    assert (answer.status_code, answer.json()) == (200, {"near": NEAR})
    assert answer["Cache-Control"] == "no-store"
    assert api.get(f"/api/v1/offices/?near={answer.json()['near']}").status_code == 200


def test_it_asks_zalo_once_and_the_database_nothing(locate, zalo, db):
    with CaptureQueriesContext(connection) as queries:
        assert locate().status_code == 200
    assert [request.operation for request in zalo.received] == ["info"]
    assert len(queries) == 0
    assert not Citizen.objects.exists()


def test_neither_place_nor_code_nor_token_is_logged(locate, zalo, user, caplog, capfd):
    caplog.set_level("DEBUG")
    code = zalo.world.location_code(user, **PLACE)
    token = zalo.world.token_for(user)
    assert locate(code=code, access_token=token).status_code == 200
    assert locate(code=code, access_token=token).status_code == 422
    said = caplog.text + "".join(capfd.readouterr())
    assert not [secret for secret in ("21.322", "105.401", code, token) if secret in said]


@pytest.mark.parametrize("why", ["used", "late", "of another person", "for a phone"])
def test_a_code_that_gives_no_place_answers_422(locate, zalo, user, why):
    code = zalo.world.phone_code(user) if why == "for a phone" else zalo.world.location_code(user)
    if why == "used":
        locate(code=code)
    if why == "late":
        zalo.world.advance(121)
    if why == "of another person":
        code = zalo.world.location_code(zalo.world.add_user())
    answer = locate(code=code)
    assert (answer.status_code, answer.json()["code"]) == (422, "location_code_refused")


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Fault.error(452), 422, "access_token_refused"),
        (Fault.error(-501), 503, "zalo_unavailable"),
        (Fault.error(777), 422, "location_code_refused"),
        (Fault.status(502), 503, "zalo_unavailable"),
        (Fault.status(429), 429, "throttled"),
        (Fault.changed(data={}), 422, "location_code_refused"),
        (Fault.changed(data={"latitude": "91", "longitude": "5"}), 503, "zalo_unavailable"),
    ],
)
def test_errors_of_zalo_never_answer_401_which_would_end_a_session(
    locate, zalo, fault, status, code
):
    zalo.plan("info", fault)
    answer = locate()
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert ("Retry-After" in answer) is (status in {429, 503})


def test_a_session_makes_no_difference_even_one_that_ended(locate, api, db):
    assert locate(client_of(citizen())).json() == {"near": NEAR}
    api.defaults["HTTP_AUTHORIZATION"] = "Bearer ended"
    assert locate().json() == {"near": NEAR}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"code": ""}, "/body/code"),
        ({"code": "x" * 2049}, "/body/code"),
        ({"access_token": ""}, "/body/access_token"),
        ({"near": "1,1"}, "/body/near"),
    ],
)
def test_a_wrong_body_answers_400_and_asks_zalo_nothing(locate, zalo, body, pointer):
    answer = locate(**body)
    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (
        400,
        [pointer],
    )
    assert zalo.received == []


@pytest.mark.parametrize(("scope", "key"), [("location", "address"), ("token", "token")])
def test_places_are_counted_by_address_and_by_token(locate, zalo, user, settings, scope, key):
    settings.THROTTLES = {**settings.THROTTLES, scope: 1}
    token = zalo.world.token_for(user)
    assert locate(access_token=token).status_code == 200
    again = locate(access_token=token) if key == "token" else locate()
    assert (again.status_code, again.json()["code"]) == (429, "throttled")
    assert len(zalo.received) == 1
