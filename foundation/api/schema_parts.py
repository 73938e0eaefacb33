"""Parts of the OpenAPI document from rooms: groups of endpoints, and names of their enums.

The two collections are in SPECTACULAR_SETTINGS, and rooms fill them in AppConfig.ready. A room's
security scheme registers itself when its class is imported, as drf-spectacular requires.
"""

from collections.abc import Mapping
from typing import TypedDict


class Tag(TypedDict):
    """A group of endpoints, with a Vietnamese introduction."""

    name: str
    description: str


TAGS: list[Tag] = []
ENUM_NAMES: dict[str, type] = {}


def register(*tags: Tag, enum_names: Mapping[str, type] | None = None) -> None:
    """Add groups of endpoints, and the documented names of enums."""
    TAGS.extend(tags)
    ENUM_NAMES.update(enum_names or {})
