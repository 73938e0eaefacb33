"""The base of pages on which an officer reads, notes and answers without leaving the row."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from foundation.api.problems import Problem
from foundation.desk.one_screen import notes
from foundation.desk.one_screen.forms import NoteForm
from foundation.desk.one_screen.parts import Colleague, Insert, Panel, Said
from foundation.desk.work_lists import WorkListAdmin
from foundation.desk.work_lists.place import Place

NOTE = "note"  # the address of notes


@dataclass(frozen=True)
class ReplyBox:
    """Where the officer answers: the form, where it is sent, and what can be put in."""

    form: forms.Form
    address: str
    inserts: Sequence[Insert] = ()
    greeting: str = ""


class OneScreenAdmin(WorkListAdmin):
    """Mixed into the admin of rows that citizens wait for an answer to.

    A page says what was said (`conversation`), what stands beside it (`panels`), who may be named
    in a note (`colleagues`), and how it is answered: `reply_name` is the button whose address the
    answer is posted to, `reply_button` and `reply_next` say what is pressed, `reply_done` what was
    done. `has_note_permission` says who acts on rows; others only read.
    """

    change_form_outer_before_template = "admin/desk/one_screen.html"
    reply_name: ClassVar[str] = ""
    reply_button: ClassVar[str] = "Gửi trả lời"
    reply_verb: ClassVar[str] = "Trả lời"
    reply_done: ClassVar[str] = "Đã trả lời"

    class Media:
        js = ("one_screen.js",)
        css: ClassVar = {"all": ("one_screen.css",)}

    # --- what pages say --------------------------------------------------------------------------

    def conversation(self, request: HttpRequest, row: Any) -> list[Said]:
        """Return the messages, oldest first, without notes."""
        raise NotImplementedError

    def panels(self, request: HttpRequest, row: Any) -> list[Panel]:
        """Return the panels beside the conversation; the first, how it stands, leads on phones."""
        raise NotImplementedError

    def main_panels(self, _request: HttpRequest, _row: Any) -> list[Panel]:
        """Return the panels below the conversation, as wide as that."""
        return []

    def colleagues(self, request: HttpRequest, row: Any) -> Sequence[Colleague]:
        """Return whom a note may name: only officers who may see the row."""
        raise NotImplementedError

    def state_of_row(self, row: Any) -> str:
        """Return a mark that differs after each visible change; nothing personal."""
        raise NotImplementedError

    def may_reply(self, _request: HttpRequest, _row: Any) -> bool:
        """Return True if this officer may answer now; on a page without a box nobody may."""
        return False

    def reply_form(self, request: HttpRequest, row: Any, data: Any = None) -> Any:
        """Return the form of the answer, bound to `data` if there is any."""
        raise NotImplementedError

    def send_reply(self, request: HttpRequest, row: Any, form: Any) -> None:
        """Answer. Raises Problem if it is no longer lawful."""
        raise NotImplementedError

    def inserts(self, _request: HttpRequest, _row: Any) -> Sequence[Insert]:
        """Return the texts that can be put in at the cursor."""
        return ()

    def greeting(self, _row: Any) -> str:
        """Return how an answer begins that is begun with such a text."""
        return ""

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Return True if this officer acts on such rows, and so may write notes."""
        raise NotImplementedError

    # --- the page --------------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Show the row on one screen; what is new in it is asked for alone by `X-Part`."""
        if obj is not None:
            notes.mark_seen(self.opts.label_lower, obj.pk, request.user)
            version, said = self.version(obj), self.everything_said(request, obj)
            last = max((one.number for one in said), default=0)
            shown = {"said": said, "version": version, "seen": last}
            if request.headers.get("X-Part") == "conversation":
                part = {**shown, "original": obj, "opts": self.opts}
                return TemplateResponse(request, "admin/desk/conversation.html", part)
            context = {**context, **shown, **self._beside(request, obj, context)}
        page: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return page

    def everything_said(self, request: HttpRequest, row: Any) -> list[Said]:
        """Return messages and notes in the order in which they were said."""
        said = [
            *self.conversation(request, row),
            *notes.notes_of(self.opts.label_lower, row.pk),
        ]
        return sorted(said, key=lambda one: one.order)  # sorting keeps what came at once in order

    def version(self, row: Any) -> str:
        """Return what is another after each message, note and change of the row."""
        last = notes.last_number(self.opts.label_lower, row.pk)
        return f"{self.state_of_row(row)}-{last}"

    def live_row(self, request: HttpRequest, key: str) -> Any:
        """Return the row with this key, None if the officer may not see it."""
        try:
            number = self.opts.pk.to_python(unquote(key))
        except (ValidationError, ValueError):
            return None
        return self.get_queryset(request).filter(pk=number).first()

    def _beside(self, request: HttpRequest, row: Any, context: dict[str, Any]) -> dict[str, Any]:
        acts = self.has_note_permission(request)
        note = context.get("note_form") or NoteForm(colleagues=self._named(request, row, acts))
        return {
            "panels": self.panels(request, row),
            "main_panels": self.main_panels(request, row),
            "note_form": note if acts else None,
            "note_address": self._address(NOTE, row) + Place.of(self, request, row.pk).kept,
            "reply": self._reply_box(request, row, context.get("sent_form")),
            "row_label": self.opts.label_lower,
        }

    def _named(self, request: HttpRequest, row: Any, acts: bool) -> list[Colleague]:  # noqa: FBT001  # nobody is named where no note is written
        if not acts:
            return []
        return [one for one in self.colleagues(request, row) if one.key != request.user.pk]

    def _reply_box(self, request: HttpRequest, row: Any, sent: Any) -> ReplyBox | None:
        """Return the box, None where this officer may not answer and has not just tried to."""
        if sent is None and not self.may_reply(request, row):
            return None
        place = Place.of(self, request, row.pk)
        return ReplyBox(
            sent or self.reply_form(request, row),
            self._address(self.reply_name, row) + place.kept,
            self.inserts(request, row),
            self.greeting(row),
        )

    def _address(self, name: str, row: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[row.pk])

    # --- the answer ------------------------------------------------------------------------------

    def reply(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send the answer that was posted, and lead on; what is refused stays in the box.

        The button that calls it declares the permission.
        """
        row = self._visible_row(request, object_id)
        place = Place.of(self, request, row.pk)
        if request.method != "POST":
            return self._page_again(request, object_id, {})
        form = self.reply_form(request, row, request.POST)
        if form.is_valid():
            place.read_next()
            if self._was_sent(request, row, form):
                return HttpResponseRedirect(place.address_after())
        return self._page_again(request, object_id, {"sent_form": form})

    def _was_sent(self, request: HttpRequest, row: Any, form: Any) -> bool:
        try:
            with transaction.atomic():
                self.send_reply(request, row, form)
        except (Problem, ValidationError, PermissionDenied) as error:
            form.add_error(None, getattr(error, "detail", None) or "Đồng chí không trả lời được.")
            return False
        self.log_change(request, row, form.noted(self.reply_done))
        messages.success(request, f"{self.reply_done}.")
        return True

    def _visible_row(self, request: HttpRequest, object_id: str) -> Any:
        row = self.live_row(request, object_id)
        if row is None:
            raise Http404
        return row

    def _page_again(
        self, request: HttpRequest, object_id: str, context: dict[str, Any]
    ) -> HttpResponse:
        asked = copy.copy(request)
        asked.method = "GET"
        page: HttpResponse = self.change_view(asked, object_id, extra_context=context)
        return page

    # --- notes -----------------------------------------------------------------------------------

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_{NOTE}"
        return (
            *super().get_custom_urls(),
            ("<path:object_id>/ghi-chu/", name, self.note_view),
        )

    def note_view(self, request: HttpRequest, object_id: str, **_page: Any) -> HttpResponse:
        """Append a note of the officer, and show the page again; unfold passes the page itself."""
        if not (self.has_view_permission(request) and self.has_note_permission(request)):
            raise PermissionDenied
        row = self._visible_row(request, object_id)
        here = self._address("change", row) + Place.of(self, request, row.pk).kept
        if request.method != "POST":
            return self._page_again(request, object_id, {})
        form = NoteForm(request.POST, colleagues=self._named(request, row, acts=True))
        if not form.is_valid():
            return self._page_again(request, object_id, {"note_form": form})
        officer: Any = request.user  # signed in: the admin's own check comes first
        said, named = form.cleaned_data["note"], form.cleaned_data["mentioned"]
        notes.write(self.opts.label_lower, row.pk, officer, said, named)
        self.log_change(request, row, "Đã ghi chú nội bộ")
        messages.success(request, "Đã ghi chú.")
        return HttpResponseRedirect(here)
