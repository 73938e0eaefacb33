"""Choices of which one tap, or one key, sends the form."""

from collections.abc import Mapping
from typing import Any

from django import forms


class OneTap(forms.RadioSelect):
    """Each choice is a button; the form needs no other (`sends_itself`).

    `keys` are single keys by the value of their choice.
    """

    template_name = "admin/desk/one_tap.html"

    def __init__(
        self, label: str, look: str = "button-danger", keys: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.label, self.look, self.keys = label, look, keys or {}

    def get_context(self, *args: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(*args)
        context["widget"] |= {"label": self.label, "look": self.look}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        return option | {"key": self.keys.get(value, "")}
