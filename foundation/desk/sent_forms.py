"""A form that a browser sends twice acts once; the second answer says when it was taken.

A double click, a reload, an answer that was lost on its way: Django's token against forgery is
random in each page, so the same token with the same words at the same address is the same sending.
Its row is written in the transaction of the act: of two at once the second waits for the first.
"""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from foundation.database.inserting import insert_or_get
from foundation.desk.models import SentForm
from foundation.records.wording import show_moment

TOKEN, DRAFT = "csrfmiddlewaretoken", "_draft"
_MARK = re.compile(rf"[\w-]{{1,{SentForm.MAX_DRAFT}}}", re.ASCII)
_ACTED = "acted_on"


def note_act(request: HttpRequest, row: Model | None = None) -> None:
    """Note that the form of this request was taken, and about which row."""
    setattr(request, _ACTED, row)


def was_taken(request: HttpRequest) -> bool:
    """Return True if the form of this request was taken, now or when it was first sent."""
    return hasattr(request, _ACTED) and not connection.needs_rollback


def mark_of(request: HttpRequest) -> str:
    """Return the browser's own random mark of the draft that a form was sent from, "" for none."""
    mark = request.POST.get(DRAFT, "")
    return mark if _MARK.fullmatch(mark) else ""


def claim(request: HttpRequest) -> SentForm | None:
    """Return the row of this submission; it has an address if it is a repeat.

    Stands in the transaction of the act, and waits for the same sending elsewhere. None if nothing
    marks the form: a script without its page.
    """
    officer: Any = request.user
    if not officer.is_authenticated or not request.POST.get(TOKEN):
        return None
    sent = SentForm(
        fingerprint=_fingerprint(request), officer_id=officer.pk, draft=mark_of(request)
    )
    return insert_or_get(sent, "fingerprint")[0]


def keep(request: HttpRequest, row: SentForm | None, response: HttpResponse) -> None:
    """Keep the sending if it was taken; what was refused may be sent again."""
    if row is None or connection.needs_rollback:
        return
    if not hasattr(request, _ACTED):
        row.delete()
        return
    row.address = _address(request, response)
    row.save(update_fields=["address"])


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a page that is no model's act once for each form; it acted if it leads elsewhere."""

    @wraps(view)
    def sent_once(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            sent = claim(request)
            if sent is not None and sent.address:
                return answer_again(request, sent)
            response = view(request, *args, **kwargs)
            if response.has_header("Location"):
                note_act(request)
            keep(request, sent, response)
            return response

    return sent_once


def answer_again(request: HttpRequest, row: SentForm) -> HttpResponse:
    """Redirect as the first time, and say that nothing was done twice."""
    note_act(request)
    messages.success(request, f"Đã ghi nhận lúc {show_moment(row.at)}; không ghi lần thứ hai.")
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": row.address})
    return HttpResponseRedirect(row.address)


def taken(officer: int, drafts: list[str]) -> list[str]:
    """Return which of these drafts of an officer were taken."""
    found = SentForm.objects.filter(officer=officer, draft__in=drafts).exclude(address="")
    return list(found.values_list("draft", flat=True))


def _fingerprint(request: HttpRequest) -> str:
    """Return what only the same sending has; the browser's own mark is no part of it."""
    said = hashlib.sha256(f"{request.user.pk} {request.path}".encode())
    for name, values in sorted(request.POST.lists()):
        said.update(repr((name, values)).encode() if name != DRAFT else b"")
    for name, files in sorted(request.FILES.lists()):
        said.update(repr([(name, file.name, file.size) for file in files]).encode())
    return said.hexdigest()


def _address(request: HttpRequest, response: HttpResponse) -> str:
    """Return where the answer leads; an answer that shows something once leads to its row."""
    led = response.headers.get("HX-Redirect") or response.headers.get("Location")
    row: Model | None = getattr(request, _ACTED)
    if led or row is None:
        return led or request.path
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])
