"""The base of pages in the admin that show personal data: each look at them is logged."""

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any, cast

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import URLPattern

from citizens.access_log import recording
from citizens.access_log.kinds import Key
from citizens.access_log.recording import Action, Where
from citizens.models import AccessEntry
from foundation.desk.change_log.pages import ChangeLoggedAdmin

_BY_PAGE = {"history": Action.SEEN_HISTORY}


class LoggedAdmin(ChangeLoggedAdmin):
    """Base of a model's pages in the admin that logs each look at them, and each refusal.

    It logs lists with the ids on the page, single rows, histories, what other forms find
    (autocomplete), additions, changes and deletions. Put addresses of your own into unfold's
    `custom_urls` and actions, so that they are logged too. An export calls `log_export` before it
    begins. A bulk action calls `log_change` for each row, as Django's own actions do.
    """

    # The change log names personal fields without their values.
    logged_values: Collection[str] | None = ()
    access_kind: str = ""  # the model's name, unless a class says otherwise

    def get_urls(self) -> list[URLPattern]:
        """Log the looks at every address of the model."""
        urls: list[URLPattern] = super().get_urls()
        for pattern in urls:
            if pattern.name:  # the one without a name is an old redirect of Django's
                pattern.callback = self._with_access_log(
                    pattern.callback, pattern.name.rpartition("_")[2]
                )
        return urls

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> "Paginator[Any]":
        """Log what the search box of another form offers: that page is made outside this class."""
        paginator: Paginator[Any] = super().get_paginator(request, *args, **kwargs)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            self._log(
                request,
                Action.SEARCHED,
                [row.pk for row in paginator.get_page(request.GET.get("page"))],
            )
        return paginator

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Log it here too, beside Django's history."""
        self._log(request, Action.ADDED, [obj.pk])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Log it here too, beside Django's history."""
        self._log(request, Action.CHANGED, [obj.pk])
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log it here too, beside Django's history."""
        self._log(request, Action.DELETED, [row.pk for row in queryset])
        return super().log_deletions(request, queryset)

    def log_export(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Log that `rows` leave the system."""
        self._log(
            request,
            Action.EXPORTED,
            rows.values_list("pk", flat=True)[: recording.MAX_KEYS],
            count=rows.count(),
        )

    def access_subject(self, keys: list[Key]) -> tuple[str, list[Key]]:
        """Return the kind and the ids under which rows with these keys are logged."""
        return self.access_kind or str(self.opts.model_name), keys

    def _with_access_log(self, view: Callable[..., Any], page: str) -> Callable[..., Any]:
        @wraps(view)
        def logging(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
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

        logging.is_logged = True  # type: ignore[attr-defined]  # a test looks for it at every address
        return logging

    def _log_answer(
        self, request: HttpRequest, response: HttpResponse, page: str, key: Any
    ) -> None:
        """Log what an answer shows.

        Changes are logged by `log_addition`, `log_change` and `log_deletions`.
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
        """Log that an officer asked for an existing row outside their rights.

        To them it looks as if the row did not exist.
        """
        if key is None or self.get_queryset(request).filter(pk=key).exists():
            return
        if QuerySet(self.model).filter(pk=key).exists():
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
        recording.record(
            actor=cast("User", request.user),  # nobody gets here without signing in
            action=action,
            subject=self.access_subject(list(keys)),
            where=Where.ADMIN,
            allowed=allowed,
            count=count,
        )

    def _key(self, object_id: str | None) -> Any:
        """Return the key that an address names, None if it is not valid."""
        try:
            return None if object_id is None else self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None
