"""`manage.py set_up --province NAME`, with the demo left out: tests/demo makes it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from offices.models import Office
from police_portal import VERSION
from police_portal.management.commands import set_up as command
from procedures.management.commands import load_initial_data
from tests import shipped_data
from zalo_client.simulator.__main__ import CITIZENS

pytestmark = pytest.mark.django_db


def load_offices(name, *_arguments, **options):
    """Do what the command is called for, if it is offices; the first time from kept rows."""
    if name != "import_offices":
        return
    if Office.objects.exists():
        call_command(name, **options)
    else:
        shipped_data.offices_of(options["province"])()


@pytest.fixture
def set_up(settings, tmp_path, monkeypatch):
    """Return a function that runs the command without procedures and demo, and returns the text.

    The offices come from an import that was made once.
    """
    settings.STATIC_ROOT, settings.DEBUG, settings.DEMO_ACCOUNTS = tmp_path, True, False
    settings.POLICE_NAME = ""
    monkeypatch.setattr(load_initial_data, "call_command", load_offices)

    def run(**options):
        out = StringIO()
        call_command("set_up", stdout=out, **options)
        return out.getvalue()

    return run


def test_any_province_is_set_up_by_its_name(set_up):
    said = set_up(province="Hưng Yên")
    assert "Cổng dịch vụ Công an tỉnh Hưng Yên" in said
    assert "offices/?place=xuan+duc" in said
    assert Office.objects.count() == 114
    assert "Hưng Yên" in set_up()  # a second call keeps the province


def test_without_a_name_the_default_province_is_set_up(set_up):
    assert "Cổng dịch vụ Công an tỉnh Phú Thọ" in set_up()


def test_an_unknown_province_gets_suggestions(set_up):
    with pytest.raises(CommandError, match="Gần giống: Hưng Yên"):
        set_up(province="Hưng Yêm")
    assert not Office.objects.exists()


def test_a_second_province_is_refused_before_the_migrations(set_up, monkeypatch):
    set_up(province="Hưng Yên")
    monkeypatch.setattr(command, "call_command", None)  # would fail
    with pytest.raises(CommandError, match="đã là của Công an tỉnh Hưng Yên"):
        set_up(province="Cà Mau")


def test_the_addresses_are_written_to_a_file_if_given(set_up, tmp_path):
    file = tmp_path / "banner"
    assert "api/docs" not in set_up(banner=file)
    assert f"phiên bản {VERSION}: http://127.0.0.1:8000" in file.read_text()


def test_in_production_nothing_leads_to_an_address_that_nobody_can_reach(set_up, settings):
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.PUBLIC_URL = False, ["portal.example.vn"], ""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    said = set_up(province="Hưng Yên")
    assert "https://portal.example.vn/quan-tri/" in said
    assert "127.0.0.1" not in said
    settings.PUBLIC_URL = "https://dichvu.example.vn/"
    assert "https://dichvu.example.vn/health/ready/" in set_up()


def test_the_steps_show(set_up):
    said = set_up()
    assert [
        line.strip().rstrip(" s0123456789") for line in said.splitlines() if "...." in line
    ] == [
        "Cơ sở dữ liệu...................",
        "Đơn vị, lịch làm việc...........",
        "Thủ tục, từ ngữ tìm kiếm........",
    ]


def test_the_banner_lists_the_citizens_of_the_simulator():
    assert [token for token, *_rest in CITIZENS if token not in command.LOGINS] == []
