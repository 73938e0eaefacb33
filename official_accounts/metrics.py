"""What operators measure of the tokens of Official Accounts."""

from collections.abc import Iterator

from foundation.metrics.states import Reading, State
from official_accounts.models import OaToken, OfficialAccount


def _tokens(column: str) -> Iterator[Reading]:
    connected = OaToken.objects.filter(account__state=OfficialAccount.State.CONNECTED)
    for oa_id, moment in connected.values_list("account__oa_id", column):
        yield (oa_id,), moment.timestamp()


def access_ends() -> Iterator[Reading]:
    """Yield when each access token ends, in seconds since 1970."""
    return _tokens("expires_at")


def refresh_ends() -> Iterator[Reading]:
    """Yield when each refresh token ends, in seconds since 1970."""
    return _tokens("refresh_expires_at")


STATES = (
    State("oa_token_ends_time", "When an access token ends.", access_ends, ("account",)),
    State("oa_refresh_ends_time", "When a refresh token ends.", refresh_ends, ("account",)),
)
