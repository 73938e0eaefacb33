"""Numbers and addresses that no installation changes; each is a setting of Django.

So tests can change them, and no environment can.
"""

import re
from collections.abc import Mapping
from typing import Any

from police_portal.environment.constants import limits, periods, throttles, zalo

_THROTTLE = re.compile(r"THROTTLE_[A-Z_]+_PER_MINUTE")
_DROPPED = {"SEALED_DIR": "media/sealed", "SECOND_FACTOR": True}  # were settings, no constants


def overruled(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the names in `environment` with another value than is used, and what is used.

    Before 1.0.0 they were read from there.
    """
    known = {**_values(), **_DROPPED, **_throttles()}
    found = {name: text.strip() for name, text in environment.items() if _was_read(name, known)}
    return {
        name: _written(known.get(name, "–"))
        for name, text in found.items()
        if text and not _same(text, _written(known.get(name, "–")))
    }


def names() -> list[str]:
    """Return the names of all constants."""
    return list(_values())


def _was_read(name: str, known: Mapping[str, Any]) -> bool:
    return name in known or bool(_THROTTLE.fullmatch(name))


def _throttles() -> dict[str, int]:
    """Return the bounds of throttles by the names that they had in the environment."""
    return {f"THROTTLE_{name.upper()}_PER_MINUTE": one for name, one in throttles.THROTTLES.items()}


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


def _same(text: str, used: str) -> bool:
    """Return whether both say the same, written in one way or another."""
    try:
        return float(text) == float(used)
    except ValueError:
        return _plain(text) == _plain(used)


def _plain(text: str) -> list[str]:
    plain = dict.fromkeys(("yes", "on", "1"), "true") | dict.fromkeys(("no", "off", "0"), "false")
    return [plain.get(one, one) for one in text.lower().replace(" ", "").split(",")]
