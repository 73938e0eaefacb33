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
        ("NOTICES_ASK_FREE_REPLIES", "0", False),
        ("NOTICES_ASK_FREE_REPLIES", "1", True),
        ("DATABASE_WAIT_SECONDS", "5", False),
        ("NOTICES_CHANNEL_ORDER", "user, phone, text, notification", False),
        ("NOTICES_CHANNEL_ORDER", "phone,user,text,notification", True),
        ("THROTTLE_LOGIN_PER_MINUTE", "9", True),
        ("THROTTLE_LOGIN_PER_MINUTE", "1200", False),
        ("THROTTLE_GONE_PER_MINUTE", "9", True),
        ("SECOND_FACTOR", "yes", False),
        ("SECOND_FACTOR", "false", True),
        ("SEALED_DIR", "/srv/sealed", True),
        ("POLICE_NAME", "Công an tỉnh Lào Cai", False),
    ],
)
def test_a_value_that_is_no_longer_read_stops_an_upgrade(settings, monkeypatch, name, text, told):
    monkeypatch.setenv(name, text)
    assert [name in one.msg for one in errors(settings)] == ([True] if told else [])


def test_a_longer_period_is_told_with_what_is_deleted(settings, monkeypatch):
    monkeypatch.setenv("REPORT_CONCLUDED_DAYS", "3650")
    (told,) = errors(settings)
    assert f"REPORT_CONCLUDED_DAYS (dịch vụ dùng {periods.REPORT_CONCLUDED_DAYS})" in told.msg
    assert "xoá hẳn" in told.hint


@pytest.mark.parametrize("there", ["files", "nothing", "link"])
def test_originals_elsewhere_stop_an_upgrade_until_they_are_mounted(
    settings, monkeypatch, tmp_path, there
):
    (now := tmp_path / "media" / "sealed").parent.mkdir()
    (former := tmp_path / "former").mkdir()
    monkeypatch.setenv("SEALED_DIR", str(now if there == "files" else former))
    settings.SEALED_ROOT = now
    if there == "link":
        now.symlink_to(former)
    else:
        now.mkdir()
    assert [str(now) in one.hint for one in errors(settings)] == [True] * (there != "files")


def test_each_is_a_setting_of_django(settings):
    assert [name for name in constants.names() if not hasattr(settings, name)] == []
