"""Citizens: their consents, phones, sessions and requests, and what they are told."""

from citizens.models.access import AccessEntry
from citizens.models.channel_stop import ChannelStop
from citizens.models.citizen import Citizen
from citizens.models.consent import Consent, Purpose
from citizens.models.delivery import Delivery
from citizens.models.erasure import Erasure
from citizens.models.follow import Follow
from citizens.models.lookup_try import LookupTry
from citizens.models.notice import (
    Channel,
    Notice,
    NoticePreference,
    NoticeReading,
    NoticeTemplate,
    TemplateChannel,
)
from citizens.models.phone_change import PhoneChange
from citizens.models.request import PersonalRequest, PersonalRequestEvent
from citizens.models.session import EndedSession
from citizens.models.visit_day import VisitDay
from citizens.models.webhook_event import WebhookEvent

__all__ = [
    "AccessEntry",
    "Channel",
    "ChannelStop",
    "Citizen",
    "Consent",
    "Delivery",
    "EndedSession",
    "Erasure",
    "Follow",
    "LookupTry",
    "Notice",
    "NoticePreference",
    "NoticeReading",
    "NoticeTemplate",
    "PersonalRequest",
    "PersonalRequestEvent",
    "PhoneChange",
    "Purpose",
    "TemplateChannel",
    "VisitDay",
    "WebhookEvent",
]
