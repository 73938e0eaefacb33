"""Every setting that comes from the environment: its name, type, default and one sentence.

`.env.example` and `docs/settings.md` are generated from this table by `manage.py generate_docs`,
so a setting that is not in the table does not exist.
"""

from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One environment variable; `default` None means that it has no value until it is set."""

    name: str
    type: type
    default: Any
    sentence: str
    _: KW_ONLY
    required_in_production: bool = False


SETTINGS = (
    Setting("DEBUG", bool, default=False, sentence="Development mode: error pages, console logs, demo accounts. Never on the internet."),
    Setting("SECRET_KEY", str, "", "Signs sessions and tokens: at least 50 random characters.", required_in_production=True),
    Setting(
        "ALLOWED_HOSTS",
        list,
        [],
        "Host names that this service answers to, separated by commas; no wildcards.",
        required_in_production=True,
    ),
    Setting(
        "NUM_PROXIES",
        int,
        None,
        "How many reverse proxies stand before us; 0 means that clients connect directly.",
        required_in_production=True,
    ),
    Setting(
        "DATABASE_URL",
        str,
        f"sqlite:///{BASE_DIR}/var/police_portal.sqlite3",
        "Where the data is, for example postgres://user:password@127.0.0.1/portal.",
    ),
    Setting("DATA_DIR", str, f"{BASE_DIR}/var", "Folder for uploaded files and collected static files."),
    Setting("POLICE_NAME", str, "Công an tỉnh Phú Thọ", "Name of the provincial police, shown to officers and citizens."),
    Setting(
        "CORS_ALLOWED_ORIGINS",
        list,
        ["https://h5.zdn.vn", "zbrowser://h5.zdn.vn"],
        "Web origins that may call the API: the two of Zalo Mini Apps.",
    ),
    Setting("CSRF_TRUSTED_ORIGINS", list, [], "Origins from which officers' forms may be posted, with https://."),
    Setting("CATALOGUE_REFRESH_SECONDS", float, 2.0, "How often a web process looks for newly published data; 0 stops it looking."),
    Setting("THROTTLE_CATALOGUE_PER_MINUTE", int, 6000, "Requests for catalogue answers not yet in memory, per address and process."),
    Setting("MAX_BODY_BYTES", int, 1_048_576, "Largest request body in bytes that the API reads."),
    Setting(
        "SECURE_SSL_REDIRECT", bool, default=True, sentence="Send http to https (production only); off only where a proxy already does."
    ),
    Setting("SECURE_HSTS_SECONDS", int, 31_536_000, "How many seconds browsers must insist on https (production only)."),
    Setting("LOG_LEVEL", str, "INFO", "Least important log line that is written: DEBUG, INFO, WARNING or ERROR."),
    Setting("DEMO_ACCOUNTS", bool, default=False, sentence="Create demo officers with known passwords; refused unless DEBUG is on."),
)


def read() -> dict[str, Any]:
    """Return the value of every setting, taken from the environment, then from `.env`, then from the table.

    Raises `environ.ImproperlyConfigured` when a value does not have its type.
    """
    reader = environ.Env()
    reader.read_env(BASE_DIR / ".env")
    casts = {bool: reader.bool, int: reader.int, float: reader.float, str: reader.str, list: reader.list}
    return {setting.name: casts[setting.type](setting.name, default=setting.default) for setting in SETTINGS}
