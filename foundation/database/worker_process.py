"""What bounds the statements of a resident worker, whose turns take seconds.

One that hangs is killed (`foundation.records.watchdog`), and its statement would go on waiting at
the server: each start would leave one more behind, up to the last connection.
"""

from django.db import connections

from foundation.database import ENGINE, REPLICA

BOUND = "-c statement_timeout=30s"  # below WatchdogSec of the units


def bound_statements() -> None:
    """Bound the statements of this process; before any query, of a resident worker only."""
    for alias, database in connections.settings.items():
        if database["ENGINE"] == ENGINE and alias != REPLICA:
            options = database["OPTIONS"]
            given = options.get("options", "").removesuffix(BOUND)
            options["options"] = f"{given.strip()} {BOUND}".strip()
