"""Small coloured tags and cells of officers' pages."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def tag(text: str, tone: str = "") -> str:
    """Return `text` as a tag in a tone of the style sheet: good, warning, danger, info or none."""
    return format_html('<span class="tag {}">{}</span>', f"tag-{tone}" if tone else "", text)


def two_lines(first: str, second: str) -> str:
    """Return a cell of a list with a quiet second line; a line that does not fit is cut."""
    return format_html(
        '<span class="two-lines"><span title="{}">{}</span><small title="{}">{}</small></span>',
        first,
        first,
        second,
        second,
    )


def rows_told(beginning: str, rows: Iterable[object]) -> SafeString:
    """Return one message about several rows."""
    listed = format_html_join("", "<li>{}</li>", ((row,) for row in rows))
    return format_html('{}<ul class="told-rows">{}</ul>', beginning, listed)
