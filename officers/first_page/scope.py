"""The scope of figures: an office with all below it, or the whole service."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from offices.installation import police_name
from offices.models import Office, Officer
from offices.tree import AnyUser, offices_below, with_below

_permissions: set[str] = set()


def show_figures_to(permission: str) -> None:
    """Let officers with `permission` see figures; for AppConfig.ready of the permission's room."""
    _permissions.add(permission)


def may_see_figures(user: AnyUser) -> bool:
    """Return True if the officer may see figures, and belongs to an office today.

    Without a current post there is no office: it ended, begins later, or never existed.
    """
    if not any(user.has_perm(permission) for permission in _permissions):
        return False
    return user.is_superuser or bool(offices_below(user))


@dataclass(frozen=True)
class Scope:
    """An office ("" for the whole service), and the ids of it and all below; None means all."""

    office: str
    name: str
    offices: frozenset[str] | None

    @property
    def is_everything(self) -> bool:
        """Whether this is the whole service."""
        return self.offices is None


@dataclass(frozen=True)
class Choice:
    """The current scope of an officer, and id and name of the others to choose from."""

    scope: Scope
    others: Sequence[tuple[str, str]]

    @property
    def names(self) -> dict[str, str]:
        """The names of the officer's offices by id."""
        return dict(self.others)


def choose_scope(user: AnyUser, office: str) -> Choice:
    """Return the scope of `office`, or the officer's own for "".

    The own scope of superusers is everything, that of others the office of their first post. Raises
    Http404 for an office that is not below their posts, also if they have none.
    """
    mine = None if user.is_superuser else offices_below(user)
    if mine is None:
        rows = Office.objects.in_force(timezone.localdate())
    else:
        rows = Office.objects.filter(pk__among=mine)
    names = dict(rows.values_list("pk", "name"))
    everything = [("", "Toàn tỉnh")] if mine is None else []
    if not office:
        office = "" if mine is None else _first_post(user)
    if not office and mine is None:
        return Choice(Scope("", police_name(), None), [*everything, *names.items()])
    if office not in names:
        raise Http404
    scope = Scope(office, names[office], with_below([office]))
    return Choice(scope, [*everything, *names.items()])


def allowed_choice(request: HttpRequest) -> Choice:
    """Return the scope in the parameter «don-vi».

    Raises PermissionDenied, and Http404 for an office outside the officer's posts.
    """
    if not may_see_figures(request.user):
        raise PermissionDenied
    return choose_scope(request.user, request.GET.get("don-vi", ""))


def _first_post(user: AnyUser) -> str:
    held = (
        Officer.objects.in_force(timezone.localdate())
        .filter(user=user.pk)
        .order_by("pk")
        .values_list("office_id", flat=True)
    )
    return held.first() or ""
