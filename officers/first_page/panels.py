"""Panels of the first page: content of rooms other than numbers, each with its own template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A template with its context, for officers with the permission."""

    permission: str
    template: str
    context: Callable[[HttpRequest], dict[str, Any]]


_panels: list[Panel] = []


def register(*added: Panel) -> None:
    """Add panels; for AppConfig.ready."""
    _panels.extend(added)


def read_panels(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """Return template and context of each panel that the officer may see."""
    return [
        (panel.template, panel.context(request))
        for panel in _panels
        if request.user.has_perm(panel.permission)
    ]
