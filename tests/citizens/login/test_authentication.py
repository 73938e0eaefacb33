"""The header that carries a session token."""

import pytest

from tests.citizens.factories import token_of

ME = "/api/v1/me/"


def malformed_headers(token):
    # without a bearer token
    yield from (
        "",
        " ",
        "Basic YTpi",
        token,
        f"Token {token}",
        f"Bearer{token}",
        f"JWT {token}",
    )
    yield from (
        "Bearer",
        "Bearer ",
        f"Bearer {token} x",
        f"Bearer {token},{token}",
        f"Bearer\t{token}",
        f'Bearer "{token}"',
    )
    yield from (
        f"Bearer {token}\xff",
        "Bearer \xe9",
        f"Bearer Bearer {token}",
        "Bearer " + "é" * 100,
        f"Bearer {token}; x=1",
    )


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer  "])
def test_the_scheme_is_case_insensitive(api, lan, scheme):
    assert api.get(ME, headers={"Authorization": f"{scheme} {token_of(lan)}"}).status_code == 200


def test_malformed_headers_answer_401(api, lan):
    for header in malformed_headers(token_of(lan)):
        response = api.get(ME, HTTP_AUTHORIZATION=header)
        assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer"), header
        assert response.json()["code"] in {"unauthenticated", "session_ended"}, header


def test_a_request_without_header_is_anonymous(api, db):
    response = api.get(ME)
    assert (response.status_code, response.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("query", ["token", "access_token", "authorization"])
def test_tokens_outside_the_header_are_ignored(api, lan, query):
    token = token_of(lan)
    api.cookies["session"] = api.cookies["Authorization"] = token
    assert (
        api.get(
            f"{ME}?{query}={token}",
            headers={"X-Authorization": f"Bearer {token}", "Access-Token": token},
        ).status_code
        == 401
    )


def test_an_officers_cookie_does_not_authenticate_a_citizen(admin_client):
    assert admin_client.get(ME).status_code == 401


def test_a_citizens_session_does_not_open_the_admin(as_lan):
    assert as_lan.get("/quan-tri/").status_code == 302
