"""What an officer has typed into a form, kept on the server until the form is taken.

The browser sends it while somebody types (`drafts.js`). What a dialog refuses is kept without a
script, too. Each officer gets their own drafts only, for a week at most.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.admin.utils import quote, unquote
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils import timezone

from foundation.desk import sent_forms
from foundation.desk.models import Draft

KEPT = timedelta(days=7)
# The attribute in which a request of a button or dialog keeps the page that it belongs to, for the
# template of dialogs; and in which the view of an address whose changes are logged keeps its page.
PAGE = "desk_page"
MOST, MOST_FIELDS, MOST_LETTERS = 50, 20, 100_000  # drafts of an officer; fields and text of one

# The name of a field, with what stood there (None if unknown) and what was typed.
Words = Mapping[str, tuple[str | None, str]]


@dataclass(frozen=True)
class Place:
    """Where something was typed: whose, in which form (the name of its address), of which row."""

    officer_id: int
    page: str
    key: str
    form: str


@dataclass(frozen=True)
class Typed:
    """What was typed, and when."""

    words: Words
    at: datetime


def page_at(match: ResolverMatch | None) -> Any:
    """Return the page of an address, None if it belongs to no row or list of officers."""
    return getattr(match.func, PAGE, None) if match else None


def place_of(officer: Any, page: Any, match: ResolverMatch) -> Place:
    """Return the place of an address (a ResolverMatch) of `page`, a ModelAdmin."""
    key = unquote(str(match.kwargs.get("object_id", "")))
    return Place(officer.pk, page.opts.label_lower, key, match.url_name or "")


def clean_words(text: str) -> Words:
    """Read what a browser sent. Raises ValueError or TypeError."""
    read = json.loads(text) if len(text) <= MOST_LETTERS else None
    if not isinstance(read, dict) or len(read) > MOST_FIELDS:
        raise TypeError
    return {str(name): _pair(*pair) for name, pair in read.items()}


def _pair(base: object = None, typed: object = None) -> tuple[str | None, str]:
    if not isinstance(typed, str) or not isinstance(base, str | None):
        raise TypeError
    return base, typed


def save(place: Place, words: Words, mark: str = "") -> None:
    """Replace the draft. Skip empty text and text of a submitted form.

    `mark` is the browser's own name of it, by which it is known if the form was taken meanwhile.
    """
    if not words or (mark and sent_forms.taken(place.officer_id, [mark])):
        drop(place)
        return
    text = json.dumps(words, ensure_ascii=False)
    values = {"words": text, "mark": mark, "at": timezone.now()}
    _row, new = Draft.objects.update_or_create(**asdict(place), defaults=values)
    if new:
        own = Draft.objects.filter(officer=place.officer_id).order_by("-at", "-pk")
        Draft.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()


def drop(place: Place) -> None:
    """Forget what was kept of a place."""
    Draft.objects.filter(**asdict(place)).delete()


def find(place: Place) -> Typed | None:
    """Return what was kept of a place."""
    return _typed_by_form(Draft.objects.filter(**asdict(place))).get(place.form)


def shown(officer: Any, page: Any, match: ResolverMatch) -> dict[str, dict[str, Any]]:
    """Return every draft of the officer about the row of an address, by the path of its form."""
    place = place_of(officer, page, match)
    rows = Draft.objects.filter(officer=place.officer_id, page=place.page, key=place.key)
    found = {_path(form, place.key): typed for form, typed in _typed_by_form(rows).items()}
    return {
        path: {"at": typed.at.timestamp() * 1000, "words": typed.words}
        for path, typed in found.items()
    }


def _path(form: str, key: str) -> str:
    try:
        return reverse(f"admin:{form}", args=[quote(key)] if key else [])
    except NoReverseMatch:  # of another version of the service
        return ""


def _typed_by_form(rows: QuerySet[Draft]) -> dict[str, Typed]:
    """Return drafts that were not taken: one may come while its form is taken."""
    living = list(rows.filter(at__gte=timezone.now() - KEPT))
    marks = {row.mark for row in living} - {""}
    taken = sent_forms.taken(living[0].officer_id, list(marks)) if marks else []
    return {
        row.form: Typed(json.loads(row.words), row.at) for row in living if row.mark not in taken
    }


# --- without a script ----------------------------------------------------------------------------


def keep_posted(request: HttpRequest, place: Place, form: type[forms.Form]) -> None:
    """Keep what was posted to a dialog that refused it."""
    fields = written_fields(form.base_fields)
    posted = {name: request.POST.get(name, "").strip() for name in fields}
    if kept := {name: (None, text[:MOST_LETTERS]) for name, text in posted.items() if text}:
        save(place, kept, sent_forms.mark_of(request))


def written_fields(fields: dict[str, forms.Field]) -> list[str]:
    """Return the names of the fields for text, none if no field has several lines (`drafts.js`)."""
    widgets = {name: field.widget for name, field in fields.items()}
    if not any(isinstance(widget, forms.Textarea) for widget in widgets.values()):
        return []
    return [name for name, widget in widgets.items() if _is_written(widget)]


def _is_written(widget: forms.Widget) -> bool:
    kind = getattr(widget, "input_type", "")
    return (isinstance(widget, forms.Textarea) or kind == "text") and not widget.is_hidden


# --- erasing -------------------------------------------------------------------------------------


def forget(kind: str, keys: Iterable[Any]) -> None:
    """Delete what anybody typed about rows of a model, named as "question" or "app.question"."""
    named = Q(page=kind) | Q(page__endswith=f".{kind}")
    Draft.objects.filter(named, key__in=[str(key) for key in keys]).delete()


def forget_closed_account(instance: User, **_signal: object) -> None:
    """Delete the drafts of an account that has just been closed; for the signal `post_save`."""
    if not instance.is_active:
        Draft.objects.filter(officer=instance).delete()
