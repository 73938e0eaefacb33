"""The steps of the first week, which rooms register: each looks whether it is done.

What no program can see, a person confirms with a day (`confirming.py`). The last step is taken
after all others, and ends the list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from officers.first_page.words import full_name
from officers.models import ConfirmedStep


@dataclass(frozen=True)
class Found:
    """Whether a step is done, and how things stand, in words without anything personal."""

    words: str
    done: bool


@dataclass(frozen=True)
class Place:
    """A page on which a step is done, for officers with the permission."""

    title: str
    url_name: str
    permission: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The address of the page."""
        return reverse(self.url_name) + (f"?{urlencode(self.query)}" if self.query else "")


@dataclass(frozen=True)
class Step:
    """One step: how it is done, where, and what looks for it with few queries.

    Without `look` a person confirms it.
    """

    code: str
    place: int
    title: str
    how: str
    look: Callable[[], Found] | None = None
    places: tuple[Place, ...] = ()
    last: bool = False


@dataclass(frozen=True)
class ShownStep:
    """A step as one officer sees it. `row` is the confirmation of a person, `by` their name."""

    step: Step
    found: Found
    places: list[Place]
    row: ConfirmedStep | None
    by: str


_steps: list[Step] = []


def register(*added: Step) -> None:
    """Add steps; for AppConfig.ready."""
    _steps.extend(added)


def registered() -> list[Step]:
    """Return every step in its order."""
    return sorted(_steps, key=lambda step: step.place)


def confirmations() -> dict[str, ConfirmedStep]:
    """Return what persons confirmed, by the code of the step."""
    return {row.step: row for row in ConfirmedStep.objects.select_related("officer")}


def is_over(confirmed: Mapping[str, ConfirmedStep]) -> bool:
    """Return True once the last step was taken."""
    return any(step.last and step.code in confirmed for step in _steps)


def shown_steps(request: HttpRequest, confirmed: Mapping[str, ConfirmedStep]) -> list[ShownStep]:
    """Return every step for this officer."""
    return [_shown(request, step, confirmed) for step in registered()]


def _shown(request: HttpRequest, step: Step, confirmed: Mapping[str, ConfirmedStep]) -> ShownStep:
    row = confirmed.get(step.code)
    places = [one for one in step.places if request.user.has_perm(one.permission)]
    by = full_name(row.officer) if row else ""
    return ShownStep(step, _look(step, confirmed), places, row, by)


def undone(confirmed: Mapping[str, ConfirmedStep]) -> list[str]:
    """Return the titles of the steps that the last one waits for."""
    every = registered()
    return [step.title for step in every if not step.last and not _look(step, confirmed).done]


def _look(step: Step, confirmed: Mapping[str, ConfirmedStep]) -> Found:
    if step.look is not None:
        return step.look()
    return Found("", done=step.code in confirmed)
