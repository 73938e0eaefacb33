"""Finds an article of ours in an account's list by its tracking link. Touches no database.

The list tells no tracking link, so that each article that we do not know has to be opened. It lists
the newest first, and what is looked for was made lately: so the look ends after MOST of them.
"""

from collections.abc import Collection, Iterator

from announcements.articles.addresses import is_link_of
from zalo_client import articles as zalo
from zalo_client.articles import PAGE, ArticleDetail
from zalo_client.errors import (
    ChannelStopped,
    QuotaExhausted,
    Reason,
    ZaloError,
    ZaloUnavailable,
)
from zalo_client.graph import checked
from zalo_client.oa import OaClient

MOST = 200


def find(client: OaClient, token: str, code: str, known: Collection[str]) -> list[ArticleDetail]:
    """Return every article with the code; `known` are ids of others. Raises ZaloError."""
    return [
        one
        for zalo_id in _unknown(client, token, known)
        if (one := _opened(client, token, zalo_id)) and is_link_of(one.tracking_link, code)
    ]


def _unknown(client: OaClient, token: str, known: Collection[str]) -> Iterator[str]:
    seen = set(known)  # a new article moves the others to the next page
    for offset in range(0, MOST, PAGE):
        page = checked(zalo.read_list, client.ask(token, zalo.slice_request(offset)))
        for one in page:
            if one.zalo_id not in seen:
                seen.add(one.zalo_id)
                yield one.zalo_id
        if len(page) < PAGE:
            return


def _opened(client: OaClient, token: str, zalo_id: str) -> ArticleDetail | None:
    """Return an article; None for one that is gone meanwhile, and for one too large to be ours."""
    try:
        return detail(client, token, zalo_id)
    except ZaloUnavailable as error:
        if error.reason is not Reason.TOO_LARGE:
            raise
    except ZaloError as error:
        if not is_refusal(error):
            raise
    return None


def detail(client: OaClient, token: str, zalo_id: str) -> ArticleDetail:
    """Return one article with its counts."""
    return checked(zalo.read_detail, client.ask(token, zalo.detail_request(zalo_id)))


def remove(client: OaClient, token: str, zalo_id: str) -> None:
    """Remove an article; it is no error if there is none any more."""
    try:
        client.ask(token, zalo.remove_request(zalo_id))
    except ZaloError as error:
        if not is_refusal(error) or _is_there(client, token, zalo_id):
            raise


def _is_there(client: OaClient, token: str, zalo_id: str) -> bool:
    """Return False if Zalo refuses to tell of the article, too; its number for it is unknown."""
    try:
        detail(client, token, zalo_id)
    except ZaloError as error:
        if is_refusal(error):
            return False
        raise
    return True


def is_refusal(error: ZaloError) -> bool:
    """Return True if Zalo stated a number about this very article: asking again changes nothing."""
    return (
        error.number is not None
        and not error.retryable
        and not isinstance(error, ChannelStopped | QuotaExhausted)
    )
