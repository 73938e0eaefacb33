"""What comes next for an article: one call of Zalo, and what its end means for the row. Pure.

An article is made hidden, and shown only once its id stands in the row: whatever answer is lost,
only that one id is ever shown. What is uncertain is looked for before it is made again.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from announcements.articles import looking
from announcements.models import Article
from announcements.models.article import There, Wanted
from official_accounts.models import Feature
from zalo_client import articles as zalo
from zalo_client.articles import ArticleContent, ArticleDetail
from zalo_client.errors import ZaloError, ZaloUnavailable
from zalo_client.graph import checked
from zalo_client.oa import OaClient

# An article whose answer was lost may still be in the making, which Zalo gives no time for.
LOOK_UNTIL = timedelta(minutes=5)
LOOK_PAUSE = timedelta(seconds=30)
# Then a hidden double may still turn up.
DOUBLES_AFTER = timedelta(minutes=15)
Changes = Mapping[str, Any]


@dataclass(frozen=True)
class Pause:
    """Changes of the row, and the moment before which nothing more happens to it."""

    changes: Changes
    until: datetime


@dataclass(frozen=True)
class Step:
    """One call. `before` is written before it, what `done` returns after it.

    `call(client, token)` runs in a sender's thread and touches no database. `lost` is written if
    Zalo may have acted without our knowing, `untouched` if it surely did not.
    """

    name: str
    feature: Feature
    call: Callable[[OaClient, str], Any] = field(repr=False)
    done: Callable[[Any, datetime], Changes | Pause]
    before: Changes = field(default_factory=dict)
    lost: Changes = field(default_factory=dict)
    untouched: Changes = field(default_factory=dict)


def next_step(
    article: Article, content: ArticleContent | None, known: Collection[str], now: datetime
) -> Step | None:
    """Return what to do next, None if all is as it has to be.

    `content` is needed to make and to change an article; `known` are ids of others.
    """
    step = _towards(article, content, known, now)
    if step is None and article.look_again_at and article.look_again_at <= now:
        return _look_for_doubles(article, known)
    return step


def needs_content(article: Article) -> bool:
    """Return True if the next step hands the words over."""
    return article.there in (There.NOTHING, There.HIDDEN, There.SHOWN) and (
        article.wanted == Wanted.SHOWN
        or (article.wanted == Wanted.HIDDEN and article.there == There.SHOWN)
    )


def _towards(
    article: Article, content: ArticleContent | None, known: Collection[str], now: datetime
) -> Step | None:
    match article.there:
        case There.NOTHING | There.GONE:
            wanted = article.wanted == Wanted.SHOWN and article.there == There.NOTHING
            return _create(article, content, now) if wanted and content else None
        case There.CREATING:
            return _verify(article) if article.ticket else _look(article, known)
    if article.wanted == Wanted.GONE:
        return _remove(article)
    behind = article.there != article.wanted
    behind = behind or (article.wanted == Wanted.SHOWN and article.version_there != article.version)
    return _update(article, content) if behind and content else None


def _create(article: Article, content: ArticleContent, now: datetime) -> Step:
    def call(client: OaClient, token: str) -> str:
        return checked(zalo.read_ticket, client.ask(token, zalo.create_request(content)))

    return Step(
        "create",
        Feature.ARTICLES,
        call,
        lambda ticket, _now: {"ticket": ticket},
        before={
            "there": There.CREATING, "ticket": "", "called_at": now,
            "version_there": article.version,
        },
        lost={"look_again_at": now + DOUBLES_AFTER},
        untouched={"there": There.NOTHING, "version_there": 0},
    )  # fmt: skip


def _verify(article: Article) -> Step:
    def call(client: OaClient, token: str) -> str:
        return checked(zalo.read_id, client.ask(token, zalo.verify_request(article.ticket)))

    def done(zalo_id: str, _now: datetime) -> Changes:
        return {"there": There.HIDDEN, "zalo_id": zalo_id, "ticket": ""}

    return Step("verify", Feature.ARTICLE_CHANGES, call, done)


def _look(article: Article, known: Collection[str]) -> Step:
    """Look for an article whose making was called for, and whose answer nobody got."""

    def done(found: list[ArticleDetail], now: datetime) -> Changes | Pause:
        if found:
            kept = min(found, key=lambda one: (not one.shown, one.zalo_id))
            there = There.SHOWN if kept.shown else There.HIDDEN
            again = now if len(found) > 1 else now + DOUBLES_AFTER
            return {
                "there": there, "zalo_id": kept.zalo_id, "version_there": 0,
                "look_again_at": again,
            }  # fmt: skip
        if article.called_at and now - article.called_at < LOOK_UNTIL:
            return Pause({}, now + LOOK_PAUSE)
        return {
            "there": There.NOTHING, "version_there": 0, "look_again_at": now + DOUBLES_AFTER
        }  # fmt: skip

    call = partial(_find, code=article.code, known=known)
    return Step("look", Feature.ARTICLE_CHANGES, call, done)


def _find(client: OaClient, token: str, code: str, known: Collection[str]) -> list[ArticleDetail]:
    return looking.find(client, token, code, known)


def _update(article: Article, content: ArticleContent) -> Step:
    shown, version = article.wanted == Wanted.SHOWN, article.version

    def call(client: OaClient, token: str) -> None:
        client.ask(token, zalo.update_request(article.zalo_id, content, shown=shown))

    def done(_answer: None, now: datetime) -> Changes:
        first = {"shown_at": now} if shown and not article.shown_at else {}
        there = There.SHOWN if shown else There.HIDDEN
        return {"there": there, "version_there": version, **first}

    return Step("update", Feature.ARTICLE_CHANGES, call, done)


def _remove(article: Article) -> Step:
    def call(client: OaClient, token: str) -> None:
        looking.remove(client, token, article.zalo_id)

    return Step(
        "remove", Feature.ARTICLE_CHANGES, call, lambda _answer, _now: {"there": There.GONE}
    )


def _look_for_doubles(article: Article, known: Collection[str]) -> Step:
    """Remove every article with our link but the one in the row; such doubles are hidden."""
    kept = {*known, article.zalo_id} - {""}

    def call(client: OaClient, token: str) -> None:
        for one in looking.find(client, token, article.code, kept):
            looking.remove(client, token, one.zalo_id)

    return Step(
        "doubles", Feature.ARTICLE_CHANGES, call, lambda _answer, _now: {"look_again_at": None}
    )


def changes_after(step: Step, error: BaseException) -> Changes:
    """Return what a failed call leaves in the row."""
    if isinstance(error, ZaloUnavailable) and error.maybe_done:
        return step.lost
    return step.untouched if isinstance(error, ZaloError) else step.lost
