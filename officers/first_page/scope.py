"""Whose figures an officer looks at: one of their offices with all below it, or everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from offices.models import Office, Officer
from offices.querysets import offices_below, with_below

MAY_SEE = "dossiers.view_figures"


@dataclass(frozen=True)
class Scope:
    """An office ("" for the whole service), its name.

    And the offices that belong to it (None: all).
    """

    office: str
    name: str
    offices: frozenset[str] | None

    @property
    def is_everything(self) -> bool:
        """Whether it is the whole service."""
        return self.offices is None


@dataclass(frozen=True)
class Choice:
    """What an officer looks at now, and what else they may look at: ids and names of offices."""

    scope: Scope
    others: Sequence[tuple[str, str]]


def chosen(user: Any, office: str) -> Choice:
    """Return the scope that `office` names, "" for the officer's own.

    Http404 for one that is not theirs.

    Superusers see everything, others the office of their first post unless they choose one below
    their posts.
    """
    mine = None if user.is_superuser else offices_below(user)
    rows = (
        Office.objects.in_force(timezone.localdate())
        if mine is None
        else Office.objects.filter(pk__in=mine)
    )
    names = dict(rows.order_by("kind", "search_text").values_list("pk", "name"))
    if not office:
        office = "" if mine is None else _first_post(user)
    if not office and mine is None:
        return Choice(Scope("", settings.POLICE_NAME, None), [("", "Toàn tỉnh"), *names.items()])
    if office not in names:
        raise Http404
    return Choice(
        Scope(office, names[office], with_below([office])),
        [*([("", "Toàn tỉnh")] if mine is None else []), *names.items()],
    )


def _first_post(user: Any) -> str:
    held = (
        Officer.objects.in_force(timezone.localdate())
        .filter(user=user)
        .order_by("pk")
        .values_list("office_id", flat=True)
    )
    return held.first() or ""
