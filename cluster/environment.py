"""The environment file of the portal, the same on every machine; read before Django is."""

import os
import secrets

from benchmarks.settings import NEVER_REACHED
from cluster.plan import Plan
from cluster.services.postgres import PASSWORD, PORT

HOST = "dichvu.congan.example.vn"  # as deploy/ names it
KEYS = ("SECRET_KEY", "DATA_KEYS", "HASH_KEY", "CUSTODY_KEY", "EVIDENCE_SIGNING_KEY")
OPEN = ("CATALOGUE", "CITIZEN", "LOOKUP")


def database_url(plan: Plan) -> str:
    """Return the address of the database: all machines of which one holds the primary."""
    hosts = ",".join(f"{one.address}:{PORT}" for one in plan.that_may_lead())
    return f"postgres://portal:{PASSWORD}@{hosts}/portal?target_session_attrs=read-write"


def environment(plan: Plan) -> dict[str, str]:
    """Return settings as in production, with new keys; throttles count, but never refuse."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "police_portal.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
        **{key: secrets.token_urlsafe(64) for key in KEYS},
        **{f"THROTTLE_{name}_PER_MINUTE": str(NEVER_REACHED) for name in OPEN},
        "DATABASE_URL": database_url(plan),
        "ALLOWED_HOSTS": HOST,
        "NUM_PROXIES": "1",
        "CATALOGUE_REFRESH_SECONDS": "2",
    }
