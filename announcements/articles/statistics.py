"""What Zalo counts of articles, kept by day; read every night.

Zalo tells totals. A day's row is what came between two readings whose middle lies in that day, of
nobody in particular: read at three at night, nearly all of it came the day before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from django.db import transaction
from django.utils import timezone

from announcements.articles import looking
from announcements.articles.worker import Clients
from announcements.models import Article, ArticleDay
from announcements.models.article import There
from foundation.records import counters
from foundation.records.one_by_one import OneByOne
from offices.working_time.calendar import ZONE
from official_accounts import calling, tokens
from official_accounts.models import Feature
from zalo_client.articles import ArticleDetail
from zalo_client.errors import ZaloError, ZaloUnavailable
from zalo_client.oa import OaClient

READ_FOR = timedelta(days=90)  # after it was shown; later hardly anybody opens it
log = structlog.get_logger("police_portal.announcements")


@dataclass
class Read:
    """How many articles were read, and how many not."""

    read: int = 0
    failed: int = 0


def count_all() -> Read:
    """Read the counts of every article shown lately, account by account. Raises RowsFailed."""
    now, done, clients = timezone.now(), Read(), Clients()
    accounts = OneByOne("articles_of_account_not_counted")
    rows = Article.objects.filter(there=There.SHOWN, shown_at__gt=now - READ_FOR)
    chosen = rows.select_related("account", "announcement").order_by("account", "pk")
    try:
        for account, articles in groupby(list(chosen), key=lambda one: one.account_id):
            with accounts.guard(account=account):
                _count_account(clients.of(account), list(articles), done)
    finally:
        clients.close()
    accounts.end()
    return done


def _count_account(client: OaClient, articles: Iterable[Article], done: Read) -> None:
    """Read the articles of one account; one that does not answer is left for tomorrow."""
    rows = list(articles)
    account = rows[0].account
    token = tokens.stored_token(account.oa_id)
    if not token or calling.is_stopped(account, Feature.ARTICLE_CHANGES):
        done.failed += len(rows)
        return
    for place, article in enumerate(rows):
        try:
            keep(article, looking.detail(client, token, article.zalo_id), timezone.now())
            done.read += 1
        except ZaloError as error:
            log.info("article_not_counted", article=article.pk, error=str(error))
            stands = calling.note_failure(account, Feature.ARTICLE_CHANGES, error)
            if stands or isinstance(error, ZaloUnavailable):
                done.failed += len(rows) - place
                return
            done.failed += 1


@transaction.atomic
def keep(article: Article, detail: ArticleDetail, now: datetime) -> None:
    """Write what came since the last time; a total that Zalo does not tell, or lowers, adds 0."""
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    views, shares = detail.views or 0, detail.shares or 0
    came = {"views": max(0, views - locked.views), "shares": max(0, shares - locked.shares)}
    values = {"views": max(views, locked.views), "shares": max(shares, locked.shares)}
    link = {"zalo_link": detail.link} if detail.link else {}
    Article.objects.filter(pk=locked.pk).update(**values, **link, counted_at=now)
    since = locked.counted_at or locked.shown_at or now
    middle = since + (now - since) / 2
    key = (article.announcement.office_id, middle.astimezone(ZONE).date(), locked.pk)
    counters.add(ArticleDay, ArticleDay.KEYS, {key: came})
