"""Parts of the OpenAPI document from rooms: groups of endpoints, and names of their enums.

The first two collections are in SPECTACULAR_SETTINGS, and rooms fill them in AppConfig.ready. A
room's security scheme registers itself when its class is imported, as drf-spectacular requires.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypedDict


class Tag(TypedDict):
    """A group of endpoints, with a Vietnamese introduction."""

    name: str
    description: str


class Identifier(NamedTuple):
    """What an address names by a parameter: words, an example, and where a client finds it."""

    words: str
    example: str
    found_in: str


TAGS: list[Tag] = []
ENUM_NAMES: dict[str, type] = {}
# By the name of the parameter, behind the tag where two groups use the same name.
IDENTIFIERS: dict[str, Identifier] = {}
# Component and member → its values with their words. Several rooms register them, so they are asked
# for when the document is made.
VALUES: dict[tuple[str, str], Callable[[], Mapping[str, str]]] = {}


def register(*tags: Tag, enum_names: Mapping[str, type] | None = None) -> None:
    """Add groups of endpoints, and the documented names of enums."""
    TAGS.extend(tags)
    ENUM_NAMES.update(enum_names or {})


def identifier_of(name: str, tag: str) -> Identifier | None:
    """Return what the parameter `name` of a path in the group `tag` names."""
    return IDENTIFIERS.get(f"{tag}.{name}") or IDENTIFIERS.get(name)
