"""Logs: a JSON object per line in production, readable text in development.

Each line has the request id. None contains personal data: lines have routes, never addresses with
their parameters, bodies or headers.
"""

import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

Event = MutableMapping[str, Any]
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def add_request_id(_logger: object, _method: str, event: Event) -> Event:
    """Add the id of the current request, which the client sees in `X-Request-ID`."""
    if current := request_id.get():
        event["request_id"] = current
    return event


def strip_exception(_logger: object, _method: str, event: Event) -> Event:
    """Reduce an exception to its type and place: its text may contain what a person typed."""
    found = event.pop("exc_info", None)
    error = (
        found
        if isinstance(found, BaseException)
        else found[1]
        if isinstance(found, tuple)
        else sys.exc_info()[1]
        if found
        else None
    )
    if error is not None:
        event["exception"] = type(error).__name__
        if state := getattr(error.__cause__, "sqlstate", None):  # PostgreSQL's five-letter code
            event["sqlstate"] = state
        event["frames"] = [
            f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno} {f.name}"
            for f in traceback.extract_tb(error.__traceback__)
        ][-12:]
    return event


def strip_refusal(_logger: object, _method: str, event: Event) -> Event:
    """Drop the text of Django's security lines, which quotes the request.

    The logger's name still shows what was refused.
    """
    if str(event.get("logger", "")).startswith("django.security"):
        event["event"] = "refused"
    return event


_SHARED: list[Any] = [
    add_request_id,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configuration(*, json: bool, level: str) -> dict[str, Any]:
    """Return Django's `LOGGING`, and point structlog to the same handler."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_last_steps(json=json),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # Django would log addresses with their parameters; our middleware logs routes instead.
        # Pillow would log metadata of photos.
        "loggers": {
            "django.request": {"level": "CRITICAL"},
            "django.server": {"level": "ERROR"},
            "PIL": {"level": "INFO"},
        },
    }


def _last_steps(*, json: bool) -> list[Any]:
    """Return what makes a line of an event: JSON in service, plain text for a developer."""
    if json:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [strip_exception, strip_refusal, renderer]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
