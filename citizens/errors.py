"""What a citizen is told when Zalo says no: one table from the client's errors to our problems."""

from collections.abc import Mapping

from foundation.api.problems import Problem
from foundation.zalo.errors import CodeRefused, RateLimited, Reason, TokenRefused, ZaloError

# The first that fits decides. What is not here is an outage, for the citizen: nothing that they
# could mend.
LOGIN: Mapping[type[ZaloError], str] = {
    TokenRefused: "login_refused",
    CodeRefused: "phone_code_refused",
    RateLimited: "throttled",
}
# With a session, 401 would say that the session is over: the Mini App would log the citizen out.
IN_SESSION: Mapping[type[ZaloError], str] = {**LOGIN, TokenRefused: "access_token_refused"}
OUTAGE = "zalo_unavailable"
# More exact words where Zalo's reason tells the citizen what to do.
BY_REASON: Mapping[Reason, str] = {
    Reason.NO_PHONE: "phone_missing",
    Reason.FOREIGN_PHONE: "phone_foreign",
}


def problem_of(error: ZaloError, table: Mapping[type[ZaloError], str] = LOGIN) -> Problem:
    """Return the problem that stands for `error`."""
    code = BY_REASON.get(error.reason) or next(
        (code for kind, code in table.items() if isinstance(error, kind)), OUTAGE
    )
    return Problem(code, retry_after=error.retry_after)
