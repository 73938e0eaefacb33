"""The databases of this installation, as Django describes them."""

from typing import Any

import environ

from foundation.database import ENGINE, REPLICA, addresses
from foundation.scale.database import pooling, replica
from foundation.scale.database.replica_address import fault_of
from police_portal.environment import engines, made


def configured() -> dict[str, dict[str, Any]]:
    """Return the primary, behind a pooler or not, and the replica if there is one.

    A wrong address of the replica stops the start (foundation/scale/database/replica_health.py).
    """
    primary = database(made.DATABASE_URL)
    if engines.DATABASE_POOLED and engines.DATABASE_DIRECT_URL:
        primary = pooling.beside_pooler(database(engines.DATABASE_DIRECT_URL), primary)
    if primary["ENGINE"] == ENGINE:
        primary = pooling.bound_idling(primary)
    found = {"default": primary}
    url = engines.DATABASE_REPLICA_URL
    if url and not fault_of(url, made.DATABASE_URL):
        found[REPLICA] = replica.described(database(url))
    return found


def database(url: str) -> dict[str, Any]:
    """Return Django's description of the database at `url`.

    With persistent connections. What web requests wait is bounded by `police_portal.wsgi`, what is
    wrong with an address is told by `police_portal.database.checks`.
    """
    if not addresses.is_readable(url):
        return dict(addresses.UNUSABLE)
    config = dict(environ.Env.db_url_config(addresses.with_one_host(url)))
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE: a writer waits for its turn instead of failing when it upgrades its lock.
        options |= {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        return config
    return addresses.described(config, url)
