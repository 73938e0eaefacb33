"""Calls of Zalo's API in the name of one account, for every room that needs more than notices.

    caller = AccountCaller(account)
    body = caller.ask(Feature.ARTICLES, ApiRequest("article_create", "POST", "/v2.0/article/create",
                                                   body={…}))

The token is fetched, renewed once if Zalo refuses it, and the proof added. A feature that Zalo
closed or whose quota is used up stands still for this account only, until its time is over or an
operator resumes it; while it does, Zalo is not asked.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import structlog
from django.utils import timezone

from foundation.zalo import process
from foundation.zalo.remedies import remedy
from official_accounts import tokens
from official_accounts.models import Feature, FeatureStop, OfficialAccount
from zalo_client.api_requests import ApiRequest
from zalo_client.errors import (
    ChannelStopped,
    QuotaExhausted,
    TokenExpired,
    ZaloError,
)
from zalo_client.oa import OaClient
from zalo_client.oa_answers import Account
from zalo_client.quota import held_until, next_quota_day

log = structlog.get_logger("police_portal.official_accounts")
T = TypeVar("T")

# Zalo uses one number for "not authorised" and, with articles, for "quota of articles used up".
ARTICLES_USED_UP = -223
ARTICLE_FEATURES = frozenset({Feature.ARTICLES, Feature.ARTICLE_CHANGES})
_OF_ARTICLES = (
    "Hết hạn mức bài viết của gói, hoặc tài khoản chưa cho quyền quản lý bài viết. Ngày mai hệ "
    "thống tự thử lại; nếu vẫn vậy, xem gói ở oa.zalo.me và cấp quyền lại."
)


class FeatureStopped(Exception):
    """The feature stands still for this account, and Zalo was not asked.

    `until` is None if an operator has to resume it.
    """

    def __init__(self, stop: FeatureStop) -> None:
        super().__init__(stop.feature)
        self.until: datetime | None = stop.until


class AccountCaller:
    """Calls in the name of one account. One thread at a time; `client` may be shared."""

    def __init__(self, account: OfficialAccount, client: OaClient | None = None) -> None:
        self.account = account
        self._client = client or process.oa_client()

    def ask(self, feature: Feature, request: ApiRequest) -> dict[str, Any]:
        """Make a call and return the whole body of its success.

        Raises FeatureStopped, tokens.NoToken, and ZaloError as zalo_client/oa.py explains; an
        error that stops the feature is noted first. Call it with no transaction open.
        """
        return self.run(feature, lambda token: self._client.ask(token, request))

    def profile(self) -> Account:
        """Return what Zalo says of the account. Raises as `ask` does."""
        return self.run(Feature.PROFILE, self._client.account)

    def run(self, feature: Feature, call: Callable[[str], T]) -> T:
        """Do `call(token)` in the same way, for what `OaClient` has a method."""
        self._refuse_stopped(feature)
        token = tokens.usable_token(self._client, self.account.oa_id)
        try:
            try:
                return call(token)
            except TokenExpired:
                fresh = tokens.replace_refused(self._client, self.account.oa_id, token)
            return call(fresh)
        except ZaloError as error:
            note_failure(self.account, feature, error)
            raise

    def _refuse_stopped(self, feature: Feature) -> None:
        if stopped := stop_of(self.account, feature):
            raise FeatureStopped(stopped)


def stop_of(account: OfficialAccount, feature: Feature) -> FeatureStop | None:
    """Return the stop that keeps an account from a feature now, None if there is none."""
    stops = FeatureStop.objects.in_force(timezone.now())
    return stops.filter(account=account, feature=feature).first()


def is_stopped(account: OfficialAccount, feature: Feature) -> bool:
    """Return True if a feature of an account stands still."""
    return stop_of(account, feature) is not None


def note_failure(account: OfficialAccount, feature: Feature, error: ZaloError) -> bool:
    """Let a feature stand still if the error says so; return whether it does from now on."""
    now = timezone.now()
    if feature in ARTICLE_FEATURES and error.number == ARTICLES_USED_UP:
        stop(account, feature, next_quota_day(now), error.number)
    elif isinstance(error, QuotaExhausted):
        stop(account, feature, held_until(error.reason, now), error.number)
    elif isinstance(error, ChannelStopped):
        stop(account, feature, None, error.number)
    else:
        return False
    return True


def stop(
    account: OfficialAccount, feature: Feature, until: datetime | None, number: int | None
) -> None:
    """Let a feature of an account stand still, in place of an earlier stop."""
    values = {"until": until, "error_number": number, "since": timezone.now()}
    FeatureStop.objects.update_or_create(account=account, feature=feature, defaults=values)
    log.error(
        "oa_feature_stopped", account=account.oa_id, feature=str(feature), error_number=number
    )


def resume(stopped: FeatureStop) -> None:
    """Let a feature run again."""
    log.warning("oa_feature_resumed", account=stopped.account_id, feature=stopped.feature)
    stopped.delete()


def remedy_of(stopped: FeatureStop) -> str:
    """Return what an operator does about a stop, empty if nothing is known."""
    if stopped.feature in ARTICLE_FEATURES and stopped.error_number == ARTICLES_USED_UP:
        return _OF_ARTICLES
    return remedy(stopped.error_number) if stopped.error_number else ""
