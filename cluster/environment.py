"""The environment file of the portal, the same on every machine; read before Django is."""

import os
import secrets

from cluster.plan import Plan
from cluster.services.pgbouncer import POOLED
from cluster.services.postgres import PASSWORD, PORT
from cluster.services.storage import BUCKET
from cluster.services.storage import PORT as STORAGE
from cluster.services.valkey import PORT as CACHE

HOST = "dichvu.congan.example.vn"  # as deploy/ names it
KEYS = ("SECRET_KEY", "DATA_KEYS", "HASH_KEY", "CUSTODY_KEY", "EVIDENCE_SIGNING_KEY")
LOGIN = f"portal:{PASSWORD}"


def direct_url(plan: Plan) -> str:
    """Return where commands and workers reach PostgreSQL: the hosts of which one leads."""
    hosts = ",".join(f"{one.address}:{PORT}" for one in plan.that_may_lead())
    return f"postgres://{LOGIN}@{hosts}/portal?target_session_attrs=read-write"


def environment(plan: Plan) -> dict[str, str]:
    """Return settings as in production, with new keys; throttles count, but never refuse."""
    (cache,), (bucket,) = plan.that_run("valkey"), plan.that_run("storage")
    replica = next(one for one in plan.that_run("postgres") if one.for_reads)
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "police_portal.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
        **{key: secrets.token_urlsafe(64) for key in KEYS},
        "MEASURING": "true",
        "DATABASE_POOLED": "true",
        "DATABASE_URL": f"postgres://{LOGIN}@127.0.0.1:{POOLED}/portal",
        "DATABASE_DIRECT_URL": direct_url(plan),
        "DATABASE_REPLICA_URL": f"postgres://{LOGIN}@{replica.address}:{PORT}/portal",
        "CACHE_URL": f"redis://:{PASSWORD}@{cache.address}:{CACHE}/0",
        "STORAGE_URL": f"http://{bucket.address}:{STORAGE}/{BUCKET}",
        "STORAGE_KEY_ID": "cluster",
        "STORAGE_SECRET_KEY": PASSWORD,
        "ALLOWED_HOSTS": HOST,
        "NUM_PROXIES": "1",
        "CATALOGUE_REFRESH_SECONDS": "2",
    }
