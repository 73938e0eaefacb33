"""Panels of the first page.

What an app shows there beside its numbers, in a template of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """Who sees it, its template, and what the template gets."""

    permission: str
    template: str
    context: Callable[[HttpRequest], dict[str, Any]]


_panels: list[Panel] = []


def register(*added: Panel) -> None:
    """Add panels; for AppConfig.ready."""
    _panels.extend(added)


def of_officer(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """Return the template and its context of each panel that the officer may see."""
    return [
        (panel.template, panel.context(request))
        for panel in _panels
        if request.user.has_perm(panel.permission)
    ]
