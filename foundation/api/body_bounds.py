"""How much a JSON body may hold: every rule that reads bodies takes time for each value.

The bytes are bounded before anything is read (`foundation.api.middleware`). A body of a few bytes
a value could still hold thousands of them, each of which a serializer checks and an answer names.
"""

from django.conf import settings

# The largest body of an ordinary endpoint is a hundred ids of notices that were read.
MAX_VALUES = 1_000
# The deepest is a dossier's papers, within a delivery of the connector's.
MAX_DEPTH = 8


def is_within(value: object, path: str) -> bool:
    """Return True if the body sent to `path` has no more values and levels than it may.

    Each member of an object and each element of a list is one value. Stops at the first too many.
    """
    left = int(settings.MAX_BODY_VALUES_BY_PATH.get(path, MAX_VALUES))
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
