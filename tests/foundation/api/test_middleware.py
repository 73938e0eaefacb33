"""Middleware of every request."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from foundation.api import middleware
from foundation.api.middleware import MAX_HEAD, is_clean_text
from tests.police_portal import production

LIVE = "/health/live/"
ID = "0123456789abcdef0123456789abcdef"
MINI_APP = ["https://h5.zdn.vn", "zbrowser://h5.zdn.vn"]


@pytest.mark.parametrize(
    "query",
    [
        "search=%00",
        "search=a%00b",
        "a%00=1",
        "search=%FF",
        "search=%C3%28",
        "search=%ED%A0%80",
        "search=%F5%80%80%80",
        "%80",
        "search=\xff",
    ],
)
def test_broken_text_in_the_query_is_refused(api, query):
    response = api.generic("GET", "/api/v1/procedures/", QUERY_STRING=query)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_encoding")


@pytest.mark.parametrize("path", ["/api/v1/procedures", "/quan-tri/reports/report/", "/tin"])
@pytest.mark.parametrize("length", [1_000, 4_000, 8_000, 15_000])
@pytest.mark.parametrize("letter", ["a", "=", '"', "\xff"])
def test_no_redirect_is_too_long_for_nginx(client, db, path, length, letter):
    response = client.generic("GET", path, QUERY_STRING=letter * length)
    assert response.status_code in (301, 302, 400, 414)
    assert sum(len(name) + len(value) for name, value in response.items()) <= MAX_HEAD


def test_an_address_too_long_for_a_redirect_is_refused(api, db):
    response = api.generic("GET", "/api/v1/procedures", QUERY_STRING="a" * MAX_HEAD)
    assert (response.status_code, response.json()["code"]) == (414, "address_too_long")


def test_a_head_too_long_for_nginx_is_a_problem(api, db, monkeypatch):
    monkeypatch.setattr(middleware, "MAX_HEAD", 20)
    response = api.get(LIVE)
    assert (response.status_code, response.json()["code"]) == (500, "server_error")


@pytest.mark.parametrize("path", ["/api/v1/procedures/a%00b/", "/%00", "/api/v1/offices/%00/"])
def test_a_nul_in_the_path_is_refused(api, path):
    response = api.get(path)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_encoding")


@pytest.mark.parametrize(
    "path", ["/api/v1/procedures/%FF/", "/api/v1/offices/%C3%28/", "/%ED%A0%80"]
)
def test_broken_text_in_the_path_is_not_found(api, db, path):
    assert api.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "search=h%E1%BB%99+chi%E1%BA%BFu",
        "search=%F0%9F%98%80",
        "search=%E2%80%8B",
        "search=%25",
        "search=100%",
        "search=hộ",
    ],
)
def test_utf_8_text_passes(api, db, query):
    raw = query.encode().decode("latin-1")  # as a WSGI server passes it on
    assert api.generic("GET", "/api/v1/procedures/", QUERY_STRING=raw).status_code == 200


def test_broken_text_in_a_body_is_refused(probe):
    response = probe.post("/probe/echo/", b'{"name": "\xff"}', content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, "invalid_encoding")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_all_utf_8_text_is_clean(text):
    from urllib.parse import quote

    assert is_clean_text(quote(text))


@given(st.binary(min_size=1, max_size=20))
def test_clean_means_utf_8_without_nul(raw):
    from urllib.parse import quote_from_bytes

    try:
        expected = "\0" not in raw.decode()
    except UnicodeDecodeError:
        expected = False
    assert is_clean_text(quote_from_bytes(raw)) == expected


@pytest.mark.parametrize(("size", "status"), [(100, 400), (101, 413)])
def test_bodies_are_limited_to_the_byte(probe, settings, size, status):
    settings.MAX_BODY_BYTES = 100
    assert (
        probe.post("/probe/echo/", "x" * size, content_type="application/json").status_code
        == status
    )


def test_a_body_of_declared_excess_length_is_not_read(probe):
    response = probe.generic(
        "POST", "/probe/echo/", b"{}", content_type="application/json", CONTENT_LENGTH="99999999999"
    )
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["abc", "\xb2", "", "9" * 5000])
def test_a_length_that_is_not_a_number_is_harmless(probe, length):
    assert (
        probe.generic(
            "POST", "/probe/echo/", b"", content_type="application/json", CONTENT_LENGTH=length
        ).status_code
        == 400
    )


def test_each_request_has_its_own_id(api):
    ids = {api.get(LIVE)["X-Request-ID"] for _time in range(5)}
    assert len(ids) == 5
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


@pytest.mark.parametrize(
    ("proxies", "sent", "taken"), [(1, ID, True), (2, ID, True), (0, ID, False), (None, ID, False)]
)
def test_a_sent_request_id_is_kept_only_behind_a_proxy(api, settings, proxies, sent, taken):
    settings.NUM_PROXIES = proxies
    assert (api.get(LIVE, headers={"X-Request-ID": sent})["X-Request-ID"] == sent) is taken


@pytest.mark.parametrize("sent", ["", "abc", ID.upper(), ID + "0", f"{ID}\n", "<script>", "đ" * 32])
def test_a_malformed_request_id_is_replaced(api, settings, sent):
    settings.NUM_PROXIES = 1
    assert re.fullmatch(
        "[0-9a-f]{32}", api.get(LIVE, headers={"X-Request-ID": sent})["X-Request-ID"]
    )
    assert api.get(LIVE, headers={"X-Request-ID": sent})["X-Request-ID"] != sent


@pytest.mark.parametrize(
    "path", ["/api/v1/procedures/", "/api/v1/nothing/", LIVE, "/quan-tri/login/"]
)
def test_every_answer_has_security_headers(api, db, path):
    headers = api.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("origin", MINI_APP)
@pytest.mark.parametrize(
    "path", ["/api/v1/procedures/", "/api/v1/nothing/", "/api/v1/procedures/?x=1"]
)
def test_the_mini_app_may_read_answers_and_errors(api, db, path, origin):
    response = api.get(path, headers={"Origin": origin})
    assert response["Access-Control-Allow-Origin"] == origin
    assert "origin" in response["Vary"].lower()
    assert {"date", "etag", "retry-after", "x-request-id"} <= set(
        response["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("origin", MINI_APP)
def test_the_mini_app_may_send_its_headers(api, origin):
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,idempotency-key",
    }
    response = api.options("/api/v1/procedures/", headers=asked)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, origin)
    assert {"authorization", "content-type", "idempotency-key", "if-none-match"} <= set(
        response["Access-Control-Allow-Headers"].split(", ")
    )


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://h5.zdn.vn.evil.example",
        "http://h5.zdn.vn",
        "https://h5.zdn.vn:8443",
        "https://x.h5.zdn.vn",
        "null",
        "",
    ],
)
def test_other_origins_may_not_read(api, db, origin):
    assert "Access-Control-Allow-Origin" not in api.get(
        "/api/v1/procedures/", headers={"Origin": origin}
    )


@pytest.mark.parametrize("path", [LIVE, "/quan-tri/login/"])
def test_only_the_api_is_open_to_the_mini_app(api, db, path):
    assert "Access-Control-Allow-Origin" not in api.get(path, headers={"Origin": MINI_APP[0]})


@pytest.mark.parametrize(
    "path", ["/api/v1/procedures/", "/api/v1/nothing/", "/api/schema/", "/api/docs/", LIVE]
)
def test_the_api_sets_no_cookie_and_varies_on_none(admin_client, path):
    response = admin_client.get(path)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_an_officers_session_is_ignored_by_the_api(admin_client, probe):
    probe.cookies = admin_client.cookies
    assert probe.get("/probe/undeclared/").status_code == 403


@pytest.mark.parametrize(
    ("method", "status"),
    [("get", 301), ("head", 301), ("post", 404), ("put", 404), ("patch", 404), ("delete", 404)],
)
def test_a_missing_slash_redirects_only_requests_without_a_body(client, method, status):
    assert getattr(client, method)("/api/v1/session").status_code == status


def test_the_api_needs_no_csrf_token(probe):
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(
            "/probe/echo/", {"name": "A", "phones": []}, content_type="application/json"
        ).status_code
        == 200
    )


@pytest.fixture(scope="module")
def in_production():
    https = {"X-Forwarded-Proto": "https"}
    answers, _errors = production.ask(
        ("http", "/api/v1/nothing/", {}, {}),
        ("https", "/api/v1/nothing/", https, {}),
        ("live", "/health/live/", {}, {}),
        ("login", "/quan-tri/login/", https, {}),
        ("localhost", "/api/v1/nothing/", {**https, "Origin": "http://localhost:3000"}, {}),
        ("host", "/api/v1/nothing/", {**https, "Host": "other.example.vn"}, {}),
    )
    return answers


def test_production_redirects_http_to_https(in_production):
    assert in_production["http"]["status"] == 301
    assert (
        in_production["http"]["headers"]["Location"] == "https://portal.example.vn/api/v1/nothing/"
    )


def test_production_answers_health_checks_over_http(in_production):
    assert in_production["live"]["status"] == 200


@pytest.mark.parametrize("name", ["https", "login"])
def test_production_sends_hsts(in_production, name):
    assert (
        in_production[name]["headers"]["Strict-Transport-Security"]
        == "max-age=31536000; includeSubDomains; preload"
    )


def test_production_allows_no_developers_origin(in_production):
    assert "Access-Control-Allow-Origin" not in in_production["localhost"]["headers"]


def test_production_answers_only_its_own_host_name(in_production):
    assert in_production["host"]["status"] == 400
    assert '"code":"invalid_request"' in in_production["host"]["body"]
