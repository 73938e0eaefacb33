"""The table of settings: types, defaults and documents."""

import re

import environ
import pytest
from django.conf import settings

from police_portal import environment
from police_portal.environment import PARTS, SETTINGS, reading
from tests.for_each import for_each

NAMES = [setting.name for setting in SETTINGS]


@pytest.fixture
def clean(monkeypatch, tmp_path):
    """Return an environment without our settings and without .env."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(reading, "BASE_DIR", tmp_path)
    return monkeypatch


@for_each("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_has_a_type_a_default_and_a_sentence(setting):
    assert setting.type in (bool, int, float, str, list)
    assert setting.default is None or isinstance(setting.default, setting.type)
    assert setting.sentence.endswith(".")
    assert setting.name == setting.name.upper()


def test_names_are_unique():
    assert len(set(NAMES)) == len(NAMES)


def test_defaults_apply_when_nothing_is_set(clean):
    assert environment.read() == {setting.name: setting.default for setting in SETTINGS}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("DEBUG", "true", True),
        ("DEBUG", "0", False),
        ("NUM_PROXIES", "2", 2),
        ("CATALOGUE_REFRESH_SECONDS", "0.5", 0.5),
        ("ALLOWED_HOSTS", "a.vn,b.vn", ["a.vn", "b.vn"]),
        ("ALLOWED_HOSTS", "", []),
        ("ALLOWED_HOSTS", " a.vn, b.vn ,", ["a.vn", "b.vn"]),
        ("SECURE_SSL_REDIRECT", "Off", False),
        ("POLICE_NAME", "Công an tỉnh Lào Cai", "Công an tỉnh Lào Cai"),
    ],
)
def test_values_are_read_by_type(clean, name, text, value):
    clean.setenv(name, text)
    assert environment.read()[name] == value


@for_each("setting", SETTINGS, ids=lambda setting: setting.name)
def test_an_empty_value_means_the_default(clean, setting):
    with clean.context() as alone:
        alone.setenv(setting.name, "")
        assert environment.read()[setting.name] == setting.default


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("NUM_PROXIES", "one"),
        ("WEB_THREADS", "four"),
        ("CATALOGUE_REFRESH_SECONDS", "fast"),
        ("SECURE_SSL_REDIRECT", "ture"),
    ],
)
def test_values_of_the_wrong_type_are_refused_by_name(clean, name, text):
    clean.setenv(name, text)
    with pytest.raises(environ.ImproperlyConfigured, match=name):
        environment.read()


def test_the_environment_wins_over_the_env_file(clean, tmp_path):
    (tmp_path / ".env").write_text("POLICE_NAME=Từ tệp\nLOG_LEVEL=ERROR\n")
    clean.setenv("LOG_LEVEL", "DEBUG")
    clean.setenv("POLICE_NAME", "")
    clean.delenv("POLICE_NAME")
    values = environment.read()
    clean.delenv("POLICE_NAME", raising=False)  # reading the file sets the variable
    assert (values["POLICE_NAME"], values["LOG_LEVEL"]) == ("Từ tệp", "DEBUG")


def test_a_province_finds_its_few_settings_first():
    assert len(SETTINGS) <= 60
    assert len([one for one in SETTINGS if one.part is PARTS[0]]) <= 10
    table = (settings.BASE_DIR / "docs" / "settings.md").read_text()
    assert [part.title for part in PARTS] == re.findall(r"^## (.+)$", table, re.MULTILINE)
    assert PARTS[0].title == "What a province may change"


def test_settings_are_read_through_the_table_only():
    """So the table is the whole list."""
    source = (settings.BASE_DIR / "police_portal" / "settings.py").read_text()
    assert "os.environ" not in source
    assert "getenv" not in source


def test_the_example_names_every_setting():
    example = (settings.BASE_DIR / ".env.example").read_text()
    assert [name for name in NAMES if f"\n#{name}=" not in example] == []


def test_the_uncommented_example_holds_the_defaults(clean, tmp_path):
    lines = (settings.BASE_DIR / ".env.example").read_text().splitlines()
    given = dict(
        line[1:].split("=", 1)
        for line in lines
        if line.startswith("#") and line[1:].split("=")[0] in NAMES
    )
    for name, text in given.items():
        if text:
            clean.setenv(name, text)
    read = environment.read()
    assert {n: v for n, v in read.items() if n not in ("DATABASE_URL", "DATA_DIR")} == {
        s.name: s.default for s in SETTINGS if s.name not in ("DATABASE_URL", "DATA_DIR")
    }
