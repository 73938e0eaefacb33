"""Articles of an Official Account and their broadcast, in the form of Zalo's API. Pure.

The API is v2.0 as of autumn 2026; gaps in its documents are read leniently. Creating an article is
asynchronous: `create` returns a ticket, `verify` the article's id once it is ready.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zalo_client import replies
from zalo_client.api_requests import ApiRequest

PAGE = 10  # Zalo's maximum
# Zalo is still processing an article.
STILL_PROCESSING = -214
MAX_TITLE, MAX_AUTHOR, MAX_DESCRIPTION = 150, 50, 300  # characters
MAX_ID, MAX_TICKET = 100, 1000
_BASE = "/v2.0/article"
_PRINTABLE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class ArticleContent:
    """The content of an article. `blocks` are paragraphs of plain text; `cover` is an address."""

    title: str
    author: str
    description: str
    cover: str
    blocks: Sequence[str]
    tracking_link: str

    def body(self, *, shown: bool) -> dict[str, Any]:
        """Return the article in Zalo's form; comments are off."""
        return {
            "type": "normal",
            "title": self.title[:MAX_TITLE],
            "author": self.author[:MAX_AUTHOR],
            "cover": {"cover_type": "photo", "photo_url": self.cover, "status": "show"},
            "description": self.description[:MAX_DESCRIPTION],
            "body": [{"type": "text", "content": block} for block in self.blocks],
            "related_medias": [],
            "tracking_link": self.tracking_link,
            "status": "show" if shown else "hide",
            "comment": "hide",
        }


@dataclass(frozen=True)
class ArticleDetail:
    """An article as stored by Zalo. Counts are None if Zalo omits them."""

    zalo_id: str
    tracking_link: str
    shown: bool
    link: str
    views: int | None
    shares: int | None


@dataclass(frozen=True)
class ListedArticle:
    """One line of the list; `tracking_link` is None if the list omits it."""

    zalo_id: str
    tracking_link: str | None


def create_request(content: ArticleContent) -> ApiRequest:
    """Return the call that creates an article, hidden: POST /v2.0/article/create."""
    return ApiRequest("article_create", "POST", f"{_BASE}/create", body=content.body(shown=False))


def verify_request(ticket: str) -> ApiRequest:
    """Return the call for the id of a new article: POST /v2.0/article/verify."""
    body = {"token": ticket}
    return ApiRequest("article_verify", "POST", f"{_BASE}/verify", body=body, idempotent=True)


def update_request(zalo_id: str, content: ArticleContent, *, shown: bool) -> ApiRequest:
    """Return the call that replaces an article, shows it or hides it; it may be repeated."""
    body = {"id": zalo_id, **content.body(shown=shown)}
    return ApiRequest("article_update", "POST", f"{_BASE}/update", body=body, idempotent=True)


def remove_request(zalo_id: str) -> ApiRequest:
    """Return the call that removes an article: POST /v2.0/article/remove."""
    return ApiRequest("article_remove", "POST", f"{_BASE}/remove", body={"id": zalo_id})


def slice_request(offset: int) -> ApiRequest:
    """Return the call for ten articles, the newest first: GET /v2.0/article/getslice."""
    query: dict[str, str | int] = {"offset": offset, "limit": PAGE, "type": "normal"}
    return ApiRequest("article_list", "GET", f"{_BASE}/getslice", query, idempotent=True)


def detail_request(zalo_id: str) -> ApiRequest:
    """Return the call for one article with its counts: GET /v2.0/article/getdetail."""
    query = {"id": zalo_id}
    return ApiRequest("article_detail", "GET", f"{_BASE}/getdetail", query, idempotent=True)


def broadcast_request(zalo_id: str) -> ApiRequest:
    """Return the call that sends an article to every follower: POST /v2.0/oa/message."""
    element = {"media_type": "article", "attachment_id": zalo_id}
    payload = {"template_type": "media", "elements": [element]}
    body: Mapping[str, Any] = {
        "recipient": {"target": {"gender": "0"}},  # of both sexes; ages and cities: all
        "message": {"attachment": {"type": "template", "payload": payload}},
    }
    return ApiRequest("broadcast", "POST", "/v2.0/oa/message", body=body)


def broadcast_quota_request() -> ApiRequest:
    """Return the call for the month's quota of broadcasts: GET /v2.0/oa/quota/message."""
    return ApiRequest("broadcast_quota", "GET", "/v2.0/oa/quota/message", idempotent=True)


def read_ticket(body: dict[str, Any]) -> str:
    """Return the ticket of a new article."""
    return _text(replies.member(body, "data"), "token", MAX_TICKET)


def read_id(body: dict[str, Any]) -> str:
    """Return the id of an article that is ready."""
    return _text(replies.member(body, "data"), "id")


def read_list(body: dict[str, Any]) -> list[ListedArticle]:
    """Return one page of the list: below `data` or `data.medias`."""
    data = body.get("data")
    listed = data.get("medias") if isinstance(data, dict) else data
    if not isinstance(listed, list) or len(listed) > PAGE:
        raise replies.Malformed("medias")
    found = [one for one in listed if isinstance(one, dict)]
    return [ListedArticle(_text(one, "id"), _optional(one, "tracking_link")) for one in found]


def read_detail(body: dict[str, Any]) -> ArticleDetail:
    """Return an article with its counts."""
    data = replies.member(body, "data")
    return ArticleDetail(
        _text(data, "id"),
        _optional(data, "tracking_link") or "",
        data.get("status") == "show",
        replies.optional_address(data.get("link_view")) or "",
        _count(data, "total_view"),
        _count(data, "total_share"),
    )


def read_message_id(body: dict[str, Any]) -> str:
    """Return the id of a broadcast, empty if Zalo omits it."""
    data = body.get("data")
    return (_optional(data, "message_id") or "")[:100] if isinstance(data, dict) else ""


def read_broadcasts_left(body: dict[str, Any]) -> int | None:
    """Return how many broadcasts are left this month, None if Zalo omits it."""
    data = body.get("data")
    return _count(data, "remain") if isinstance(data, dict) else None


def _text(data: Mapping[str, Any], name: str, longest: int = MAX_ID) -> str:
    text = _optional(data, name) or ""
    if len(text) > longest or not _PRINTABLE.fullmatch(text):
        raise replies.Malformed(name)
    return text


def _optional(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    return value if isinstance(value, str) else None


def _count(data: Mapping[str, Any], name: str) -> int | None:
    count = replies.optional_count(data.get(name))
    return None if count is None else min(count, replies.MAX_NUMBER)
