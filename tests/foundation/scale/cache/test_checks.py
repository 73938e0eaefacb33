"""What stops the start, and the reports of `check --deploy` and readiness."""

import pytest
from django.core.checks import Tags, run_checks

from foundation.scale.cache import checks, engine
from tests import running_cache

NOBODY = "redis://127.0.0.1:9/0"


def found(**options):
    return [one for one in run_checks(**options) if one.id.startswith("counting.")]


def ids(*, deploy=False):
    tagged = found(tags=[Tags.security], include_deployment_checks=deploy)
    assert all(message.hint for message in tagged)
    return [message.id for message in tagged]


def test_without_a_cache_nothing_is_reported():
    assert (ids(deploy=True), list(checks.warnings())) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"CACHE_URL": "http://127.0.0.1:6379/"},
        {"CACHE_PREFIX": "Hưng Yên"},
    ],
)
def test_an_address_that_can_never_work_stops_the_start(settings, wrong):
    for name, value in wrong.items():
        setattr(settings, name, value)
    assert (ids(), ids(deploy=True)) == (["counting.E001"], ["counting.E001"])


def test_an_unavailable_cache_stops_no_start_but_is_reported(settings):
    settings.CACHE_URL = NOBODY
    assert (ids(), ids(deploy=True)) == ([], ["counting.W001"])
    assert list(checks.warnings()) == ["Bộ đệm chung không kết nối được: mỗi tiến trình tự đếm."]
    engine.forget()


def test_another_server_is_an_error_of_the_deployment(settings):
    with running_cache.other_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        settings.CACHE_URL = url
        assert (ids(), ids(deploy=True)) == ([], ["counting.E003"])
        assert "trả lời những gì" in next(iter(checks.warnings()))
        engine.forget()


@pytest.mark.usefixtures("patient")
def test_an_available_cache_is_not_reported(cache):
    assert (ids(deploy=True), list(checks.warnings())) == ([], [])


def test_an_open_cache_is_reported(settings, monkeypatch):
    monkeypatch.setattr(engine, "fault", lambda: None)
    settings.CACHE_URL = "redis://cache.example.vn:6379/0"
    assert ids(deploy=True) == ["counting.W002"]
