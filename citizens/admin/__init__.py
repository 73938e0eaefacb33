"""Officers' pages: citizens, their requests, notices, erasures, the access log, and look-ups."""

from citizens.admin import (
    access,
    channels,
    citizen,
    erasure,
    lookup_tries,
    notice_templates,
    notices,
    requests,
)

__all__ = [
    "access",
    "channels",
    "citizen",
    "erasure",
    "lookup_tries",
    "notice_templates",
    "notices",
    "requests",
]
