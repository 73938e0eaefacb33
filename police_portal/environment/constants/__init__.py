"""Numbers and addresses that no installation changes; each is a setting of Django.

So tests can change them, and no environment can.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from police_portal.environment.constants import limits, periods, throttles, zalo

_THROTTLE = re.compile(r"THROTTLE_[A-Z_]+_PER_MINUTE")
_DROPPED = ("SEALED_DIR", "SECOND_FACTOR")  # were settings, and are no constants


def overruled(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the names in `environment` with another value than the constant that is used.

    Before 0.10.0 they were read from there.
    """
    known = {name: _written(value) for name, value in _values().items()}
    for name, text in environment.items():
        was_read = name in known or name in _DROPPED or _THROTTLE.fullmatch(name)
        if was_read and text and text.lower() != known.get(name, "").lower():
            yield name


def names() -> list[str]:
    """Return the names of all constants."""
    return list(_values())


def _values() -> dict[str, Any]:
    return {
        name: value
        for module in (limits, periods, throttles, zalo)
        for name, value in vars(module).items()
        if name.isupper() and name[0] != "_" and name not in {"MEASURING", "ZALO_SIMULATOR_URL"}
    }


def _written(value: Any) -> str:
    """Return a constant as an environment would have it."""
    return ",".join(value) if isinstance(value, list) else str(value)
