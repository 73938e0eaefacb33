"""A small request must not cause a large answer, nor much work: limits of bodies and errors."""

import orjson
import pytest

from foundation.api.body_bounds import MAX_DEPTH, MAX_VALUES, is_within
from foundation.api.problems import MAX_DETAIL, MAX_ERRORS, MAX_POINTER
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
LOGIN = "/api/v1/session/"
DELIVERIES = "/api/v1/integration/dossiers/"
OWN_BOUNDS = {DELIVERIES: 8_388_608}
CONNECTOR_ITEMS, CONNECTOR_MEMBERS = 1_000, 37


def post(api, body, path=LOGIN):
    return api.post(path, orjson.dumps(body), content_type="application/json")


def test_an_answer_lists_twenty_unknown_fields_and_counts_the_rest(api):
    answer = post(api, {f"unknown_{number:03}": 1 for number in range(500)}).json()
    assert answer["code"] == "invalid_request"
    assert len(answer["errors"]) == MAX_ERRORS == 20
    assert answer["errors"][0]["pointer"] == "/body/unknown_000"
    assert answer["errors_left_out"] == 480


def test_an_answer_lists_twenty_unknown_parameters_and_counts_the_rest(api):
    query = "&".join(f"p{number}=1" for number in range(500))  # as many as fit into an address
    response = api.get(f"/api/v1/procedures/?{query}")
    assert len(response.json()["errors"]) == MAX_ERRORS
    assert response.json()["errors_left_out"] == 480
    assert len(response.content) < 5_000


def test_an_answer_with_all_errors_counts_no_rest(api):
    answer = post(api, {f"unknown_{number}": 1 for number in range(MAX_ERRORS)}).json()
    assert len(answer["errors"]) == MAX_ERRORS
    assert "errors_left_out" not in answer


def test_a_long_name_of_a_field_is_cut_in_the_answer(api):
    response = post(api, {"x" * 50_000: 1})
    [error] = response.json()["errors"]
    assert error["pointer"].startswith("/body/xxx")
    assert len(error["pointer"]) == MAX_POINTER
    assert len(response.content) < 2_000


def test_a_long_value_is_cut_in_the_answer(api):
    response = post(api, {"access_token": "t", "consent": {"policy_version": "x" * 50_000}})
    assert all(len(error["detail"]) <= MAX_DETAIL for error in response.json()["errors"])
    assert len(response.content) < 2_000


def test_a_body_of_a_hundred_thousand_unknown_fields_is_refused_by_its_size(api):
    response = post(api, {f"f{number}": 1 for number in range(100_000)})
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")
    assert len(response.content) < 1_000


@for_each(
    ("what", "body"),
    [
        ("members", {f"f{number}": 1 for number in range(MAX_VALUES + 1)}),
        ("a list", {"access_token": [0] * (MAX_VALUES + 1)}),
        ("many small lists", {"access_token": [[0] * 10 for _ in range(MAX_VALUES // 10)]}),
    ],
)
def test_a_body_of_too_many_values_is_refused(api, what, body):
    response = post(api, body)
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_a_body_that_is_nested_too_deep_is_refused(api):
    response = api.post(
        LOGIN,
        b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
        content_type="application/json",
    )
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_a_body_at_the_limit_of_values_and_levels_is_read(api):
    assert post(api, {f"f{number}": 1 for number in range(MAX_VALUES)}).status_code == 400
    deepest = b'{"a":' * MAX_DEPTH + b"1" + b"}" * MAX_DEPTH
    assert api.post(LOGIN, deepest, content_type="application/json").status_code == 400


def test_ordinary_endpoints_read_far_less_than_the_connector(api, settings):
    assert settings.MAX_BODY_BYTES == 65_536
    for path, size in OWN_BOUNDS.items():
        assert settings.MAX_BODY_BYTES_BY_PATH[path] == size


def test_the_connector_may_deliver_a_thousand_full_dossiers(settings):
    item = {f"member_{number}": "x" for number in range(CONNECTOR_MEMBERS)} | {"papers": ["a"] * 10}
    body = {"as_of": "2026-10-01T00:00:00Z", "dossiers": [item] * CONNECTOR_ITEMS}
    assert is_within(body, DELIVERIES)
    assert not is_within(body, LOGIN)


@for_each("value", [1, "text", None, 0.5, True, [], {}])
def test_plain_and_empty_values_are_within_the_limits(value):
    assert is_within(value, LOGIN)
