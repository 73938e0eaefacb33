"""The base of every page of the officers' admin.

Rows out of reach are 404, and changes are logged in their own transaction.
"""

from collections.abc import Callable, Collection
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import DataError, connection, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.functional import SimpleLazyObject
from unfold.admin import ModelAdmin

from foundation.desk import drafts, sent_forms
from foundation.desk.change_log import versions
from foundation.desk.change_log.inlines import of_formset
from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.rows import row_at
from foundation.desk.change_log.values import State, differences, state_of
from foundation.desk.dates import OVERRIDES
from foundation.desk.drafts import PAGE
from foundation.desk.lookups import is_offered
from foundation.desk.phones import with_phone_rows

# The attribute in which a request keeps the states of rows before a change: {(model, key): state}.
_BEFORE = "_states_before"
_INLINES = "_changed_inlines"
_ASKED_BY_DJANGO = {"change", "history", "delete"}
_WORDS = {Act.ADDED: "Thêm", Act.CHANGED: "Sửa", Act.DELETED: "Xoá"}


class ChangeLoggedAdmin(ModelAdmin):
    """Base of a model's pages.

    Forms, buttons and bulk actions call Django's `log_…`, which writes Django's history and this
    log. If a button forgets to, a change of the row in its address is logged all the same. Bulk
    actions call `remember` for their rows before the change, so that the log knows the old values.
    """

    formfield_overrides = OVERRIDES
    # The fields whose values are logged; None means all but secrets. Pages of personal data name
    # theirs one by one.
    logged_values: Collection[str] | None = None
    # Names of addresses that commit in several steps, each with its own entry.
    piecewise: Collection[str] = ()
    # Columns by which links of other pages filter the list, beside those that it offers or shows.
    linked_by: Collection[str] = ()
    # Fields that the program sets while officers look at a row: they make no other version of it.
    set_by_itself: Collection[str] = ()
    # A phone shows a row in a few lines: by the names of its columns (`admin.css`) or, without
    # this, cell after cell; and so many rows of a page that it is three screens.
    short_rows: bool = False
    phone_rows: int = 16
    # Whether a row is locked before its dialog is carried out. Actions that check a table of moves
    # lock by themselves, some of them citizens first.
    locks_for_dialogs: bool = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow an address to filter by what the page offers or shows, and by nothing else."""
        allowed: bool = super().lookup_allowed(lookup, value, request)
        return allowed and is_offered(self, request, lookup)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Read the list, whatever days its address names: what no calendar has is refused."""
        page = with_phone_rows(self, request)
        try:
            shown = super(ChangeLoggedAdmin, page).get_changelist_instance(request)
            len(getattr(shown, "result_list", ()))  # what is read later would fail later
        except (ValueError, OverflowError, DataError) as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters from error
        return shown

    # --- around every page -----------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        """Guard every address of the model."""
        urls: list[URLPattern] = super().get_urls()
        for pattern in urls:
            if (
                "object_id" in pattern.pattern.converters
                and (pattern.name or "").rpartition("_")[2] not in _ASKED_BY_DJANGO
            ):
                pattern.callback = self._within_reach(pattern.callback)
        return self.with_log(urls)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for the permission first: Django would look for the row and redirect to the index."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: HttpResponse = super().history_view(request, object_id, extra_context)
        return page

    def _within_reach(self, view: Callable[..., Any]) -> Callable[..., Any]:
        """Answer 404 for buttons and dialogs of a row that this officer may not see.

        A dialog that was opened before the row was changed leads to the row, and says so.
        """

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            lock = self.locks_for_dialogs and request.method == "POST"
            row = row_at(self.model, kwargs["object_id"], lock=lock)
            if not self._sees(request, row) and self.admin_site.has_permission(request):
                raise Http404
            setattr(request, PAGE, self)
            if row is not None:
                setattr(request, versions.FIELD, SimpleLazyObject(lambda: self.version_of(row)))
                sent = request.POST.get(versions.FIELD)
                if sent and sent != self.version_of(row):
                    messages.error(request, versions.say_overtaken(row))
                    return HttpResponse(headers={"HX-Redirect": self._address_of(row)})
            return view(request, *args, **kwargs)

        return asked

    def reaches(self, request: HttpRequest, object_id: str) -> bool:
        """Return True if the officer may see the row of an address, or it names no row."""
        return not object_id or self._sees(request, row_at(self.model, object_id))

    def _sees(self, request: HttpRequest, row: Model | None) -> bool:
        return row is not None and self.get_queryset(request).filter(pk=row.pk).exists()

    def _address_of(self, row: Model) -> str:
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[quote(row.pk)]
        )

    # --- nobody overwrites what another saved ----------------------------------------------------

    def version_of(self, row: Any) -> str:
        """Return what is another once anything that the page shows of `row` was changed."""
        return versions.version_of(row, self.inlines, self.set_by_itself)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Lock the row while its form is saved, and keep which version of it the form is about."""
        if request.method == "POST" and connection.in_atomic_block:
            row_at(self.model, object_id, lock=True)
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            version = SimpleLazyObject(lambda: self.version_of(row))
            setattr(request, versions.FIELD, version)
            if request.method == "POST":
                str(version)  # before the form writes into the row
        return row

    def get_form(self, request: HttpRequest, obj: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Refuse a form that was opened before the row was changed."""
        form = super().get_form(request, obj, *args, **kwargs)
        if obj is None or request.method != "POST":
            return form
        return versions.checked(form, obj, str(getattr(request, versions.FIELD)))

    def with_log(self, urls: list[URLPattern]) -> list[URLPattern]:
        """Log what these addresses change, unless they are logged already."""
        for pattern in urls:
            if pattern.name and not hasattr(pattern.callback, PAGE):
                pattern.callback = self._logging(pattern.callback, pattern.name)
        return urls

    def _logging(self, view: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(view)
        def logging(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method != "POST" or name in self.piecewise:
                return view(request, *args, **kwargs)
            key, taken = kwargs.get("object_id", kwargs.get("id")), False
            try:
                with transaction.atomic():
                    response = self._act_once(partial(view, request, *args, **kwargs), request, key)
                    acted = sent_forms.was_taken(request)
                taken = acted
            finally:
                self._settle_draft(request, view, taken=taken)
            return response

        setattr(logging, PAGE, self)
        return logging

    def _settle_draft(self, request: HttpRequest, view: Callable[..., Any], *, taken: bool) -> None:
        """Forget the draft of a form that was taken; keep what a dialog refused."""
        match = request.resolver_match
        if match is None or not request.user.is_authenticated:
            return
        place = drafts.place_of(request.user, self, match)
        if taken:
            drafts.drop(place)
        elif (dialog := getattr(view, "dialog", None)) and self.reaches(
            request, match.kwargs.get("object_id", "")
        ):
            drafts.keep_posted(request, place, dialog["form_class"])

    def _act_once(self, act: Callable[[], Any], request: HttpRequest, key: str | None) -> Any:
        """Carry out a form once, and log what it changed. Runs in a transaction."""
        sent = sent_forms.claim(request)
        if sent is not None and sent.address:
            return sent_forms.answer_again(request, sent)
        row = row_at(self.model, key)
        if row is not None:
            self.remember(request, row)
        response = act()
        if row is not None:
            self._log_the_rest(request, row)
        sent_forms.keep(request, sent, response)
        return response

    def _log_the_rest(self, request: HttpRequest, row: Model) -> None:
        """Log a change of the row that the view did not log."""
        before = _before(request).pop(_name(row), None)
        if before is None:
            return
        found = differences(self.model, before, state_of(row), self.logged_values)
        if found and request.user.is_authenticated:
            sent_forms.note_act(request, row)
            record(request.user, Act.CHANGED, row, _WORDS[Act.CHANGED], found)

    # --- what Django logs ------------------------------------------------------------------------

    def remember(self, request: HttpRequest, *rows: Model) -> None:
        """Keep the states of rows before a change."""
        for row in rows:
            _before(request)[_name(row)] = state_of(row)

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        add: bool = False,  # noqa: FBT001, FBT002  # Django's signature
    ) -> Any:
        """Keep the differences in rows below the form, which Django's message only counts."""
        setattr(
            request,
            _INLINES,
            [one for formset in formsets or () for one in of_formset(formset, self.logged_values)],
        )
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Log an added row, beside Django's history."""
        self._log_states(request, Act.ADDED, obj, message, ({}, state_of(obj)))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Log a changed row, beside Django's history."""
        after = state_of(obj)
        before = _before(request).pop(_name(obj), after)
        self._log_states(request, Act.CHANGED, obj, message, (before, after))
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log rows that are about to be deleted, beside Django's history."""
        for row in queryset:
            before = _before(request).pop(_name(row), None) or state_of(row)
            self._log_states(request, Act.DELETED, row, "", (before, {}))
        return super().log_deletions(request, queryset)

    def log_whole(self, request: HttpRequest, what: str) -> None:
        """Log an act on many rows at once."""
        sent_forms.note_act(request)
        record(request.user, Act.CHANGED, self.model, what)

    def _log_states(
        self, request: HttpRequest, act: Act, row: Model, message: Any, states: tuple[State, State]
    ) -> None:
        sent_forms.note_act(request, row if act is not Act.DELETED else None)
        found = differences(type(row), *states, self.logged_values)
        below = request.__dict__.pop(_INLINES, [])
        record(request.user, act, row, self._what(act, message), [*found, *below])

    def _what(self, act: Act, message: Any) -> str:
        """Return the words of a button, or the act of a form.

        Pages of personal data drop what follows a colon.
        """
        words = message if isinstance(message, str) and message else _WORDS[act]
        return words if self.logged_values is None else words.partition(":")[0]


def _name(row: Model) -> tuple[str, str]:
    return row._meta.label_lower, str(row.pk)


def _before(request: HttpRequest) -> dict[tuple[str, str], State]:
    found: dict[tuple[str, str], State] = request.__dict__.setdefault(_BEFORE, {})
    return found
