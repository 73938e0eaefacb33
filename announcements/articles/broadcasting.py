"""Broadcasts: one person asks, another confirms, and then it goes out once or never.

What officers do; `broadcast_outbox` sends.
"""

import structlog
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from announcements import rights
from announcements.actions.moving import flow
from announcements.models import Announcement, Article, Broadcast
from announcements.models.article import There, Wanted
from announcements.models.broadcast import HOLDING, BroadcastState
from announcements.workflow import LISTED
from officers.second_person.persons import is_one_of
from offices.rights import reaches, within_reach
from zalo_client.quiet_hours import allowed_from

log = structlog.get_logger("police_portal.announcements")


# --- officers ------------------------------------------------------------------------------------


def may_ask(announcement: Announcement, officer: User) -> bool:
    """Return True if the officer writes or approves announcements of this office."""
    allowed = officer.has_perm(rights.EDIT) or rights.may_approve_kind(officer, announcement.kind)
    return allowed and rights.is_visible(announcement, officer)


def may_confirm(announcement: Announcement, officer: User) -> bool:
    """Return True if the officer approves announcements of this kind and office."""
    allowed = rights.may_approve_kind(officer, announcement.kind)
    return allowed and rights.is_visible(announcement, officer)


def confirmable(announcement: Announcement, officer: User) -> QuerySet[Broadcast]:
    """Return what another person asked to send, on accounts of the officer's offices."""
    asked = Broadcast.objects.filter(article__announcement=announcement, state=BroadcastState.ASKED)
    if not may_confirm(announcement, officer):
        return asked.none()
    own = {key for key in asked.values_list("asked_by", flat=True) if is_one_of(officer, [key])}
    foreign = asked.exclude(asked_by__in=own).select_related("article__account")
    return within_reach(foreign, officer, "article__account__office")


@transaction.atomic
def ask(article: Article, officer: User) -> Broadcast:
    """Ask that an article is sent to every follower of its account.

    Raises PermissionDenied; Problem `announcement_refused` unless it is shown as it has to be, and
    if it was sent or asked for before.
    """
    locked = _lock(article)
    if not may_ask(locked.announcement, officer):
        raise PermissionDenied
    _refuse_unless_shown(locked)
    if Broadcast.objects.filter(article=locked, state__in=HOLDING).exists():
        flow.refuse("Bài này đã được gửi, hoặc đang chờ gửi. Mỗi bài chỉ gửi một lần.")
    made: Broadcast = Broadcast.objects.create(
        article=locked, version=locked.version, asked_by=officer
    )
    log.info("broadcast_asked", broadcast=made.pk)
    return made


@transaction.atomic
def confirm(broadcast: Broadcast, officer: User) -> Broadcast:
    """Confirm what another person asked for; it cannot be recalled.

    Whoever confirms reaches the account: an approver of one office does not send to everybody who
    follows the province's. Raises PermissionDenied, Problem `announcement_refused`.
    """
    article, locked = lock_both(broadcast)
    if not may_confirm(article.announcement, officer):
        raise PermissionDenied
    if locked.state != BroadcastState.ASKED:
        flow.refuse("Lượt gửi này không còn chờ xác nhận. Đồng chí hãy xem lại.")
    if is_one_of(officer, [locked.asked_by_id]):
        flow.refuse("Người yêu cầu gửi không tự xác nhận được: cần một người khác.")
    if not reaches(officer, article.account.office_id):
        flow.refuse("Bài này gửi cho người quan tâm tài khoản của đơn vị khác: cấp trên xác nhận.")
    _refuse_unless_shown(article)
    if locked.version != article.version:
        flow.refuse("Bản tin đã được đính chính sau khi yêu cầu gửi. Đồng chí hãy yêu cầu lại.")
    now = timezone.now()
    locked.state, locked.confirmed_by, locked.confirmed_at = "confirmed", officer, now
    locked.next_try_at = allowed_from(now)
    locked.save(update_fields=["state", "confirmed_by", "confirmed_at", "next_try_at"])
    log.info("broadcast_confirmed", broadcast=locked.pk)
    return locked


@transaction.atomic
def cancel(broadcast: Broadcast, officer: User) -> Broadcast:
    """Cancel what is not yet being sent. Raises PermissionDenied, Problem."""
    article, locked = lock_both(broadcast)
    if not may_ask(article.announcement, officer):
        raise PermissionDenied
    if locked.state not in (BroadcastState.ASKED, BroadcastState.CONFIRMED):
        flow.refuse("Lượt gửi này không huỷ được nữa.")
    locked.state, locked.ended_at = BroadcastState.CANCELLED, timezone.now()
    locked.save(update_fields=["state", "ended_at"])
    return locked


def _lock(article: Article) -> Article:
    rows = Article.objects.select_for_update(of=("self",))
    locked: Article = rows.select_related("announcement__office", "account").get(pk=article.pk)
    return locked


def lock_both(broadcast: Broadcast) -> tuple[Article, Broadcast]:
    """Lock a broadcast after its article, and return both as they are now."""
    article = _lock(broadcast.article)
    return article, Broadcast.objects.select_for_update().get(pk=broadcast.pk)


def _refuse_unless_shown(article: Article) -> None:
    if not is_shown(article):
        flow.refuse("Chỉ gửi được bài đang hiện đúng bản mới nhất trên tài khoản.")


def is_shown(article: Article) -> bool:
    """Return True if citizens see the newest version on the account, and nothing is under way."""
    return (
        article.there == There.SHOWN
        and article.wanted == Wanted.SHOWN
        and article.version_there == article.version
        and article.settled == article.revision
        and article.announcement.state in LISTED
    )
