"""Zalo's templates in use, registered by the rooms, for `check_zalo`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TemplateInUse:
    """One use of a template: where, and an example of each value by the name of its parameter."""

    where: str
    template_id: str
    examples: Mapping[str, str]


Source = Callable[[], Iterable[TemplateInUse]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Register `source`, which returns the templates of a room; for AppConfig.ready."""
    if source not in _sources:
        _sources.append(source)


def all_in_use() -> list[TemplateInUse]:
    """Return every use of a template. Raises Error."""
    return [one for source in _sources for one in source()]
