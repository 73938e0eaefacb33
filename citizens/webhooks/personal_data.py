"""Zalo's events of a citizen: what is exported and erased, and how long they are kept."""

from collections.abc import Iterable

from citizens.models import Citizen, WebhookEvent
from citizens.privacy import personal_data_registry
from citizens.privacy.own_rows import OwnRows
from citizens.webhooks import actions
from foundation.api.moments import in_utc
from foundation.records import retention

# Far longer than ZALO_WEBHOOK_HOURS may be, so that a repeated or replayed event is always
# recognised.
MINIMUM_DAYS = 7


def _export(citizen: Citizen) -> object:
    return [
        {
            "source": event.source,
            "source_name": event.get_source_display(),
            "kind": event.kind,
            "sent_at": in_utc(event.sent_at),
        }
        for event in citizen.webhook_events.order_by("pk")
    ]


def _erase(citizen: Citizen) -> Iterable[personal_data_registry.Kept]:
    actions.forget_person(citizen)
    return ()


PART = personal_data_registry.PersonalData(
    "zalo_events", "Sự kiện từ Zalo", _export, _erase, rows=(OwnRows(WebhookEvent),)
)
EVENTS = retention.RetentionClass(
    "webhook_events",
    "Sự kiện từ Zalo",
    "Để không xử lý hai lần một sự kiện Zalo gửi lại; nội dung đã xoá ngay khi xử lý xong.",
    actions.events_before,
    setting="WEBHOOK_EVENT_DAYS",
    minimum_days=MINIMUM_DAYS,
)


def register() -> None:
    """Register export, erasure and retention."""
    personal_data_registry.register(PART)
    retention.register(EVENTS)
