"""System checks: a wrong setting stops the start in production, with an id and a hint."""

import re

import pytest
from django.core.checks import run_checks

from tests.police_portal import production

GOOD = {
    "DEBUG": False,
    "SECRET_KEY": production.SECRET,
    "ALLOWED_HOSTS": ["portal.example.vn"],
    "NUM_PROXIES": 1,
    "DEMO_ACCOUNTS": False,
}


def found(settings, **values):
    """Return the ids of our checks with findings, each with a text and a hint."""
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    messages = [
        message
        for message in run_checks(tags=["security"])
        if re.fullmatch(r"police_portal\.E00\d", str(message.id))
    ]
    assert all(message.msg and message.hint for message in messages)
    return [message.id.removeprefix("police_portal.") for message in messages]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"SECRET_KEY": ""}, ["E001"]),
        ({"SECRET_KEY": "a1b2c3d4e5f6g7h8"}, ["E001"]),
        ({"SECRET_KEY": "ab" * 40}, ["E001"]),
        ({"SECRET_KEY": "development-only-" + production.SECRET}, ["E001"]),
        ({"SECRET_KEY": "django-insecure-" + production.SECRET}, ["E001"]),
        ({"ALLOWED_HOSTS": []}, ["E002"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["E002"]),
        ({"ALLOWED_HOSTS": ["portal.example.vn", ".example.vn"]}, ["E002"]),
        ({"ALLOWED_HOSTS": ["*.example.vn"]}, ["E002"]),
        ({"NUM_PROXIES": None}, ["E003"]),
        ({"NUM_PROXIES": -1}, ["E003"]),
        ({"NUM_PROXIES": 0}, ["E003"]),
        ({"DEMO_ACCOUNTS": True}, ["E004"]),
        (
            {"SECRET_KEY": "", "ALLOWED_HOSTS": [], "NUM_PROXIES": None, "DEMO_ACCOUNTS": True},
            ["E001", "E002", "E003", "E004"],
        ),
        (
            {
                "DEBUG": True,
                "SECRET_KEY": "x",
                "ALLOWED_HOSTS": ["*"],
                "NUM_PROXIES": None,
                "DEMO_ACCOUNTS": True,
            },
            [],
        ),
    ],
)
def test_checks_find_wrong_production_settings(settings, values, expected):
    assert sorted(found(settings, **values)) == expected


@pytest.mark.parametrize(
    ("engine", "warned"),
    [("django.db.backends.sqlite3", True), ("django.db.backends.postgresql", False)],
)
def test_sqlite_in_production_is_a_warning(settings, monkeypatch, engine, warned):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    settings.DEBUG = False
    ids = [message.id for message in run_checks(tags=["security"], include_deployment_checks=True)]
    assert ("police_portal.W001" in ids) is warned


START = "import police_portal.wsgi"


def test_the_web_server_starts_with_right_settings():
    done = production.run(START, **production.GOOD)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_web_server_refuses_to_start_and_lists_all_reasons():
    done = production.run(START, ALLOWED_HOSTS="*", DEMO_ACCOUNTS="true")
    assert done.returncode == 1
    assert [number for number in range(1, 7) if f"police_portal.E00{number}: " in done.stderr] == [
        1,
        2,
        3,
        4,
    ]
    assert "secrets.token_urlsafe" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "NUM_PROXIES"])
def test_a_missing_required_setting_stops_the_start(missing):
    done = production.run(
        START, **{name: value for name, value in production.GOOD.items() if name != missing}
    )
    assert done.returncode == 1
    assert done.stderr.count("police_portal.E") == 1


def test_development_starts_without_settings():
    assert production.run(START, DEBUG="true").returncode == 0


@pytest.mark.parametrize("environment", [{"DEBUG": "true"}, production.GOOD])
def test_an_empty_database_can_be_migrated(tmp_path, environment):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    code = (
        "from django.core.management import execute_from_command_line as run; "
        "run(['manage.py', 'migrate', '--check'])"
    )
    done = production.run(code, **{**environment, **database})
    assert "no such table" not in done.stderr
    assert done.returncode == 1  # --check fails while there is something to migrate


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({"POLICE_NAME": "Công an tỉnh Ví Dụ"}, True),
        ({"POLICE_NAME": "Công an tỉnh Ví Dụ", "DEBUG": True}, False),
        ({"POLICE_NAME": "Công an tỉnh Phú Thọ"}, False),
        ({"POLICE_NAME": ""}, False),
    ],
)
def test_the_name_of_the_example_is_refused_before_the_start(settings, values, is_refused):
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    found = run_checks(tags=["security"], include_deployment_checks=True)
    assert any(message.id == "police_portal.E010" for message in found) is is_refused
