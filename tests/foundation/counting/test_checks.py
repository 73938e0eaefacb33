"""What stops the start, what `check --deploy` tells, and what readiness warns of."""

import pytest
from django.core.checks import Tags, run_checks

from foundation.counting import checks, engine
from tests import running_cache

NOBODY = "redis://127.0.0.1:9/0"


def found(**options):
    return [one for one in run_checks(**options) if one.id.startswith("counting.")]


def ids(*, deploy=False):
    tagged = found(tags=[Tags.security], include_deployment_checks=deploy)
    assert all(message.hint for message in tagged)
    return [message.id for message in tagged]


def test_nothing_is_told_without_a_cache():
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


@pytest.mark.parametrize("name", ["ZALO_CALLS_TOGETHER", "PHOTOS_TOGETHER"])
def test_no_place_at_all_stops_the_start(settings, name):
    setattr(settings, name, 0)
    assert ids() == ["counting.E002"]


def test_a_cache_that_is_away_stops_no_start_but_is_told(settings):
    settings.CACHE_URL = NOBODY
    assert (ids(), ids(deploy=True)) == ([], ["counting.W001"])
    assert list(checks.warnings()) == ["Bộ đệm chung không kết nối được: mỗi tiến trình tự đếm."]
    engine.forget()


def test_what_is_no_cache_is_an_error_of_the_deployment(settings):
    with running_cache.other_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        settings.CACHE_URL = url
        assert (ids(), ids(deploy=True)) == ([], ["counting.E003"])
        assert "trả lời những gì" in next(iter(checks.warnings()))
        engine.forget()


@pytest.mark.usefixtures("patient")
def test_a_cache_that_answers_is_not_told(cache):
    assert (ids(deploy=True), list(checks.warnings())) == ([], [])


def test_a_cache_open_to_the_network_is_told(settings, monkeypatch):
    monkeypatch.setattr(engine, "fault", lambda: None)
    settings.CACHE_URL = "redis://cache.example.vn:6379/0"
    assert ids(deploy=True) == ["counting.W002"]
