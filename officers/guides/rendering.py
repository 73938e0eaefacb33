"""The guides' Markdown as HTML: headings with anchors, lists, tables, links, pictures.

markdown-it renders it without raw HTML; nh3 cleans the result, so that a bug of the parser does not
reach an officer's browser.
"""

import re

import nh3
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from foundation.records.vietnamese import fold

_GUIDE = re.compile(r"([a-z0-9-]+)\.md")
_PICTURE = re.compile(r"hinh/([a-z0-9-]+)\.png")
_RULES = ("heading", "list", "table", "emphasis", "link", "image", "newline", "balance_pairs")
_TAGS = {
    *("p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "a"),
    *("figure", "figcaption", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    **{tag: {"id"} for tag in ("h2", "h3", "h4")},
    "*": set[str](),
    "a": {"href"},
    "img": {"src", "alt", "loading"},
}
_SECTION = re.compile(r'<h3( id="[^"]*")>(.*?)</h3>(.*?)(?=<h3 |\Z)', re.DOTALL)
_parser = MarkdownIt("zero").enable([*_RULES, "fragments_join"])


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading in addresses.

    >>> anchor_of("Ghi nhận một hồ sơ mới")
    'ghi-nhan-mot-ho-so-moi'
    """
    return slugify(fold(heading))


def render(text: str) -> SafeString:
    """Return a guide's Markdown as HTML."""
    tokens = _parser.parse(text)
    for number, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"  # h1 is the page's own title
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(tokens[number + 1].content))
        for child in token.children or ():
            _lead_inside(child)
    html = _parser.renderer.render(_with_figures(tokens), _parser.options, {})
    return mark_safe(  # noqa: S308  # nh3 has cleaned it
        nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None).strip()
    )


def folded(html: SafeString) -> SafeString:
    """Return a rendered guide with each section folded; a browser opens that of the address."""
    section = r"<details><summary><h3>\2</h3></summary><div\1>\3</div></details>"
    return mark_safe(_SECTION.sub(section, html))  # noqa: S308  # made of what nh3 has cleaned


def _lead_inside(token: Token) -> None:
    """Point a link to the guide in the admin; disable all other links."""
    if token.type == "link_open":
        guide = _GUIDE.fullmatch(str(token.attrs.get("href", "")))
        token.attrs["href"] = reverse("help", args=[guide[1]]) if guide else "#"


def _with_figures(tokens: list[Token]) -> list[Token]:
    """Return the tokens, with a paragraph of one picture as a figure with caption."""
    shown: list[Token] = []
    for token in tokens:
        pictures = [one for one in token.children or () if one.type == "image"]
        if len(pictures) == 1 and token.children == pictures and shown[-1].tag == "p":
            shown.pop()
            shown.append(Token("html_block", "", 0, content=_figure(pictures[0])))
        elif not (token.type == "paragraph_close" and shown and shown[-1].type == "html_block"):
            shown.append(token)
    return shown


def _figure(picture: Token) -> str:
    name, words = _PICTURE.fullmatch(str(picture.attrs.get("src", ""))), picture.content
    if not name:
        return format_html("<p>{}</p>\n", words)
    # Not lazy: a picture that loads later would move the section of the address away.
    return format_html(
        '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>\n',
        reverse("help-picture", args=[name[1]]),
        words,
        words,
    )
