"""Answers of the Official Account's lists: its templates, its followers, its quota of messages.

Each reader takes the whole body of a success and raises Malformed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from zalo_client import replies
from zalo_client.api_requests import ApiRequest, Host

TEMPLATES_PAGE = 100
FOLLOWERS_PAGE = 50
LAST_FOLLOWERS_OFFSET = 9_951  # beyond, Zalo lists nobody: the rest comes by webhooks


@dataclass(frozen=True)
class ListedTemplate:
    """One line of Zalo's list of templates."""

    template_id: str
    name: str
    status: str
    quality: str


def templates_request(offset: int) -> ApiRequest:
    """Return the call for a page of the account's templates: GET /template/all."""
    query = {"offset": offset, "limit": TEMPLATES_PAGE}
    return ApiRequest(
        "templates", "GET", "/template/all", query, host=Host.BUSINESS, idempotent=True
    )


def template_request(template_id: str) -> ApiRequest:
    """Return the call for one template with parameters and prices: GET /template/info/v2."""
    query = {"template_id": template_id}
    return ApiRequest(
        "template_info", "GET", "/template/info/v2", query, host=Host.BUSINESS, idempotent=True
    )


def followers_request(offset: int) -> ApiRequest:
    """Return the call for a page of followers: GET /v3.0/oa/user/getlist."""
    data = _json(offset=offset, count=FOLLOWERS_PAGE, is_follower="true")
    return ApiRequest("followers", "GET", "/v3.0/oa/user/getlist", {"data": data}, idempotent=True)


def follower_request(user_id: str) -> ApiRequest:
    """Return the call for one follower with the id in our app: GET /v3.0/oa/user/detail."""
    data = _json(user_id=user_id)
    return ApiRequest("follower", "GET", "/v3.0/oa/user/detail", {"data": data}, idempotent=True)


def _json(**values: str | int) -> str:
    """Return values in the form of Zalo's queries: one JSON object."""
    return orjson.dumps(values).decode()


def quota_request() -> ApiRequest:
    """Return the call for the day's quota of template messages: GET /message/quota."""
    return ApiRequest("quota", "GET", "/message/quota", host=Host.BUSINESS, idempotent=True)


def read_templates(body: dict[str, Any]) -> list[ListedTemplate]:
    """Return a page of templates."""
    listed = body.get("data")
    if not isinstance(listed, list) or len(listed) > TEMPLATES_PAGE:
        raise replies.Malformed("data")
    return list(_templates(listed))


def _templates(listed: list[Any]) -> Iterator[ListedTemplate]:
    for one in listed:
        if not isinstance(one, dict):
            raise replies.Malformed("data")
        yield ListedTemplate(
            replies.identifier(one.get("templateId"), "templateId"),
            replies.optional_text(one.get("templateName")) or "",
            (replies.optional_text(one.get("status")) or "")[:30],
            (replies.optional_text(one.get("templateQuality")) or "")[:30],
        )


def read_followers(body: dict[str, Any]) -> tuple[int, list[str]]:
    """Return how many followers there are, and the ids of this page."""
    data = replies.member(body, "data")
    total, listed = replies.optional_count(data.get("total")), data.get("users")
    if total is None or not isinstance(listed, list) or len(listed) > FOLLOWERS_PAGE:
        raise replies.Malformed("users")
    users = [one.get("user_id") for one in listed if isinstance(one, dict)]
    return min(total, replies.MAX_NUMBER), [replies.identifier(one, "user_id") for one in users]


def read_follower(body: dict[str, Any]) -> tuple[str | None, bool | None]:
    """Return a follower's id in our app, if given, and whether they follow."""
    data = replies.member(body, "data")
    by_app = replies.optional_identifier(data.get("user_id_by_app"))
    return by_app, replies.optional_flag(data.get("user_is_follower"))


def read_quota(body: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the day's quota and how much is left."""
    data = replies.member(body, "data")
    found = (replies.optional_count(data.get(name)) for name in ("dailyQuota", "remainingQuota"))
    total, left = (one if one is None or one <= replies.MAX_NUMBER else None for one in found)
    return total, left
