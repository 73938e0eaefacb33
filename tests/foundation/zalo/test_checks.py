"""System checks of the settings for Zalo."""

import certifi
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
def errors_under(settings):
    """Return a function that sets settings and returns the ids of the errors in production."""
    settings.ZALO_PLAIN_HTTP = False

    def ids(**values):
        for name, value in values.items():
            setattr(settings, name, value)
        return [message.id for message in checks.errors()]

    return ids


def test_a_complete_configuration_passes(errors_under):
    assert errors_under(**REAL) == []


def test_an_empty_configuration_passes_with_a_warning(errors_under):
    assert errors_under(**NONE) == []
    (message,) = checks.advice()
    assert (message.id, message.is_serious()) == ("police_portal.I020", False)


@pytest.mark.parametrize("missing", ["ZALO_APP_ID", "ZALO_APP_SECRET"])
def test_an_incomplete_app_stops_the_start(errors_under, missing):
    assert errors_under(**{**REAL, missing: " "}) == ["police_portal.E020"]


@pytest.mark.parametrize("missing", ["ZALO_OA_ID", "ZALO_OA_SECRET"])
def test_an_incomplete_official_account_stops_the_start(errors_under, missing):
    assert errors_under(**{**REAL, missing: ""}) == ["police_portal.E021"]


def test_the_simulator_is_refused_in_production(errors_under):
    assert errors_under(**REAL, ZALO_SIMULATOR_URL="http://127.0.0.1:8900") == [
        "police_portal.E022"
    ]


def test_a_file_of_authorities_must_not_be_empty(errors_under, tmp_path):
    empty = tmp_path / "empty.pem"
    empty.touch()
    assert errors_under(**REAL, ZALO_CA_FILE=certifi.where()) == []
    assert errors_under(**REAL, ZALO_CA_FILE=str(empty)) == ["police_portal.E026"]
    assert errors_under(**REAL, ZALO_CA_FILE=str(tmp_path / "nothing.pem")) == [
        "police_portal.E026"
    ]


@pytest.mark.parametrize(
    "proxy", ["http://10.0.0.5:3128", "http://user:password@10.0.0.5:3128/", "https://proxy.vn:443"]
)
def test_proxy_addresses_are_accepted(errors_under, proxy):
    assert errors_under(**REAL, ZALO_PROXY=proxy) == []


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
def test_malformed_proxy_addresses_are_refused(errors_under, proxy):
    assert errors_under(**REAL, ZALO_PROXY=proxy) == ["police_portal.E023"]


def test_a_server_without_threads_is_refused(errors_under):
    assert errors_under(**REAL, WEB_THREADS=0) == ["police_portal.E024"]


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("value", ["khoá", "a b", "a\nb"])
def test_secrets_with_invalid_characters_are_refused(errors_under, name, value):
    assert errors_under(**{**REAL, name: value}) == ["police_portal.E025"]


def test_a_missing_webhook_key_is_a_warning(errors_under):
    assert errors_under(**{**REAL, "ZALO_OPENAPI_KEY": ""}) == []
    assert [message.id for message in checks.advice()] == ["police_portal.W020"]


def test_production_runs_these_checks(errors_under, settings):
    settings.DEBUG = False
    errors_under(**{**NONE, "ZALO_APP_ID": "1"})
    assert "police_portal.E020" in [
        message.id for message in run_checks(include_deployment_checks=True)
    ]
    settings.DEBUG = True
    assert "police_portal.E020" not in [
        message.id for message in run_checks(include_deployment_checks=True)
    ]


def test_every_message_has_a_vietnamese_hint_without_secrets(errors_under, settings):
    wrong = {
        **REAL,
        "ZALO_APP_ID": "",
        "ZALO_OA_ID": "",
        "ZALO_OA_SECRET": "khoá-bí-mật",
        "ZALO_PROXY": "khoá-bí-mật",
        "WEB_THREADS": 0,
    }
    assert len(errors_under(**wrong, ZALO_SIMULATOR_URL="khoá-bí-mật")) == 6
    for message in checks.errors():
        assert message.hint
        assert "khoá-bí-mật" not in f"{message.msg} {message.hint}"
