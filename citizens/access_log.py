"""The log of who looked at whose personal data (PD-13): `record`, and what calls it by itself.

`LoggedAdmin` writes it for every page of a model in the officers' admin. Endpoints at which a
machine or an officer reads personal data, commands and exports call `record` themselves, before the
data leaves. What citizens read about themselves is not logged, except their export; what they ask
of others' is, within a bound: `refused`.

An entry names things by their internal number only: a name, a phone or a code never gets in.
`register` tells which things of a kind are about a citizen, so that they can be told who looked at
their data.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

import structlog
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import URLPattern
from django.utils import timezone

from citizens.models import AccessEntry, Citizen
from citizens.models.access import naming
from foundation.api import logs
from foundation.api.problems import Problem
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from offices.models import Officer

log = structlog.get_logger("police_portal.access")

Action = AccessEntry.Action
Where = AccessEntry.Where
Key = int | UUID
MAX_KEYS = 1000  # of one entry; `count` tells the whole number
MAX_KEY = 2**63 - 1
REFUSALS_AN_HOUR = 60  # of one citizen in one process: a flood must not fill the disk
HOUR = 3600


@dataclass(frozen=True)
class Machine:
    """A connector, by the public id of its key, or a command, by its name."""

    name: str


Actor = AbstractBaseUser | Citizen | Machine | None  # None: the system itself


# --- kinds of things -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """A kind of thing that holds personal data.

    Its Vietnamese title, and the ids of those about a citizen.
    """

    name: str
    title: str
    of: Callable[[Citizen], Iterable[Key]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; for AppConfig.ready. Raises ValueError for a name that is taken."""
    if kind.name in _kinds:
        raise ValueError(kind.name)
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in the order of registration."""
    return tuple(_kinds.values())


def title_of(name: str) -> str:
    """Return the Vietnamese title of a kind."""
    return _kinds[name].title if name in _kinds else name


# --- writing -------------------------------------------------------------------------------------


def record(  # noqa: PLR0913  # one argument for each part of the sentence that an entry is
    *,
    actor: Actor,
    action: AccessEntry.Action,
    subject: tuple[str, Iterable[Key]],
    where: AccessEntry.Where,
    allowed: bool = True,
    request_id: str = "",
    count: int | None = None,
) -> AccessEntry:
    """Append an entry and return it.

    Call it before the data is shown: if it cannot be written, nothing is.

    `subject` is the kind and the internal ids, of which the first 1,000 are kept; `count` is the
    whole number where it is not that of the ids. Raises TypeError for an id that is neither a
    number nor a UUID: it may say something.
    """
    kind, keys = subject[0], list(subject[1])
    if not all(isinstance(key, int | UUID) and not isinstance(key, bool) for key in keys):
        raise TypeError("only internal ids are logged")
    entry: AccessEntry = AccessEntry.objects.create(
        **_actor(actor),
        action=action,
        allowed=allowed,
        subject_kind=kind,
        subjects=" ".join(str(key) for key in keys[:MAX_KEYS]),
        count=len(keys) if count is None else count,
        where=where,
        request_id=request_id or logs.request_id.get() or "",
    )
    return entry


def _actor(actor: Actor) -> dict[str, Any]:
    match actor:
        case None:
            return {"actor_kind": AccessEntry.Actor.SYSTEM}
        case Machine():
            return {"actor_kind": AccessEntry.Actor.MACHINE, "machine": actor.name}
        case Citizen():
            return {"actor_kind": AccessEntry.Actor.CITIZEN, "citizen": actor}
    post = (
        Officer.objects.filter(user_id=actor.pk)
        .in_force(timezone.localdate())
        .order_by("pk")
        .first()
    )
    return {
        "actor_kind": AccessEntry.Actor.OFFICER,
        "officer": actor,
        "office_id": post.office_id if post else None,
    }


def refused(citizen: Citizen, kind: str, *keys: Key) -> Problem:
    """Record that a citizen asked for what is not theirs.

    And return the Problem `not_found` to raise.

    Call it alike for what does not exist and what is another's, so that time tells nothing. Beyond
    60 an hour only the first is noted, in the server's log.
    """
    times = _count(f"access:refused:{citizen.pk}:{int(timezone.now().timestamp()) // HOUR}")
    if times <= REFUSALS_AN_HOUR:
        possible = [
            key for key in keys if isinstance(key, UUID) or key <= MAX_KEY
        ]  # a longer number names nothing
        record(
            actor=citizen,
            action=Action.SEEN,
            subject=(kind, possible),
            where=Where.API,
            allowed=False,
        )
    elif times == REFUSALS_AN_HOUR + 1:
        log.warning("access_refusals_no_longer_recorded", citizen=citizen.pk)
    return Problem("not_found")


def _count(key: str) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.set(key, 1, HOUR)
        return 1


# --- reading -------------------------------------------------------------------------------------


def looks_at(citizen: Citizen, limit: int) -> QuerySet[AccessEntry]:
    """Return the newest entries in which somebody was shown something of the citizen's.

    Not what was refused.
    """
    shown = Q(pk__in=[])
    for kind in kinds():
        shown |= Q(subject_kind=kind.name) & naming(*kind.of(citizen))
    entries: QuerySet[AccessEntry] = AccessEntry.objects.filter(shown, allowed=True).exclude(
        citizen=citizen
    )
    return entries.select_related("office")[:limit]


# --- the officers' admin -------------------------------------------------------------------------

_BY_PAGE = {"history": Action.SEEN_HISTORY}


class LoggedAdmin(ChangeLoggedAdmin):
    """Base of a model's pages in the admin that logs each look at them, and each refusal.

    Lists with the ids on the page, single rows, histories, what other forms find (autocomplete),
    additions, changes and deletions. Addresses of its own belong into unfold's `custom_urls` and
    actions, so that they are watched too. An export calls `log_export` before it begins, a bulk
    action `log_change` for each row, as Django's own do.
    """

    logged_values: (
        Collection[str] | None
    ) = ()  # the log of changes names what is personal and shows nothing of it
    access_kind: str = ""  # the model's name unless a class says otherwise

    def get_urls(self) -> list[URLPattern]:
        """Watch over every address of the model."""
        urls: list[URLPattern] = super().get_urls()
        for pattern in urls:
            if pattern.name:  # the one without is the redirect of a former Django
                pattern.callback = self._watched(pattern.callback, pattern.name.rpartition("_")[2])
        return urls

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> "Paginator[Any]":
        """Log what another form's search box is offered: that page is made outside this class."""
        paginator: Paginator[Any] = super().get_paginator(request, *args, **kwargs)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            self._log(
                request,
                Action.SEARCHED,
                [row.pk for row in paginator.get_page(request.GET.get("page"))],
            )
        return paginator

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Log beside Django's history."""
        self._log(request, Action.ADDED, [obj.pk])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Log beside Django's history."""
        self._log(request, Action.CHANGED, [obj.pk])
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log beside Django's history."""
        self._log(request, Action.DELETED, [row.pk for row in queryset])
        return super().log_deletions(request, queryset)

    def log_export(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Log that `rows` leave the system."""
        self._log(
            request,
            Action.EXPORTED,
            rows.values_list("pk", flat=True)[:MAX_KEYS],
            count=rows.count(),
        )

    def access_subject(self, keys: list[Any]) -> tuple[str, list[Any]]:
        """Return the kind and the ids under which rows with these keys are logged."""
        return self.access_kind or str(self.opts.model_name), keys

    def _watched(self, view: Callable[..., Any], page: str) -> Callable[..., Any]:
        @wraps(view)
        def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            key = self._key(kwargs.get("object_id"))
            try:
                response = view(request, *args, **kwargs)
            except PermissionDenied:
                self._log(request, Action.SEEN, [] if key is None else [key], allowed=False)
                raise
            except Http404:
                self._log_hidden(request, key)
                raise
            if self.admin_site.has_permission(request):
                self._log_answer(request, response, page, key)
            return response

        watched.is_logged = True  # type: ignore[attr-defined]  # a test sees that no address was forgotten
        return watched

    def _log_answer(
        self, request: HttpRequest, response: HttpResponse, page: str, key: Any
    ) -> None:
        """Log what an answer shows.

        Changes are logged where Django writes its own history of them.
        """
        shown = (getattr(response, "context_data", None) or {}).get("cl")
        if shown is not None:
            action = Action.SEARCHED if request.GET.get("q") else Action.LISTED
            self._log(request, action, [row.pk for row in shown.result_list])
        elif isinstance(response, HttpResponseRedirectBase):
            self._log_hidden(request, key)
        elif key is not None:
            self._log(request, _BY_PAGE.get(page, Action.SEEN), [key])

    def _log_hidden(self, request: HttpRequest, key: Any) -> None:
        """Log that an officer asked for a row outside their rights.

        Which looks to them as if it did not exist.
        """
        if key is None or self.get_queryset(request).filter(pk=key).exists():
            return
        if QuerySet(self.model).filter(pk=key).exists():  # whoever may see it
            self._log(request, Action.SEEN, [key], allowed=False)

    def _log(
        self,
        request: HttpRequest,
        action: AccessEntry.Action,
        keys: Iterable[Any],
        *,
        allowed: bool = True,
        count: int | None = None,
    ) -> None:
        subject = self.access_subject(list(keys))
        officer: Any = request.user  # Django's sign-in page stands before every address
        record(
            actor=officer,
            action=action,
            subject=subject,
            where=Where.ADMIN,
            allowed=allowed,
            count=count,
        )

    def _key(self, object_id: str | None) -> Any:
        """Return the key that an address names, None for what is none."""
        try:
            return None if object_id is None else self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None
