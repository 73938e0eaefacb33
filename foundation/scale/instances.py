"""Check whether the instances of this machine can serve, and how many clients nginx has."""

import re
from collections.abc import Iterator

import requests
from django.conf import settings

from foundation.metrics.states import Reading

SECONDS = 2.0
_OK = 200
# "Active connections: 291", "Reading: 6 Writing: 179 Waiting: 106": nginx's stub_status.
_COUNTS = re.compile(r"(Active connections|Reading|Writing|Waiting): (\d+)")


def ready() -> Iterator[Reading]:
    """Yield 1 or 0 for each of METRICS_INSTANCES: whether `/health/ready/` answers 200 in time."""
    for instance in settings.METRICS_INSTANCES:
        yield (instance,), float(_status(f"http://{instance}/health/ready/") == _OK)


def nginx() -> Iterator[Reading]:
    """Yield the connections of nginx by state; nothing if it does not answer."""
    try:
        text = requests.get(settings.METRICS_NGINX_STATUS, timeout=SECONDS).text
    except requests.RequestException:
        return
    for state, count in _COUNTS.findall(text):
        yield (state.split()[0].lower(),), float(count)


def _status(address: str) -> int:
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "127.0.0.1"
    try:
        answer = requests.get(address, timeout=SECONDS, headers={"Host": host})
    except requests.RequestException:
        return 0
    return int(answer.status_code)
