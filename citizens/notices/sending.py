"""One call to Zalo that sends a notice. Runs in a sender's thread and touches no database.

Values are held against the limits of Zalo's template first, which are read once an hour. If they
cannot be read, the message goes out unchecked: Zalo refuses a wrong value itself, and that fails
this one message only.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from django.conf import settings

from citizens.models import Channel, TemplateChannel
from citizens.notices.placeholders import parameters_of
from citizens.notices.tasks import Task
from zalo_client import templates
from zalo_client.errors import (
    MessageRefused,
    PermanentForPerson,
    Reason,
    TokenExpired,
    ZaloError,
)
from zalo_client.oa import OaClient
from zalo_client.oa_answers import Receipt
from zalo_client.templates import Template

log = structlog.get_logger("police_portal.notices")

LIMITS_SECONDS = 3600.0
UNREADABLE_SECONDS = 600.0  # before limits that could not be read are asked for again
BY_TEMPLATE = frozenset({Channel.PHONE, Channel.USER})


@dataclass(frozen=True)
class _Known:
    """What is known of a template, None if Zalo did not say, and until when it counts."""

    template: Template | None
    until: float


class TemplateLimits:
    """The limits of Zalo's templates, read when they are first needed. Threads may share it."""

    def __init__(self, client: OaClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {
            templates.NOTIFICATION_TEMPLATE_ID: _Known(
                templates.NOTIFICATION_TEMPLATE, float("inf")
            )
        }

    def check(self, route: TemplateChannel, token: str, data: Mapping[str, str]) -> None:
        """Raise MessageRefused if the template does not take these values."""
        template = self._template(route, token)
        faults = template.faults(data) if template else {}
        if faults:  # names and lengths, never a value
            log.error("notice_values_unfit", template=route.zalo_template_id, faults=faults)
            raise MessageRefused(Reason.MESSAGE)

    def _template(self, route: TemplateChannel, token: str) -> Template | None:
        template_id = route.zalo_template_id
        with self._lock:
            known = self._known.get(template_id)
        if known is not None and self._clock() < known.until:
            return known.template
        if route.channel not in BY_TEMPLATE:
            return None
        known = self._ask(token, template_id)
        with self._lock:
            self._known[template_id] = known
        return known.template

    def _ask(self, token: str, template_id: str) -> _Known:
        try:
            template = self._client.template(token, template_id)
        except TokenExpired:  # the worker renews it, and then asks again
            raise
        except ZaloError:  # noted by the client; sending meets the same fault if it matters
            return _Known(None, self._clock() + UNREADABLE_SECONDS)
        return _Known(template, self._clock() + LIMITS_SECONDS)


class Sender:
    """Sends notices by one client. Threads may share it."""

    def __init__(self, client: OaClient) -> None:
        self._client = client
        self._limits = TemplateLimits(client)

    def send(self, task: Task, route: TemplateChannel, token: str) -> Receipt:
        """Send a notice on one channel and return Zalo's receipt. Raises ZaloError."""
        if route.channel == Channel.TEXT:
            return self._send_text(task, token)
        person = task.recipient
        data = parameters_of(route, task.values)
        self._limits.check(route, token, data)
        match route.channel:
            case Channel.PHONE:
                return self._client.send_template_to_phone(
                    token, person.phone, route.zalo_template_id, data, task.tracking_id
                )
            case Channel.USER:
                return self._client.send_template_to_user(
                    token, person.oa_user_id, route.zalo_template_id, data
                )
        return self._client.notify(
            settings.ZALO_MINI_APP_ID.strip(), person.app_user_id, route.zalo_template_id, data
        )

    def _send_text(self, task: Task, token: str) -> Receipt:
        person = task.recipient
        user_id = person.chat.user_id if person.chat else person.oa_user_id
        if settings.NOTICES_ASK_FREE_REPLIES and self._would_cost(user_id, token):
            raise PermanentForPerson(Reason.WINDOW)
        return self._client.send_text(token, user_id, task.plain_text)

    def _would_cost(self, oa_user_id: str, token: str) -> bool:
        """Return True if Zalo says that no free reply is left; a call that fails says nothing."""
        try:
            return self._client.free_replies(token, oa_user_id) == 0
        except TokenExpired:
            raise
        except ZaloError:
            return False
