"""What a citizen is told when Zalo refuses: one table from the client's errors to our problems."""

import contextlib
from collections.abc import Iterator, Mapping

from django.db.models import TextChoices

from foundation.api.problems import Problem
from zalo_client.errors import CodeRefused, RateLimited, Reason, TokenRefused, ZaloError

# The first match decides. Any other error is an outage for the citizen, who cannot do anything
# about it.
LOGIN: Mapping[type[ZaloError], str] = {
    TokenRefused: "login_refused",
    CodeRefused: "phone_code_refused",
    RateLimited: "throttled",
}
# Inside a session a 401 would mean that the session is over, and the Mini App would log out.
IN_SESSION: Mapping[type[ZaloError], str] = {**LOGIN, TokenRefused: "access_token_refused"}
# Asked without a session, too; a 401 would end the one that the Mini App has.
LOCATION: Mapping[type[ZaloError], str] = {**IN_SESSION, CodeRefused: "location_code_refused"}
OUTAGE = "zalo_unavailable"
# More exact problems, for reasons that tell the citizen what to do.
BY_REASON: Mapping[Reason, str] = {
    Reason.NO_PHONE: "phone_missing",
    Reason.FOREIGN_PHONE: "phone_foreign",
}


class PhoneErrorCode(TextChoices):
    """Why a log-in is without the phone that was offered: the codes inside a session."""

    TOKEN = "access_token_refused", "Zalo không xác nhận tài khoản"
    CODE = "phone_code_refused", "Chưa lấy được số điện thoại"
    MISSING = "phone_missing", "Tài khoản Zalo không có số điện thoại"
    FOREIGN = "phone_foreign", "Không phải số điện thoại Việt Nam"
    THROTTLED = "throttled", "Quá nhiều yêu cầu"
    OUTAGE = OUTAGE, "Chưa kết nối được Zalo"


def problem_of(error: ZaloError, table: Mapping[type[ZaloError], str] = LOGIN) -> Problem:
    """Return the problem that answers `error`."""
    code = BY_REASON.get(error.reason) or next(
        (code for kind, code in table.items() if isinstance(error, kind)), OUTAGE
    )
    return Problem(code, retry_after=error.retry_after)


@contextlib.contextmanager
def zalo_errors_as(table: Mapping[type[ZaloError], str]) -> Iterator[None]:
    """Turn Zalo's errors into the problems of `table`."""
    try:
        yield
    except ZaloError as error:
        problem = problem_of(error, table)
    else:
        return
    raise problem
