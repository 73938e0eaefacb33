"""What lists of officers' pages are written with."""

import re

from django import template

register = template.Library()
_INDENT = re.compile(r"\s*\n\s*")
_EMPTY_CELL = re.compile(r'class="([^">]*\blist-cell[^>]*>\s*[–-]?\s*</t[dh]>)')


@register.filter(is_safe=True)
def without_indents(html: str) -> str:
    """Leave one line break of each run of spaces with one: unfold's rows are a sixth indents.

    Not for pages with a text box, whose lines are the officer's own.
    """
    return _INDENT.sub("\n", html)


@register.filter(is_safe=True)
def with_empty_cells(html: str) -> str:
    """Name the cells that say nothing: on a phone they are left out."""
    return _EMPTY_CELL.sub(r'class="cell-empty \1', html)


@register.filter(is_safe=True)
def with_landmark(html: str) -> str:
    """Make the part beside the menu the landmark `main`: unfold has none, nor a block for it."""
    return html.replace('<div id="main"', '<div id="main" role="main"', 1)
