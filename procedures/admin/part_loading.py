"""Load the parts of a procedure when their tab is opened.

With all parts at once the edit page of the largest procedure was four times as long.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.admin.helpers import InlineAdminFormSet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from foundation.desk.listed_rows import count_each
from procedures.admin.part_forms import PartFormSet
from procedures.admin.part_inlines import MAX_ROWS, PartInline, prefix_of
from procedures.models import Procedure


class PartsOnDemand:
    """An edit page whose parts are closed until an officer asks for one by `?part=documents`.

    A part that was never opened is not sent with the form, and stays as it is.
    """

    def get_inline_instances(
        self, request: HttpRequest, obj: Procedure | None = None
    ) -> list[PartInline]:
        """Read only the parts that an officer has opened."""
        parts: list[PartInline] = super().get_inline_instances(request, obj)  # type: ignore[misc]  # mixed in
        return [part for part in parts if _is_asked(request, part)]

    def get_inline_formsets(
        self,
        request: HttpRequest,
        formsets: Sequence[PartFormSet],
        inline_instances: Sequence[PartInline],
        obj: Procedure | None = None,
        **kwargs: Any,
    ) -> list[InlineAdminFormSet]:
        """Also offer the closed parts when a refused form is shown again."""
        shown = dict(zip(map(prefix_of, inline_instances), formsets, strict=True))
        for formset in formsets:
            formset.is_open = True
        parts: list[PartInline] = super().get_inline_instances(request, obj)  # type: ignore[misc]  # mixed in
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
        return TemplateResponse(request, "admin/procedures/part.html", context)


def _is_asked(request: HttpRequest, part: PartInline) -> bool:
    prefix = prefix_of(part)
    if request.method == "POST":
        return f"{prefix}-TOTAL_FORMS" in request.POST
    return prefix in request.GET.getlist("part")


def _closed(
    request: HttpRequest, parts: Sequence[PartInline], procedure: Procedure | None
) -> dict[str, PartFormSet]:
    """Return formsets of the number of their rows alone; one query counts them all."""
    rows = [part.get_queryset(request).filter(procedure=procedure) for part in parts]
    counts = count_each(rows, MAX_ROWS) if procedure else [0] * len(parts)
    made: dict[str, PartFormSet] = {}
    for part, count in zip(parts, counts, strict=True):
        formset = part.get_formset(request, procedure)
        nothing = part.model._default_manager.none()
        closed = formset(instance=procedure, queryset=nothing, count=count)
        closed.is_open = False
        made[prefix_of(part)] = closed
    return made


def _named(
    formsets: Sequence[InlineAdminFormSet], prefix: str | None
) -> Iterator[InlineAdminFormSet]:
    return (made for made in formsets if made.formset.prefix == prefix)
