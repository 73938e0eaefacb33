"""Limits for JSON bodies: every rule that reads bodies takes time for each value.

The bytes are limited before anything is read (`foundation.api.middleware`). With few bytes per
value, a body could still contain thousands of values, each checked by a serializer and listed in an
answer.
"""

from django.conf import settings

# The largest body of an ordinary endpoint is a hundred ids of read notices.
MAX_VALUES = 1_000
# The deepest is a dossier's papers, within a delivery of the connector's.
MAX_DEPTH = 8


def largest_count(path: str) -> int:
    """Return how many values a body sent to `path` may have."""
    return int(settings.MAX_BODY_VALUES_BY_PATH.get(path, MAX_VALUES))


def is_within(value: object, path: str) -> bool:
    """Return True if the body sent to `path` has no more values and levels than allowed.

    Each member of an object and each element of a list is one value. Stops at the first too many.
    """
    left = largest_count(path)
    level = [value]
    for _depth in range(MAX_DEPTH + 1):
        inner: list[object] = []
        for one in level:
            children = _children(one)
            left -= len(children)
            if left < 0:
                return False
            inner.extend(children)
        if not inner:
            return True
        level = inner
    return False


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
