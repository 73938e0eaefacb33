"""What rooms add to the OpenAPI document: groups of endpoints, and names of their enums.

The two collections stand in SPECTACULAR_SETTINGS, and rooms fill them in AppConfig.ready. A room's
security scheme registers itself when its class is imported: that is how drf-spectacular does it.
"""

from collections.abc import Mapping
from typing import TypedDict


class Tag(TypedDict):
    """A group of endpoints, introduced in Vietnamese."""

    name: str
    description: str


TAGS: list[Tag] = []
ENUM_NAMES: dict[str, type] = {}


def register(*tags: Tag, enum_names: Mapping[str, type] | None = None) -> None:
    """Add groups of endpoints, and the names by which enums of choices are documented."""
    TAGS.extend(tags)
    ENUM_NAMES.update(enum_names or {})
