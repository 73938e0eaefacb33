"""Answers about articles and broadcasts of an Official Account.

Making an article takes `World.article_seconds`; its list does not tell tracking links (U). What
went wrong for good is counted where tests and benches look: `World.shown` holds each time that an
article began to be shown, `World.broadcasts` each broadcast that was taken.
"""

import json
import secrets
from dataclasses import dataclass, field

from zalo_client.simulator.official_account import (
    OPENAPI_PROOF,
    is_night,
    old_text,
    refused,
)
from zalo_client.simulator.social import failure, success
from zalo_client.simulator.world import World

PROCESSING, NO_ARTICLES_LEFT, BAD, UNKNOWN_ARTICLE = -214, -223, -201, -215
BROADCAST_NIGHT, NO_BROADCASTS_LEFT = -234, -211
MODERATION_SECONDS = 1800
LONGEST = {"title": 150, "author": 50, "description": 300}


@dataclass
class Article:
    """An article of an account; it has an id for others once it is ready."""

    id: str
    oa_id: str
    ticket: str
    content: dict
    ready_at: float
    removed: bool = False
    views: int = 0
    shares: int = 0

    @property
    def shown(self) -> bool:
        return not self.removed and self.content["status"] == "show"

    @property
    def tracking_link(self) -> str:
        return self.content["tracking_link"]


@dataclass
class Sent:
    """A broadcast that was taken; people get it after moderation."""

    oa_id: str
    article: Article
    at: float
    message_id: str
    rejected: bool = False

    def state(self, now: float) -> str:
        """Return how it stands: moderating, sent or rejected."""
        if now < self.at + MODERATION_SECONDS:
            return "moderating"
        return "rejected" if self.rejected else "sent"


@dataclass
class Desk:
    """Everything about articles in one world."""

    all: list[Article] = field(default_factory=list)
    shown: list[Article] = field(default_factory=list)  # one entry each time
    broadcasts: list[Sent] = field(default_factory=list)
    seconds: float = 0.0  # of processing
    left: dict[str, int] = field(default_factory=dict)  # new articles, by account
    broadcasts_left: dict[str, int] = field(default_factory=dict)
    rejects: bool = False  # what moderation does

    def ready(self, oa_id: str, now: float) -> list[Article]:
        """Return the articles of an account that are there, the newest first."""
        mine = [one for one in self.all if one.oa_id == oa_id and not one.removed]
        return [one for one in reversed(mine) if one.ready_at <= now]


def desk_of(world: World) -> Desk:
    """Return what a world knows of articles."""
    return world.__dict__.setdefault("desk", Desk())


def of_account(work):
    """Return an operation that is refused without a good token; `work` gets the account."""

    def operation(world: World, headers, query, body):
        number = refused(world, headers, OPENAPI_PROOF)
        if number:
            return failure(number)
        given = json.loads(body) if body else {name: value[0] for name, value in query.items()}
        return work(world, desk_of(world), world.owner_of(headers["access_token"]), given)

    return operation


def is_wrong(content) -> bool:
    """Return True if Zalo would not take this article."""
    too_long = any(len(content.get(name, "")) > most for name, most in LONGEST.items())
    cover = content.get("cover", {}).get("photo_url", "")
    return (
        too_long
        or not content.get("title")
        or not cover.startswith("https://")
        or not content.get("body")
        or content.get("comment") != "hide"
    )


@of_account
def create(world: World, desk: Desk, oa_id, content):
    """POST /v2.0/article/create: a ticket; the article is there later."""
    if desk.left.get(oa_id, 1) <= 0:
        return failure(NO_ARTICLES_LEFT)
    if is_wrong(content):
        return failure(BAD)
    if oa_id in desk.left:
        desk.left[oa_id] -= 1
    number = f"{len(desk.all) + 1:06}"
    made = Article(
        f"bai-{number}-{secrets.token_hex(4)}",
        oa_id,
        f"phieu-{secrets.token_urlsafe(24)}",
        content,
        world.now() + desk.seconds,
    )
    desk.all.append(made)
    if made.shown:
        desk.shown.append(made)
    return success(data={"token": made.ticket})


