"""What sending one delivery needs, read at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from citizens.models import (
    Channel,
    Citizen,
    Consent,
    Delivery,
    Follow,
    Notice,
    NoticePreference,
    Purpose,
)
from citizens.models.delivery import State
from citizens.notices import oa_replies
from citizens.notices.channels import CONSULTATION_WINDOW, Chat, Recipient
from citizens.notices.events import may_arrive_silently
from citizens.notices.oa_replies import Reply
from foundation.work.claims import Claim
from official_accounts.accounts import province_id
from official_accounts.models import OfficialAccount
from zalo_client.oa import MAX_TEXT_LENGTH


@dataclass(frozen=True)
class Task:
    """A claimed delivery with everything that sending needs.

    `tried` names the channels that failed for this notice. `attempts` counts the attempts before
    this one. `reply` holds the words that answer what the person wrote to the Official Account.
    """

    claim: Claim
    notice: Notice
    recipient: Recipient
    tried: tuple[str, ...]
    tracking_id: str
    attempts: int
    uncertain: bool
    created_at: datetime
    values: dict[str, str] = field(repr=False)
    reply: Reply = field(default=Reply(), repr=False)

    @property
    def plain_text(self) -> str:
        """The notice as one text message, or the reply that replaces it."""
        return (self.reply.text or f"{self.notice.title}\n{self.notice.text}")[:MAX_TEXT_LENGTH]


def load_task(held: Claim) -> Task | None:
    """Return what is to be sent, with citizen, consent and choices as they are now.

    Returns None if the claim does not hold any more.
    """
    row: Delivery | None = held.row().select_related("notice").first()
    if row is None:
        return None
    reply = oa_replies.reply_to(row.notice)
    return Task(
        claim=held,
        notice=row.notice,
        recipient=_recipient(row.notice, reply),
        tried=tuple(filter(None, row.tried.split(","))),
        tracking_id=row.tracking_id,
        attempts=row.attempts,
        uncertain=row.uncertain,
        created_at=row.created_at,
        values=row.notice.values,
        reply=reply,
    )


def _person(notice: Notice) -> Any:  # a Citizen with two more columns
    newest = Consent.objects.filter(citizen=OuterRef("pk"), purpose=Purpose.NOTICES).order_by("-pk")
    muted = NoticePreference.objects.filter(citizen=OuterRef("pk"), kind=notice.kind, outside=False)
    return (
        Citizen.objects.filter(pk=notice.person)
        .annotate(agrees=Subquery(newest.values("granted")[:1]), muted=Exists(muted))
        .first()
    )


def _recipient(notice: Notice, reply: Reply) -> Recipient:
    citizen = _person(notice)
    if citizen is None:
        return Recipient(erased=True)
    follows = {row.account.oa_id: row for row in citizen.follows.select_related("account")}
    at_province = follows.get(province_id(), Follow())
    return Recipient(
        phone=citizen.phone,
        oa_user_id=at_province.user_id,
        app_user_id=citizen.zalo_user_id or "",
        unfollowed=at_province.unfollowed,
        last_message_at=at_province.last_interaction_at,
        notified_at=_last_notification_at(citizen) if settings.NOTICES_MINIAPP else None,
        erased=citizen.erased_at is not None,
        chat=choose_chat(follows, reply, notice.office_id, timezone.now()),
        consents=bool(citizen.agrees),
        muted=citizen.muted,
        awaits_reply=bool(reply),
        silent_at_night=may_arrive_silently(notice.event),
    )


def choose_chat(
    follows: Mapping[str, Follow], reply: Reply, office: str | None, now: datetime
) -> Chat | None:
    """Return the office's own account that writes to the person, None for the province's.

    A reply goes back from the account that was written to, while its window is open. Everything
    else comes from the account of the office concerned if the person spoke to it lately, and
    otherwise from the province's. Pure.
    """
    open_ones = {oa_id: row for oa_id, row in follows.items() if _is_open(row, now)}
    written_to = reply.oa_id or province_id()
    if reply and written_to in open_ones:
        return _chat(written_to, open_ones)
    owned = (
        oa_id for oa_id, row in open_ones.items() if office and row.account.office_id == office
    )
    return _chat(next(owned, ""), open_ones)


def _is_open(follow: Follow, now: datetime) -> bool:
    last = follow.last_interaction_at
    usable = follow.account.state == OfficialAccount.State.CONNECTED
    return usable and last is not None and now - last < CONSULTATION_WINDOW


def _chat(oa_id: str, open_ones: Mapping[str, Follow]) -> Chat | None:
    if not oa_id or oa_id == province_id():
        return None
    return Chat(oa_id, open_ones[oa_id].user_id)


def _last_notification_at(citizen: Citizen) -> datetime | None:
    """Return when the citizen last got a Mini App notification. Zalo allows one a day.

    Of confidential ones nothing is kept: after one of these, Zalo itself refuses a second.
    """
    sent = Delivery.objects.filter(
        notice__citizen=citizen,
        channel=Channel.NOTIFICATION,
        state__in=(State.SENT, State.DELIVERED),
    )
    return sent.order_by("-pk").values_list("finished_at", flat=True).first()
