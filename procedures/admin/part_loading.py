"""Load the parts of a procedure when their tab is opened.

With all parts at once the edit page of the largest procedure was four times as long.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.admin.helpers import InlineAdminFormSet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from procedures.admin.part_forms import PartFormSet
from procedures.admin.part_inlines import PartInline, prefix_of
from procedures.models import Procedure


class PartsOnDemand:
    """An edit page whose parts are closed until an officer asks for one by `?part=documents`.

    A part that was never opened is not sent with the form, and stays as it is.
    """

    def get_inline_instances(
        self, request: HttpRequest, obj: Procedure | None = None
    ) -> list[PartInline]:
        """Read from a sent form only the parts that it contains."""
        parts: list[PartInline] = super().get_inline_instances(request, obj)  # type: ignore[misc]  # mixed in
        return [part for part in parts if _is_sent(request, part)]

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
            formset.is_open = _is_open(request, formset, obj)
        parts: list[PartInline] = super().get_inline_instances(request, obj)  # type: ignore[misc]  # mixed in
        formsets = [shown.get(prefix_of(part)) or _closed(request, part, obj) for part in parts]
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


def _is_sent(request: HttpRequest, part: PartInline) -> bool:
    return request.method != "POST" or f"{prefix_of(part)}-TOTAL_FORMS" in request.POST


def _is_open(request: HttpRequest, formset: PartFormSet, procedure: Procedure | None) -> bool:
    return procedure is None or formset.is_bound or formset.prefix in request.GET.getlist("part")


def _closed(request: HttpRequest, part: PartInline, procedure: Procedure | None) -> PartFormSet:
    formset = part.get_formset(request, procedure)
    closed = formset(instance=procedure, queryset=part.get_queryset(request))
    closed.is_open = False
    return closed


def _named(
    formsets: Sequence[InlineAdminFormSet], prefix: str | None
) -> Iterator[InlineAdminFormSet]:
    return (made for made in formsets if made.formset.prefix == prefix)
