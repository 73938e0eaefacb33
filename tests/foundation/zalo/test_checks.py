"""System checks of the settings for Zalo."""

import pytest
from django.core.checks import run_checks

from foundation.zalo import checks

REAL = {
    "ZALO_APP_ID": "4012345678901234567",
    "ZALO_APP_SECRET": "secret",
    "ZALO_OPENAPI_KEY": "key",
    "ZALO_OA_ID": "123",
    "ZALO_OA_SECRET": "oa-secret",
}
NONE = dict.fromkeys(REAL, "")


@pytest.fixture
def given(settings):
    """Return a function that sets settings and gives the ids of the errors found in production."""
    settings.ZALO_PLAIN_HTTP = False

    def ids(**values):
        for name, value in values.items():
            setattr(settings, name, value)
        return [message.id for message in checks.errors()]

    return ids


def test_a_full_configuration_is_fine(given):
    assert given(**REAL) == []


def test_no_configuration_is_fine_and_said(given):
    assert given(**NONE) == []
    (message,) = checks.advice()
    assert (message.id, message.is_serious()) == ("police_portal.I020", False)


@pytest.mark.parametrize("missing", ["ZALO_APP_ID", "ZALO_APP_SECRET"])
def test_half_an_app_stops_the_start(given, missing):
    assert given(**{**REAL, missing: " "}) == ["police_portal.E020"]


@pytest.mark.parametrize("missing", ["ZALO_OA_ID", "ZALO_OA_SECRET"])
def test_half_an_official_account_stops_the_start(given, missing):
    assert given(**{**REAL, missing: ""}) == ["police_portal.E021"]


@pytest.mark.parametrize("name", checks.ADDRESSES)
@pytest.mark.parametrize(
    "url", ["http://graph.zalo.me", "http://127.0.0.1:8900", "", "https://graph.zalo.me/v2.0"]
)
def test_addresses_are_https_in_production(given, name, url):
    assert given(**REAL, **{name: url}) == ["police_portal.E022"]


@pytest.mark.parametrize(
    "proxy", ["http://10.0.0.5:3128", "http://user:password@10.0.0.5:3128/", "https://proxy.vn:443"]
)
def test_a_proxy(given, proxy):
    assert given(**REAL, ZALO_PROXY=proxy) == []


@pytest.mark.parametrize(
    "proxy",
    [
        "10.0.0.5:3128",
        "http://10.0.0.5",
        "socks5://10.0.0.5:1080",
        "http://10.0.0.5:x",
        "http://10.0.0.5:3128/x",
    ],
)
def test_what_is_no_proxy(given, proxy):
    assert given(**REAL, ZALO_PROXY=proxy) == ["police_portal.E023"]


@pytest.mark.parametrize(
    "times",
    [
        {"ZALO_CONNECT_SECONDS": 0},
        {"ZALO_READ_SECONDS": -1},
        {"ZALO_TOTAL_SECONDS": 1},
        {"WEB_THREADS": 0},
        {"ZALO_WEBHOOK_HOURS": 0},
        {"ZALO_WEBHOOK_HOURS": 73},
    ],
    ids=str,
)
def test_impossible_times(given, times):
    assert given(**REAL, **times) == ["police_portal.E024"]


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("value", ["khoá", "a b", "a\nb"])
def test_secrets_of_strange_letters(given, name, value):
    assert given(**{**REAL, name: value}) == ["police_portal.E025"]


def test_without_the_key_of_the_webhooks_an_operator_is_warned(given):
    assert given(**{**REAL, "ZALO_OPENAPI_KEY": ""}) == []
    assert [message.id for message in checks.advice()] == ["police_portal.W020"]


def test_production_runs_these_checks(given, settings):
    settings.DEBUG = False
    given(**{**NONE, "ZALO_APP_ID": "1"})
    assert "police_portal.E020" in [
        message.id for message in run_checks(include_deployment_checks=True)
    ]
    settings.DEBUG = True
    assert "police_portal.E020" not in [
        message.id for message in run_checks(include_deployment_checks=True)
    ]


def test_every_message_has_a_vietnamese_hint_without_secrets(given, settings):
    wrong = {
        **REAL,
        "ZALO_APP_ID": "",
        "ZALO_OA_ID": "",
        "ZALO_OA_SECRET": "khoá-bí-mật",
        "ZALO_PROXY": "khoá-bí-mật",
        "WEB_THREADS": 0,
    }
    assert len(given(**wrong, ZALO_GRAPH_URL="khoá-bí-mật")) == 6
    for message in checks.errors():
        assert message.hint
        assert "khoá-bí-mật" not in f"{message.msg} {message.hint}"
