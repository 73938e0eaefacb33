"""PgBouncer in transaction mode before PostgreSQL: many processes share few connections.

Web processes go through it. Commands do not: they need what belongs to a session, time without
bound and cursors on the server, and there are few of them. A time-out cannot be given when a
connection is opened, as PgBouncer refuses startup options: it belongs to the role.
"""

from collections.abc import Mapping
from typing import Any

KEY = "POOLED"  # in the description of a database: replaces it in web processes


# A transaction that nobody goes on with is ended. Roles have a minute (docs/large.md), web
# processes too; a command may compute longer between two statements.
COMMAND_IDLES = "-c idle_in_transaction_session_timeout=10min"


def bound_idling(direct: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description `direct`, whose transactions do not stay idle; what it says counts."""
    given = direct.get("OPTIONS", {})
    options = f"{COMMAND_IDLES} {given.get('options', '')}".strip()
    return {**direct, "OPTIONS": {**given, "options": options}}


def beside_pooler(direct: Mapping[str, Any], pooled: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description `direct` for commands, which knows the one for web processes.

    The role has a time-out of statements, for the sake of web processes; commands have none.
    """
    options = direct.get("OPTIONS", {})
    unbounded = {"options": f"{options.get('options', '')} -c statement_timeout=0".strip()}
    return {
        **direct,
        "OPTIONS": {**options, **unbounded},
        KEY: {**pooled, "DISABLE_SERVER_SIDE_CURSORS": True},
    }


def go_through_pooler(database: dict[str, Any]) -> bool:
    """Turn the description of a database to its pooler, if it has one; before any query.

    Returns whether it has one.
    """
    pooled = database.pop(KEY, None)
    database.update(pooled or {})
    return pooled is not None
