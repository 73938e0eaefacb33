"""What sending one delivery needs, read at the moment of sending."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from citizens.models import Channel, Citizen, Consent, Delivery, Notice, NoticePreference, Purpose
from citizens.models.delivery import State
from citizens.notices import oa_replies
from citizens.notices.channels import Recipient
from citizens.notices.events import may_arrive_silently
from foundation.zalo.oa import MAX_TEXT_LENGTH


@dataclass(frozen=True)
class Claim:
    """A worker's hold on a delivery until `lease_until`."""

    pk: int
    worker: str
    lease_until: datetime

    def row(self) -> QuerySet[Delivery]:
        """Return the delivery while this claim holds, otherwise nothing."""
        return Delivery.objects.filter(
            pk=self.pk, state=State.CLAIMED, claimed_by=self.worker, lease_until=self.lease_until
        )


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
    reply: str = field(default="", repr=False)

    @property
    def plain_text(self) -> str:
        """The notice as one text message, or the reply that replaces it."""
        return (self.reply or f"{self.notice.title}\n{self.notice.text}")[:MAX_TEXT_LENGTH]


def load_task(held: Claim) -> Task | None:
    """Return what is to be sent, with citizen, consent and choices as they are now.

    Returns None if the claim does not hold any more.
    """
    row = _claimed_row(held)
    if row is None:
        return None
    reply = oa_replies.reply_to(row.notice)
    return Task(
        claim=held,
        notice=row.notice,
        recipient=_recipient(
            row.notice.citizen,
            consents=bool(row.consents),
            muted=row.muted,
            awaits_reply=bool(reply),
            silent_at_night=may_arrive_silently(row.notice.event),
        ),
        tried=tuple(filter(None, row.tried.split(","))),
        tracking_id=row.tracking_id,
        attempts=row.attempts,
        uncertain=row.uncertain,
        created_at=row.created_at,
        values=row.notice.values,
        reply=reply,
    )


def _claimed_row(held: Claim) -> Any:  # a Delivery with two more columns
    newest = Consent.objects.filter(
        citizen=OuterRef("notice__citizen"), purpose=Purpose.NOTICES
    ).order_by("-pk")
    muted = NoticePreference.objects.filter(
        citizen=OuterRef("notice__citizen"), kind=OuterRef("notice__kind"), outside=False
    )
    return (
        held.row()
        .select_related("notice__citizen")
        .annotate(consents=Subquery(newest.values("granted")[:1]), muted=Exists(muted))
        .first()
    )


def _recipient(citizen: Citizen, **notice: bool) -> Recipient:
    """Return the person; `notice` says what is so of this notice."""
    return Recipient(
        phone=citizen.phone,
        oa_user_id=citizen.oa_user_id,
        app_user_id=citizen.zalo_user_id or "",
        unfollowed=citizen.follow_changed_at is not None and not citizen.is_follower,
        last_message_at=citizen.last_oa_message_at,
        notified_at=_last_notification_at(citizen) if settings.NOTICES_MINIAPP else None,
        erased=citizen.erased_at is not None,
        **notice,
    )


def _last_notification_at(citizen: Citizen) -> datetime | None:
    """Return when the citizen last got a Mini App notification. Zalo allows one a day."""
    sent = Delivery.objects.filter(
        notice__citizen=citizen,
        channel=Channel.NOTIFICATION,
        state__in=(State.SENT, State.DELIVERED),
    )
    return sent.order_by("-pk").values_list("finished_at", flat=True).first()
