"""Template tags of the project as a whole."""

from django import template

from police_portal import VERSION

register = template.Library()


@register.simple_tag
def version() -> str:
    """Return the running version."""
    return VERSION
