"""Notices of a citizen: what is exported and erased, and how long they are kept."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from citizens import access_log, webhooks
from citizens.models import Citizen, Delivery, Notice, NoticePreference, NoticeReading
from citizens.models.delivery import OPEN
from citizens.notices import addressees, inbox, outbox, unnaming
from citizens.notices.events import kinds
from citizens.privacy import personal_data_registry
from citizens.privacy.own_rows import OwnRows
from citizens.webhooks.verification import RECEIPTS
from foundation.api.moments import in_utc
from foundation.records import retention
from foundation.records.turns import take_turn

MINIMUM_DAYS = 30


def export(citizen: Citizen) -> dict[str, object]:
    """Return every notice with its deliveries, and the citizen's choices."""
    own = Notice.objects.filter(citizen=citizen).order_by("-pk")
    return {"notices": _exported(citizen, own), "outside": inbox.preferences(citizen)}


def export_confidential(citizen: Citizen) -> list[dict[str, object]]:
    """Return every confidential notice. Of messages outside nothing is kept once they left."""
    return _exported(citizen, Notice.objects.confidential_of(citizen).order_by("-pk"))


def _exported(citizen: Citizen, notices: QuerySet[Notice]) -> list[dict[str, object]]:
    rows = notices.prefetch_related("deliveries")
    return [
        {
            "title": notice.title,
            "text": notice.text,
            "link": notice.link,
            "created_at": _written(notice.created_at),
            "read_at": _written(notice.read_at),
            "deliveries": [_delivered(one) for one in notice.deliveries.all()],
        }
        for notice in inbox.Inbox(citizen).with_moments(rows)
    ]


def _delivered(one: Delivery) -> dict[str, object]:
    return {
        "channel": one.channel,
        "channel_name": one.get_channel_display(),
        "state": one.state,
        "state_name": one.get_state_display(),
        "at": _written(one.finished_at),
    }


def _written(moment: datetime | None) -> str | None:
    return in_utc(moment) if moment else None


def erase(citizen: Citizen) -> Iterable[personal_data_registry.Kept]:
    """Delete notices, their deliveries, what was read and the choices. Nothing is kept."""
    Notice.objects.filter(citizen=citizen).delete()
    NoticeReading.objects.filter(citizen=citizen).delete()
    NoticePreference.objects.filter(citizen=citizen).delete()
    return ()


def erase_confidential(citizen: Citizen) -> Iterable[personal_data_registry.Kept]:
    """Delete the confidential notices. Nothing is kept."""
    take_turn(addressees.turn_of(citizen.pk))  # what is queued now ends first, or finds nobody
    Notice.objects.confidential_of(citizen).delete()
    return ()


def expired_notices(moment: datetime) -> QuerySet[Notice]:
    """Return the notices from before `moment` without an open delivery; for retention."""
    on_its_way = Delivery.objects.filter(notice=OuterRef("pk"), state__in=OPEN)
    return Notice.objects.filter(~Exists(on_its_way), created_at__lt=moment).defer("recipient")


def _deliveries(citizen: Citizen) -> Iterable[int]:
    return Delivery.objects.filter(notice__citizen=citizen).values_list("pk", flat=True)


def _nothing() -> dict[str, object]:
    return {"notices": [], "outside": {kind.name: True for kind in kinds()}}


PART = personal_data_registry.PersonalData(
    "notices",
    "Thông báo đã gửi cho ông/bà",
    export,
    erase,
    rows=(inbox.OWN, OwnRows(NoticePreference)),
    nothing=_nothing,
)
# Officers read the record of an erasure; a count would say that somebody reported or rated.
CONFIDENTIAL_PART = personal_data_registry.PersonalData(
    "confidential_notices",
    "Thông báo về phản ánh, đánh giá của ông/bà",
    export_confidential,
    erase_confidential,
    confidential=True,
    rows=(inbox.CONFIDENTIAL,),
)
KIND = access_log.Kind("delivery", "Lượt gửi thông báo", _deliveries, (inbox.OWN,))
NOTICES = retention.RetentionClass(
    "notices",
    "Thông báo cho công dân và các lượt gửi",
    "Để công dân đọc lại, và để trả lời khiếu nại về việc có được báo hay không (NĐ 224/2026, "
    "Điều 15).",
    expired_notices,
    setting="NOTICE_DAYS",
    minimum_days=MINIMUM_DAYS,
)


def register() -> None:
    """Register export, erasure, retention and access log, and the handler of Zalo's receipts."""
    personal_data_registry.register(PART)
    personal_data_registry.register(CONFIDENTIAL_PART)
    retention.register(NOTICES, unnaming.NAMED)
    access_log.register(KIND)
    for name in RECEIPTS:
        webhooks.register_handler(name, outbox.mark_received)
