"""Panels of the first page: content of rooms other than numbers, each with its own template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A template with its context, for officers with the permission; an alarm stands above all.

    Without a context there is nothing to show to this officer.
    """

    permission: str
    template: str
    context: Callable[[HttpRequest], dict[str, Any]]
    alarm: bool = False


_panels: list[Panel] = []


def register(*added: Panel) -> None:
    """Add panels; for AppConfig.ready."""
    _panels.extend(added)


def read_panels(request: HttpRequest, *, alarm: bool = False) -> list[tuple[str, dict[str, Any]]]:
    """Return template and context of each panel, or of each alarm, that the officer may see."""
    shown = [
        (panel.template, panel.context(request))
        for panel in _panels
        if panel.alarm is alarm and request.user.has_perm(panel.permission)
    ]
    return [(template, context) for template, context in shown if context]
