"""Settings: databases by address, and the values of production."""

import json

import pytest

from police_portal.database.databases import database
from tests.police_portal import production

SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in %s}, default=str))
"""


def production_values(*names, **environment):
    done = production.run(SHOW % json.dumps(names), **{**production.GOOD, **environment})
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout).values())


def test_postgresql_gets_persistent_connections_and_a_limit_for_connecting():
    config = database("postgres://u:p%40ss@db.example:6432/portal")
    assert (config["USER"], config["PASSWORD"], config["HOST"], config["PORT"], config["NAME"]) == (
        "u",
        "p@ss",
        "db.example",
        6432,
        "portal",
    )
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (60, True)
    assert config["OPTIONS"]["connect_timeout"] == 3


def test_postgresql_is_reached_by_its_socket():
    assert database("postgres://portal@%2Ftmp%2Fpg/portal")["HOST"] == "/tmp/pg"  # noqa: S108  # an address, nothing is written


def test_options_of_the_address_are_kept():
    assert database("postgres://u@h/d?sslmode=require")["OPTIONS"]["sslmode"] == "require"


def test_sqlite_waits_for_a_lock():
    options = database("sqlite:////srv/portal.sqlite3")["OPTIONS"]
    assert (options["timeout"], options["transaction_mode"]) == (20, "IMMEDIATE")
    assert "journal_mode=WAL" in options["init_command"]


def test_production_is_closed_by_default():
    secure = (
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CORS_ALLOW_CREDENTIALS",
    )
    assert production_values(*secure) == [False, True, True, True, True, False]


def test_production_binds_officers_cookies_to_the_host():
    cookies = [
        f"{kind}_COOKIE_{what}"
        for kind in ("SESSION", "CSRF")
        for what in ("NAME", "SECURE", "HTTPONLY", "PATH", "DOMAIN")
    ]
    assert production_values(*cookies) == [
        "__Host-sessionid",
        True,
        True,
        "/",
        None,
        "__Host-csrftoken",
        True,
        True,
        "/",
        None,
    ]


def test_the_default_database_needs_no_installation():
    (databases,) = production_values("DATABASES", DATABASE_URL="sqlite:///x.sqlite3")
    assert databases["default"]["ENGINE"] == "django.db.backends.sqlite3"


@pytest.mark.parametrize(
    ("proxies", "header"), [("1", ["HTTP_X_FORWARDED_PROTO", "https"]), ("0", None)]
)
def test_the_https_header_counts_only_behind_a_proxy(proxies, header):
    assert production_values("SECURE_PROXY_SSL_HEADER", NUM_PROXIES=proxies) == [header]


def test_production_allows_only_the_two_origins_of_mini_apps():
    assert production_values("CORS_ALLOWED_ORIGINS") == [
        ["https://h5.zdn.vn", "zbrowser://h5.zdn.vn"]
    ]


def test_an_installation_may_set_the_name_of_its_police():
    assert production_values("POLICE_NAME", POLICE_NAME="Công an tỉnh Lào Cai") == [
        "Công an tỉnh Lào Cai"
    ]


def test_endpoints_are_closed_by_default(settings):
    assert settings.REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] == [
        "foundation.api.permissions.Nobody"
    ]
    assert settings.REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"] == []
