"""The environment of a measured process: as in production, but asked without a proxy."""

import os
import secrets
import sys
from collections.abc import Mapping

PRIVATE_SERVER = "police_portal_pg_"
NEVER_REACHED = 1_000_000_000


def database_url() -> str:
    """Return the address of the private PostgreSQL; stop if there is none.

    Measuring fills and changes it, so no other database will do.
    """
    url = os.environ.get("DATABASE_URL", "")
    if PRIVATE_SERVER not in url:
        sys.exit(
            "Measuring needs a PostgreSQL of its own: unset DATABASE_URL and install PostgreSQL "
            "(Debian: apt install postgresql)."
        )
    return url


def production(url: str) -> Mapping[str, str]:
    """Return the environment for the database at `url`.

    Throttles count but never refuse; there is no proxy, hence no TLS. The service would not
    start if it knew.
    """
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "NUM_PROXIES": "1",
        "SECURE_SSL_REDIRECT": "false",
        "MEASURING": "true",
        "LOG_LEVEL": "INFO",
        "CATALOGUE_REFRESH_SECONDS": "2",
        "DJANGO_SETTINGS_MODULE": "police_portal.settings",
    }


def use_production(url: str) -> None:
    """Set up Django in this process with its database at `url`, without a refreshing thread.

    Nothing of `police_portal` may be imported before: settings are read at the first import.
    """
    if "police_portal" in sys.modules:
        raise RuntimeError("The settings were read before the environment was set.")
    os.environ.update({**production(url), "CATALOGUE_REFRESH_SECONDS": "0", "LOG_LEVEL": "WARNING"})
    import django  # reads the settings, which read the environment that was just set

    django.setup()
