"""What bounds the statements of a process that answers web requests; commands take their time."""

import copy
from typing import Any

from django.conf import settings
from django.db import connection, connections

from foundation.database import ENGINE, REPLICA
from foundation.database.waiting import Gate
from foundation.scale.database import pooling
from foundation.scale.database.following import follower

# PostgreSQL ends a statement a little before we throw the connection away.
EARLIER = 0.5
IDLES = "-c idle_in_transaction_session_timeout=1min"


def statement_timeout() -> int:
    """Return after how many milliseconds PostgreSQL is to end a statement of a web request."""
    return round(max(EARLIER, settings.DATABASE_WAIT_SECONDS - EARLIER) * 1000)


def bound_waits() -> None:
    """Bound what requests wait for PostgreSQL; for the web server's entry, before any query.

    At most half of the threads wait at once: the others go on serving what is in memory. Behind a
    pooler the server's bound is the role's.
    """
    for alias, database in connections.settings.items():
        if alias == REPLICA:
            follower.watch()  # it is bounded everywhere, and known by the first request
        elif database["ENGINE"] == ENGINE:
            _bound(database)


def bound_this_thread() -> None:
    """Bound what the present thread waits for PostgreSQL, as `bound_waits`; before any query."""
    if connection.settings_dict["ENGINE"] == ENGINE:
        connection.settings_dict = copy.deepcopy(connection.settings_dict)
        _bound(connection.settings_dict)


def _bound(database: dict[str, Any]) -> None:
    is_pooled = pooling.go_through_pooler(database)
    places = max(1, settings.WEB_THREADS // 2)
    database["GATE"] = Gate(places, settings.DATABASE_WAIT_SECONDS)
    if not is_pooled:
        options = database["OPTIONS"]
        given = options.get("options", "")
        bound = f"-c statement_timeout={statement_timeout()} {IDLES}"
        options["options"] = f"{given} {bound}".strip()
