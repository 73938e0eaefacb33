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
ENUM_NAMES: dict[str, str] = {}


def register(*tags: Tag, enum_names: Mapping[str, str] | None = None) -> None:
    """Add groups, and enums by name: each value is the import path of the enum's choices."""
    TAGS.extend(tags)
    ENUM_NAMES.update(enum_names or {})
