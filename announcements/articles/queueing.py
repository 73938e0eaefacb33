"""Rows of articles follow the moves of announcements, in the transaction of the move."""

import secrets

from django.db.models import F
from django.utils import timezone

from announcements.articles.choosing import accounts_for, becomes_article
from announcements.models import Announcement, AnnouncementEvent, Article, Broadcast
from announcements.models.article import There, Wanted
from announcements.models.broadcast import BroadcastState
from announcements.workflow import Move

CODE_BYTES = 12
_WANTED = {
    Move.PUBLISH: Wanted.SHOWN,
    Move.CORRECT: Wanted.SHOWN,
    # Its page stays under a banner; on the account it would look current.
    Move.EXPIRE: Wanted.HIDDEN,
    Move.WITHDRAW: Wanted.GONE,
    Move.REVOKE: Wanted.GONE,
    Move.ERASE: Wanted.GONE,
}
MOVES = tuple(_WANTED)
# What nobody has begun to send is off when people read something else.
_NOT_BEGUN = (BroadcastState.ASKED, BroadcastState.CONFIRMED)


def follow(announcement: Announcement, event: AnnouncementEvent) -> None:
    """Write what each account has to show after a move: a reaction to moves."""
    if not becomes_article(announcement):
        return
    wanted = _WANTED[Move(event.move)]
    _cancel_broadcasts(announcement)
    _want_again(announcement, wanted, event.version)
    if wanted == Wanted.SHOWN:
        have = Article.objects.filter(announcement=announcement).values("account")
        Article.objects.bulk_create(
            Article(
                announcement=announcement,
                account=account,
                version=event.version,
                code=secrets.token_hex(CODE_BYTES),
            )
            for account in accounts_for(announcement).exclude(pk__in=have)
        )


def _want_again(announcement: Announcement, wanted: Wanted, version: int) -> None:
    """Let the rows that are there want something else; what is gone stays gone."""
    rows = Article.objects.filter(announcement=announcement).exclude(
        there=There.GONE, wanted=Wanted.GONE
    )
    rows.update(
        wanted=wanted,
        version=version,
        revision=F("revision") + 1,
        attempts=0,
        next_try_at=timezone.now(),
        is_stuck=False,
    )


def _cancel_broadcasts(announcement: Announcement) -> None:
    rows = Broadcast.objects.filter(article__announcement=announcement, state__in=_NOT_BEGUN)
    rows.update(state=BroadcastState.CANCELLED, ended_at=timezone.now())
