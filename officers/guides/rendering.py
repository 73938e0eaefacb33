"""The guides' Markdown as HTML: headings, paragraphs, lists, bold, links between guides, pictures.

Everything else is text. All text is escaped first, so no other element can come out.
"""

import re
from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z0-9-]+)\.md\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(hinh/([a-z0-9-]+)\.png\)")
_ITEM = re.compile(r"(?P<bullet>[-*]|\d+\.)\s+(?P<text>.*)")
_HEADING = re.compile(r"(#{1,3})\s+(.*)")


def render(text: str) -> SafeString:
    """Return a guide's Markdown as HTML."""
    return mark_safe("\n".join(_blocks(text)))  # noqa: S308  # every piece is escaped by _inline


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if heading := _HEADING.fullmatch(lines[0].strip()):
            level = len(heading[1]) + 1  # the page's own title is the first
            yield f"<h{level}>{_inline(heading[2])}</h{level}>"
        elif _ITEM.match(lines[0]):
            yield _list(lines)
        elif picture := _PICTURE.fullmatch(block.strip()):
            yield _figure(picture)
        else:
            yield f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"


def _list(lines: list[str]) -> str:
    """Return the list; a line without a bullet continues the item before."""
    items: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        if item:
            items.append(item["text"])
        else:
            items[-1] += f" {line.strip()}"
    tag = "ol" if lines[0][0].isdigit() else "ul"
    return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{tag}>"


def _figure(picture: re.Match[str]) -> str:
    caption, address = escape(picture[1]), reverse("help-picture", args=[picture[2]])
    return (
        f'<figure><img src="{address}" alt="{caption}" '
        f'loading="lazy"><figcaption>{caption}</figcaption></figure>'
    )


def _inline(text: str) -> str:
    text = _BOLD.sub(r"<strong>\1</strong>", escape(text))
    return _LINK.sub(
        lambda link: f'<a href="{reverse("help", args=[link[2]])}">{link[1]}</a>', text
    )
