"""What is folded on phones."""

from typing import Any

from django import template

from foundation.desk.phones import is_phone

register = template.Library()


@register.simple_tag(takes_context=True)
def open_at_desk(context: dict[str, Any]) -> str:
    """Return the attribute of `<details>` that is open, but not on a phone."""
    return "" if is_phone(context["request"]) else "open"
