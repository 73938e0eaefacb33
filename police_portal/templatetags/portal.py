"""What templates show of the project as a whole."""

from django import template

from police_portal import VERSION

register = template.Library()


@register.simple_tag
def version() -> str:
    """Return the version that serves."""
    return VERSION
