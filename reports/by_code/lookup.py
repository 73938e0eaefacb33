"""Looking a report up by its number and secret code; how often, `citizens.guessing` says.

Every miss runs the same queries and the same hashing and gets the same answer, so that nobody
learns whether a number exists.
"""

import hmac

from citizens import guessing
from citizens.guessing import Caller
from foundation.api.problems import Problem
from reports.by_code import numbers
from reports.models import Report


def look_up(caller: Caller, number: str, secret: str) -> int:
    """Return the id of the report. Raises Problem `report_not_found` and `throttled`."""
    asked = numbers.read_number(number)
    row = Report.objects.filter(number=asked).values("pk", "secret_hash").first()

    def find() -> int | None:
        known = (row or {}).get("secret_hash") or numbers.NO_HASH
        fits = hmac.compare_digest(numbers.secret_hash(secret), known)
        return int(row["pk"]) if row and fits else None

    found = guessing.attempt(
        caller,
        guessing.Asked(guessing.Subject.REPORT, asked, guessing.Given.SECRET_CODE),
        find,
    )
    if found is None:
        raise Problem("report_not_found")
    return found