@of_account
def verify(world: World, desk: Desk, oa_id, given):
    """POST /v2.0/article/verify: the id, or -214 while it is processed."""
    mine = [one for one in desk.all if one.ticket == given["token"] and one.oa_id == oa_id]
    if not mine:
        return failure(BAD)
    if mine[0].ready_at > world.now():
        return failure(PROCESSING)
    return success(data={"id": mine[0].id})


def found(world: World, desk: Desk, oa_id, given) -> Article | None:
    return next((one for one in desk.ready(oa_id, world.now()) if one.id == given["id"]), None)


@of_account
def update(world: World, desk: Desk, oa_id, given):
    """POST /v2.0/article/update: everything of the article anew."""
    article = found(world, desk, oa_id, given)
    if article is None:
        return failure(UNKNOWN_ARTICLE)
    if is_wrong(given):
        return failure(BAD)
    was_shown = article.shown
    article.content = {name: value for name, value in given.items() if name != "id"}
    if article.shown and not was_shown:
        desk.shown.append(article)
    return success(data={"token": article.ticket})


@of_account
def remove(world: World, desk: Desk, oa_id, given):
    """POST /v2.0/article/remove."""
    article = found(world, desk, oa_id, given)
    if article is None:
        return failure(UNKNOWN_ARTICLE)
    article.removed = True
    return success(data={"message": "Success"})


@of_account
def listed(world: World, desk: Desk, oa_id, given):
    """GET /v2.0/article/getslice: at most ten."""
    offset, limit = int(given["offset"]), int(given["limit"])
    if limit > 10:
        return failure(BAD)
    ready = desk.ready(oa_id, world.now())
    page = [
        {"id": one.id, "type": "normal", "title": one.content["title"]}
        | {"status": one.content["status"], "total_view": one.views}
        for one in ready[offset : offset + limit]
    ]
    return success(data={"medias": page, "total": len(ready)})


@of_account
def detail(world: World, desk: Desk, oa_id, given):
    """GET /v2.0/article/getdetail: the article with its counts."""
    article = found(world, desk, oa_id, given)
    if article is None:
        return failure(UNKNOWN_ARTICLE)
    counts = {"total_view": article.views, "total_share": article.shares}
    link = {"link_view": f"https://officialaccount.me/d?id={article.id}"}
    return success(data={"id": article.id, **article.content, **counts, **link})


def message(world: World, headers, query, body):
    """POST /v2.0/oa/message: a text to one person, or an article to all followers."""
    if b'"target"' in body:
        return broadcast(world, headers, query, body)
    return old_text(world, headers, query, body)


@of_account
def broadcast(world: World, desk: Desk, oa_id, given):
    """Take a broadcast by day, while the month's quota lasts; moderation comes later."""
    elements = given["message"]["attachment"]["payload"]["elements"]
    article = found(world, desk, oa_id, {"id": elements[0]["attachment_id"]})
    if is_night(world):
        return failure(BROADCAST_NIGHT)
    if desk.broadcasts_left.get(oa_id, 40) <= 0:
        return failure(NO_BROADCASTS_LEFT)
    if article is None or not article.shown:
        return failure(BAD)
    desk.broadcasts_left[oa_id] = desk.broadcasts_left.get(oa_id, 40) - 1
    message_id = f"bc{len(desk.broadcasts) + 1:06}"
    desk.broadcasts.append(Sent(oa_id, article, world.now(), message_id, desk.rejects))
    return success(data={"message_id": message_id})


@of_account
def broadcast_quota(world: World, desk: Desk, oa_id, _given):
    """GET /v2.0/oa/quota/message: of the month."""
    return success(data={"total": 40, "remain": desk.broadcasts_left.get(oa_id, 40)})
