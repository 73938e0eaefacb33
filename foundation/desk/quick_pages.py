"""What unfold and Django do for each row of a page, done once a page.

Unfold made the headers of a list anew for each of its rows, and asked each row for what no page of
ours has: a template that misses something on an object looks through all its names. Django made a
formset's empty row anew for each of the seven times that a page asks for it.
"""

from collections.abc import Iterator
from typing import Any

from django.forms.formsets import BaseFormSet
from django.utils.functional import cached_property
from unfold.admin import ModelAdmin
from unfold.templatetags import unfold_list

_headers = unfold_list.result_headers
_empty_form = BaseFormSet.empty_form.fget  # type: ignore[attr-defined]  # a property
# What unfold's templates ask a page for, and what that is for pages that do not have it.
MISSED = {
    "list_sections": (),
    "conditional_fields": {},
    "change_form_show_cancel_button": False,
    "add_page": "",  # these are our own
    "add_words": "",
}


def install() -> None:
    """Let pages be made so; for AppConfig.ready."""
    unfold_list.result_headers = headers_once
    setattr(BaseFormSet, "empty_form", _empty_form_once)  # noqa: B010  # a property, to mypy
    for name, nothing in MISSED.items():
        setattr(ModelAdmin, name, nothing)


def headers_once(shown: Any) -> Iterator[dict[str, Any]]:
    """Return the headers of a list, made at the first of its rows."""
    if not hasattr(shown, "_headers"):
        shown._headers = list(_headers(shown))  # noqa: SLF001  # a mark of this module
    return iter(shown._headers)  # noqa: SLF001  # the same


_empty_form_once = cached_property(_empty_form)
_empty_form_once.__set_name__(BaseFormSet, "empty_form")
