"""Citizens, what they agreed to, how their phone changed, the sessions that they ended.

And what they are told.
"""

from citizens.models.access import AccessEntry
from citizens.models.citizen import Citizen
from citizens.models.consent import Consent, Purpose
from citizens.models.delivery import ChannelStop, Delivery, OaToken
from citizens.models.erasure import Erasure
from citizens.models.notice import (
    Channel,
    Notice,
    NoticeKind,
    NoticePreference,
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
    "Notice",
    "NoticeKind",
    "NoticePreference",
    "NoticeTemplate",
    "OaToken",
    "PersonalRequest",
    "PersonalRequestEvent",
    "PhoneChange",
    "Purpose",
    "TemplateChannel",
    "VisitDay",
    "WebhookEvent",
]
