"""Rows below a form that are loaded when their tab is opened.

With all parts at once the edit page of the largest procedure was four times as long, that of a kind
of report three times.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.admin.helpers import InlineAdminFormSet
from django.db.models import ForeignKey, Model
from django.forms.models import _get_foreign_key  # the one by which Django finds it, too
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from foundation.desk.dates import OVERRIDES
from foundation.desk.listed_rows import count_each

MOST_COUNTED = 200


class PartOnDemand:
    """Mixed in before an inline of unfold; `open_template` is that of the inline itself."""

    formfield_overrides = OVERRIDES
    extra = 0
    tab = True
    show_count = True
    template = "admin/desk/part.html"
    open_template = "admin/edit_inline/tabular.html"


class PartsOnDemand:
    """An edit page whose parts are closed until an officer asks for one by `?part=documents`.

    A part that was never opened is not sent with the form, and stays as it is.
    """

    class Media:
        js = ("parts.js",)

    def get_inline_instances(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """Read only the parts that an officer has opened."""
        parts: list[Any] = super().get_inline_instances(request, obj)  # type: ignore[misc]  # mixed in
        return [part for part in parts if _is_asked(request, part)]

    def get_inline_formsets(
        self,
        request: HttpRequest,
        formsets: Sequence[Any],
        inline_instances: Sequence[Any],
        obj: Model | None = None,
        **kwargs: Any,
    ) -> list[InlineAdminFormSet]:
        """Also offer the closed parts when a refused form is shown again."""
        shown = dict(zip(map(prefix_of, inline_instances), formsets, strict=True))
        for formset in formsets:
            formset.is_open = True
        parts: list[Any] = super().get_inline_instances(request, obj)  # type: ignore[misc]  # mixed in
        closed = [part for part in parts if prefix_of(part) not in shown]
        shown |= _closed(request, closed, obj)
        formsets = [shown[prefix_of(part)] for part in parts]
        made: list[InlineAdminFormSet] = super().get_inline_formsets(  # type: ignore[misc]  # mixed in
            request, formsets, parts, obj, **kwargs
        )
        return made

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Answer a script that asks for one part with that part alone."""
        asked = request.headers.get("X-Part")
        part = next(_named(context["inline_admin_formsets"], asked), None)
        if part is None or not part.formset.is_open:
            page: HttpResponse = super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]  # mixed in
            return page
        context |= {"inline_admin_formset": part}
        return TemplateResponse(request, "admin/desk/part.html", context)


def prefix_of(part: Any) -> str:
    """Return the prefix of the part's field names, as "documents"."""
    return str(_link_of(part).remote_field.get_accessor_name(model=part.model))


def _link_of(part: Any) -> "ForeignKey[Any, Any]":
    link: ForeignKey[Any, Any] = _get_foreign_key(part.parent_model, part.model, part.fk_name)
    return link


def _is_asked(request: HttpRequest, part: Any) -> bool:
    prefix = prefix_of(part)
    if request.method == "POST":
        return f"{prefix}-TOTAL_FORMS" in request.POST
    return prefix in request.GET.getlist("part")


def _closed(request: HttpRequest, parts: Sequence[Any], row: Model | None) -> dict[str, Any]:
    """Return formsets of the number of their rows alone; one query counts them all."""
    each = [part.get_queryset(request).filter(**{_link_of(part).name: row}) for part in parts]
    counts = count_each(each, MOST_COUNTED) if row else [0] * len(parts)
    made: dict[str, Any] = {}
    for part, count in zip(parts, counts, strict=True):
        nothing = part.model._default_manager.none()
        closed = part.get_formset(request, row)(instance=row, queryset=nothing, count=count)
        closed.is_open = False
        made[prefix_of(part)] = closed
    return made


def _named(
    formsets: Sequence[InlineAdminFormSet], prefix: str | None
) -> Iterator[InlineAdminFormSet]:
    return (made for made in formsets if made.formset.prefix == prefix)
