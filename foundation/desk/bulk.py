"""One act on many ticked rows of a list: each row by itself, and what was refused is said.

A room says its acts in a table of `BulkAct`; the rest is here. Only acts that are safe for many
belong there: each of them shows the rows before anything happens.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from foundation.api.problems import Problem
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.numbers import read_number
from foundation.desk.sent_forms import note_act
from foundation.desk.tags import rows_told

MOST = 100  # rows at once


class BulkForm(forms.Form):
    """What an act on many rows asks for; by itself nothing."""

    def __init__(self, data: Any, *, rows: Sequence[Any], officer: User) -> None:
        super().__init__(data)
        self.rows, self.officer = rows, officer
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices that depend on the rows."""

    def arguments(self) -> dict[str, Any]:
        """Return what the act takes besides row, officer and version."""
        return dict(self.cleaned_data)


@dataclass(frozen=True)
class BulkAct:
    """An act on many rows. `act` gets a row, the officer, the version seen and what was asked for.

    It raises Problem, ValidationError or PermissionDenied for a row that it refuses. `done` says
    what was done, `text` what follows from it.
    """

    label: str
    path: str
    permission: str
    act: Callable[..., object]
    done: str
    text: str
    form: type[BulkForm] = BulkForm


class BulkPage(ChangeLoggedAdmin):
    """Mixed into a work list: a list action and a page for each act of `bulk`."""

    bulk: ClassVar[Mapping[str, BulkAct]]
    row_noun: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make a list action of each act."""
        super().__init_subclass__(**kwargs)
        for name, one in cls.__dict__.get("bulk", {}).items():
            setattr(cls, name, _list_action(name, one))
            cls.actions = (*(cls.actions or ()), name)

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        own = tuple(
            (f"nhieu/{one.path}/", self._bulk_name(name), partial(self.bulk_view, name))
            for name, one in self.bulk.items()
        )
        return (*super().get_custom_urls(), *own)

    def _bulk_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def bulk_address(self, name: str, keys: Sequence[Any]) -> str:
        """Return the address of an act on these rows."""
        chosen = urlencode({"ids": keys}, doseq=True)
        return f"{reverse(f'admin:{self._bulk_name(name)}')}?{chosen}"

    def bulk_view(self, name: str, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Show the ticked rows and what is asked for; then act on each."""
        one = self.bulk[name]
        if not getattr(self, f"has_{one.permission}_permission")(request):
            raise PermissionDenied
        officer: Any = request.user  # signed in: the admin's own check comes first
        rows = list(self.get_queryset(request).filter(pk__in=_keys(request)).order_by("pk"))
        sent = request.POST if request.method == "POST" else None
        form = one.form(sent, rows=rows, officer=officer)
        if sent is not None and form.is_valid():
            self._act_on_each(request, one, rows, form)
            list_name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(reverse(list_name))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": one.label,
            "bulk": one,
            "rows": rows,
            "noun": self.row_noun,
            "form": form,
        }
        return TemplateResponse(request, "admin/desk/bulk.html", context)

    def _act_on_each(
        self, request: HttpRequest, one: BulkAct, rows: Sequence[Any], form: BulkForm
    ) -> None:
        refused = [
            f"{row}: {said}" for row in rows if (said := self._act_on(request, one, row, form))
        ]
        note_act(request)
        if done := len(rows) - len(refused):
            messages.success(request, f"{one.done} {done} {self.row_noun}.")
        if refused:
            messages.error(request, rows_told("Chưa làm được:", refused))

    def _act_on(self, request: HttpRequest, one: BulkAct, row: Any, form: BulkForm) -> str:
        """Act on one row, in its own transaction; return why it was refused, or ""."""
        try:
            with transaction.atomic():
                self.remember(request, row)
                version = read_number(request.POST.get(f"seen_{row.pk}", ""))
                one.act(row, request.user, version, **form.arguments())
                self.log_change(request, row, one.done)
        except (Problem, ValidationError, PermissionDenied) as error:
            return refusal(error)
        return ""


def refusal(error: Problem | ValidationError | PermissionDenied) -> str:
    """Return in words why a row was refused."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, Problem):
        return error.detail
    return "đồng chí không có quyền thực hiện việc này."


def _list_action(name: str, one: BulkAct) -> Callable[..., Any]:
    def open_page(
        page: BulkPage, request: HttpRequest, queryset: QuerySet[Model]
    ) -> HttpResponse | None:
        keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            messages.error(request, f"Mỗi lần được tối đa {MOST} {page.row_noun}.")
            return None
        return HttpResponseRedirect(page.bulk_address(name, keys))

    open_page.__name__ = name
    action: Callable[..., Any] = admin.action(description=one.label, permissions=[one.permission])(
        open_page
    )
    return action


def _keys(request: HttpRequest) -> list[int]:
    given = map(read_number, request.GET.getlist("ids"))
    return [key for key in dict.fromkeys(given) if key is not None][:MOST]
