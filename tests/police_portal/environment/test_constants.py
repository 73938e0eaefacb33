"""Constants: Django settings that no environment changes, but for measurements."""

import pytest
from django.core.checks import run_checks

from police_portal.environment import constants
from police_portal.environment.constants import periods
from tests.police_portal.test_settings import production_values


def errors(settings):
    settings.DEBUG = False
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [one for one in found if one.id in {"police_portal.E008", "police_portal.E009"}]


def test_the_environment_does_not_change_them():
    values = production_values("REPORT_CONCLUDED_DAYS", REPORT_CONCLUDED_DAYS="1")
    assert values == [periods.REPORT_CONCLUDED_DAYS]


def test_measuring_lifts_every_throttle_and_is_refused_by_the_check_of_the_units(settings):
    (usual,), (lifted,) = (
        production_values("THROTTLES"),
        production_values("THROTTLES", MEASURING="true"),
    )
    assert usual.keys() == lifted.keys()
    assert max(usual.values()) < min(lifted.values())
    settings.MEASURING = True
    assert [one.id for one in errors(settings)] == ["police_portal.E008"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("REPORT_CONCLUDED_DAYS", "3650", True),
        ("REPORT_CONCLUDED_DAYS", str(periods.REPORT_CONCLUDED_DAYS), False),
        ("REPORT_CONCLUDED_DAYS", "", False),
        ("NOTICES_ASK_FREE_REPLIES", "false", False),
        ("THROTTLE_LOGIN_PER_MINUTE", "9", True),
        ("SEALED_DIR", "/srv/sealed", True),
        ("POLICE_NAME", "Công an tỉnh Lào Cai", False),
    ],
)
def test_a_value_that_is_no_longer_read_stops_an_upgrade(settings, monkeypatch, name, text, told):
    monkeypatch.setenv(name, text)
    assert [name in one.msg for one in errors(settings)] == ([True] if told else [])


def test_each_is_a_setting_of_django(settings):
    assert [name for name in constants.names() if not hasattr(settings, name)] == []
