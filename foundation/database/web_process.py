"""What bounds the statements of a process that answers web requests; commands take their time."""

from django.conf import settings
from django.db import connections

from foundation.database import ENGINE, REPLICA
from foundation.database.following import follower
from foundation.database.waiting import Gate

# PostgreSQL ends a statement a little before we throw the connection away.
EARLIER = 0.5


def bound_waits() -> None:
    """Bound what requests wait for PostgreSQL; for the web server's entry, before any query.

    At most half of the threads wait at once: the others go on serving what is in memory.
    """
    seconds = settings.DATABASE_WAIT_SECONDS
    for alias, database in connections.settings.items():
        if alias == REPLICA:
            follower.watch()  # it is bounded everywhere, and known by the first request
        elif database["ENGINE"] == ENGINE:
            database["GATE"] = Gate(max(1, settings.WEB_THREADS // 2), seconds)
            options = database["OPTIONS"]
            milliseconds = round(max(EARLIER, seconds - EARLIER) * 1000)
            given = options.get("options", "")
            options["options"] = f"{given} -c statement_timeout={milliseconds}".strip()
