"""Learns who follows an account when it is connected: Zalo lists them, 50 at a call.

A bounded step: each run makes at most so many calls, and goes on where the last one ended. Zalo
lists no more than the first 10,000; the others are learnt from webhooks. People who never logged in
here are nobody we know, and nothing of them is stored.
"""

import structlog
from django.conf import settings
from django.utils import timezone

from citizens.following import follows
from citizens.following.follows import Seen
from citizens.models import Citizen, Follow
from official_accounts.calling import AccountCaller, FeatureStopped
from official_accounts.models import Feature, OfficialAccount
from official_accounts.tokens import NoToken
from zalo_client import oa_lists
from zalo_client.errors import PermanentForPerson, ZaloError
from zalo_client.graph import checked

log = structlog.get_logger("police_portal.official_accounts")

MOST_CALLS = 500  # of one account in one run; the page that reaches it is read to its end


def learn(caller: AccountCaller, most_calls: int = MOST_CALLS) -> int:
    """Go on with the list of an account; return how many citizens were learnt.

    What cannot be read now is tried in the next run, from the same place.
    """
    learnt, calls = 0, 0
    while caller.account.followers_offset is not None and calls < most_calls:
        try:
            asked, found = _page(caller)
        except (ZaloError, NoToken, FeatureStopped) as error:
            log.warning("followers_unread", account=caller.account.oa_id, error=str(error))
            break
        learnt += found
        calls += 1 + asked
    return learnt


def _page(caller: AccountCaller) -> tuple[int, int]:
    """Read a page; return how many people were asked for, and how many are citizens."""
    account = caller.account
    offset = account.followers_offset or 0
    body = caller.ask(Feature.FOLLOWERS, oa_lists.followers_request(offset))
    total, ids = checked(oa_lists.read_followers, body)
    rows = Follow.objects.filter(account=account, user_id__in=ids, is_follower=True)
    known = set(rows.values_list("user_id", flat=True))
    asked = [one for one in ids if one not in known]
    found = sum(_learn_one(caller, one) for one in asked)
    following = offset + len(ids)
    is_end = not ids or following >= total or following > oa_lists.LAST_FOLLOWERS_OFFSET
    account.followers, account.followers_offset = total, None if is_end else following
    OfficialAccount.objects.filter(pk=account.pk).update(
        followers=total, followers_offset=account.followers_offset
    )
    return len(asked), found


def _learn_one(caller: AccountCaller, user_id: str) -> bool:
    """Ask for one follower; return True if they are a citizen of ours."""
    try:
        body = caller.ask(Feature.FOLLOWERS, oa_lists.follower_request(user_id))
    except PermanentForPerson:  # gone since the list was read
        return False
    by_app, _follows = oa_lists.read_follower(body)
    if by_app is None:
        return False
    ours = Citizen.objects.active().filter(app_id=settings.ZALO_APP_ID.strip(), zalo_user_id=by_app)
    citizen = ours.first()
    if citizen is None:
        return False
    seen = Seen(user_id, timezone.now(), follows=True)
    follows.learn(citizen, caller.account, seen)
    return True


def waiting() -> list[OfficialAccount]:
    """Return the accounts whose followers are not all read."""
    rows = OfficialAccount.objects.in_use().filter(followers_offset__isnull=False)
    return list(rows.filter(token__isnull=False).order_by("connected_at"))
