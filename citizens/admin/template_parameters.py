"""The fields that map values of an event to parameters of a Zalo template, one select each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget

from citizens.notices.events import Event
from foundation.zalo.templates import NOTIFICATION_TEMPLATE, NOTIFICATION_TEMPLATE_ID, Template
from official_accounts import registry
from official_accounts.models import ZaloTemplate


class LabelledSelects(forms.MultiWidget):
    """A select for each parameter, with its name and limit before it."""

    template_name = "admin/citizens/parameter_selects.html"

    def __init__(self, template: Template, choices: Sequence[tuple[str, str]]) -> None:
        self._names = [one.name for one in template.parameters]
        self._labels = [
            f"{one.name}{' *' if one.required else ''}"
            f"{f' (tối đa {one.max_length} chữ)' if one.max_length else ''}"
            for one in template.parameters
        ]
        super().__init__({name: UnfoldAdminSelectWidget(choices=choices) for name in self._names})

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        """Return the chosen values in the order of the parameters."""
        return [(value or {}).get(name, "") for name in self._names]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the names to the selects."""
        context = super().get_context(name, value, attrs)
        for one, label in zip(context["widget"]["subwidgets"], self._labels, strict=True):
            one["label"] = label
            one["attrs"]["aria-label"] = label
        return context


class ParametersField(forms.MultiValueField):
    """The mapping as a dictionary; parameters that nothing was chosen for are left out."""

    def __init__(self, template: Template, event: Event) -> None:
        choices = [("", "– chọn –"), *((one.name, one.meaning) for one in event.placeholders)]
        self._names = [one.name for one in template.parameters]
        fields = [forms.ChoiceField(choices=choices, required=False) for _name in self._names]
        widget = LabelledSelects(template, choices)
        super().__init__(fields, widget=widget, required=False, require_all_fields=False)

    def compress(self, data_list: Sequence[str]) -> dict[str, str]:
        """Return what was chosen, by the name of the parameter."""
        return {name: one for name, one in zip(self._names, data_list or [], strict=False) if one}


def template_of(template_id: str, known: Mapping[str, ZaloTemplate]) -> Template | None:
    """Return what a template takes, None if it was not read from Zalo yet."""
    if template_id == NOTIFICATION_TEMPLATE_ID:
        return NOTIFICATION_TEMPLATE
    row = known.get(template_id)
    return registry.template_of(row) if row else None
