"""The fields that map values of an event to parameters of a Zalo template. Nobody types JSON.

Once the template was read from Zalo, each of its parameters has a select. Until then each value of
the event has a field for the name that Zalo gave to its parameter.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from citizens.notices.events import Event
from official_accounts import registry
from official_accounts.models import ZaloTemplate
from zalo_client.templates import NOTIFICATION_TEMPLATE, NOTIFICATION_TEMPLATE_ID, Template


class LabelledWidgets(forms.MultiWidget):
    """Several widgets, each with its label before it; `_labels` has them in their order."""

    template_name = "admin/citizens/parameter_selects.html"
    _labels: Sequence[str]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the labels to the widgets."""
        context = super().get_context(name, value, attrs)
        for one, label in zip(context["widget"]["subwidgets"], self._labels, strict=True):
            one["label"] = label
            one["attrs"]["aria-label"] = label
        return context


class LabelledSelects(LabelledWidgets):
    """A select for each parameter, with its name and limit before it."""

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


class LabelledNames(LabelledWidgets):
    """A field for each value of an event, for the name of its parameter at Zalo."""

    def __init__(self, event: Event) -> None:
        self._names = [one.name for one in event.placeholders]
        self._labels = [one.meaning for one in event.placeholders]
        super().__init__({name: UnfoldAdminTextInputWidget() for name in self._names})

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        """Return for each value the names of its parameters."""
        named = (value or {}).items()
        return [", ".join(key for key, to in named if to == name) for name in self._names]


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


class NamesField(forms.MultiValueField):
    """The mapping as a dictionary, from the names at Zalo that stand at each value.

    A value may fill several parameters: their names are separated by commas.
    """

    def __init__(self, event: Event) -> None:
        self._values = [one.name for one in event.placeholders]
        super().__init__(
            [forms.CharField(max_length=200, required=False) for _value in self._values],
            widget=LabelledNames(event),
            required=False,
            require_all_fields=False,
            help_text="Tên tham số trong mẫu của Zalo, ví dụ ten_khach_hang. Giá trị không dùng "
            "thì để trống; dùng cho nhiều tham số thì ngăn cách bằng dấu phẩy.",
        )

    def compress(self, data_list: Sequence[str]) -> dict[str, str]:
        """Return each parameter's value; refuse a name that stands at two values."""
        pairs = [
            (name.strip(), value)
            for value, typed in zip(self._values, data_list or [], strict=False)
            for name in (typed or "").split(",")
            if name.strip()
        ]
        mapping = dict(pairs)
        if len(mapping) < len(pairs):
            raise ValidationError("Mỗi tên tham số chỉ ghi ở một giá trị.", code="duplicate")
        return mapping


def template_of(template_id: str, known: Mapping[str, ZaloTemplate]) -> Template | None:
    """Return what a template takes, None if it was not read from Zalo yet."""
    if template_id == NOTIFICATION_TEMPLATE_ID:
        return NOTIFICATION_TEMPLATE
    row = known.get(template_id)
    return registry.template_of(row) if row else None
