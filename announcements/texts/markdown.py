"""The Markdown of announcements: the same HTML in the admin, the API, the page and the article.

Paragraphs, bold and italic, lists, quotes, headings of level 2 and 3, links. Anything else stays
text. nh3 cleans the result, so that a fault of the parser could not reach anybody's browser.
"""

import html
import re
from collections.abc import Iterator, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from announcements.texts import defanging, links
from announcements.texts.pasting import without_markup

# Of an announcement's text, in characters. The longest guidance of the catalogue has 9,000.
MAX_CHARACTERS = 20_000
_RULES = (
    *("heading", "list", "blockquote"),
    *("emphasis", "link", "autolink", "newline", "escape", "fragments_join", "balance_pairs"),
)
TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h2", "h3", "a"})
# `*` names what nh3 would let pass on every tag: titles and languages.
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "tel"}
# A new line is a new line, as officers who never heard of Markdown expect.
_parser = MarkdownIt("zero", {"breaks": True}).enable(list(_RULES))


def render(text: str, *, own: Sequence[str] = (), defanged: bool = False) -> str:
    """Return the safe HTML of a text.

    With `defanged`, as in a warning of a scam, nobody can follow a link or dial a number in it
    unless they are the state's: links below `.gov.vn`, and the digits in `own`.

    >>> render("Chỉ vào **[trang của Bộ](https://bocongan.gov.vn)**.")[:45]
    '<p>Chỉ vào <strong><a href="https://bocongan.'
    """
    tokens = _parser.parse(without_markup(text)[:MAX_CHARACTERS])
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
        if token.children:
            token.children = list(_inline(token.children, own, defanged=defanged))
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(
        rendered,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    ).strip()


def _inline(children: Sequence[Token], own: Sequence[str], *, defanged: bool) -> Iterator[Token]:
    """Yield the tokens of a paragraph: links that are refused, or a scam's, become text."""
    closing: str | None = None  # what follows the words of a link that became text
    dropped = False
    words = ""
    for token in children:
        if token.type == "link_open":
            href, words = str(token.attrs.get("href", "")), ""
            dropped = links.fault_of(href) is not None or (
                defanged and not links.is_of_the_state(href, own)
            )
            closing = href
        if token.type == "link_close" and dropped:
            dropped = False
            if closing and links.readable(closing) not in words:
                yield _text(f" ({defanging.defang_address(links.readable(closing))})")
        elif token.type == "text":
            words += token.content
            yield _text(
                defanging.defang(token.content, own) if defanged or dropped else token.content
            )
        elif not (token.type == "link_open" and dropped):
            yield token


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


_ENDS = re.compile(r"</(?:p|li|h2|h3|blockquote|ul|ol)>|<br>")


def plain(rendered: str) -> str:
    r"""Return the words of rendered HTML, a line for each paragraph, without markup.

    >>> plain("<p>Một &amp; <strong>hai</strong></p><p>ba</p>")
    'Một & hai\nba'
    """
    lines = _ENDS.sub("\n", rendered.replace("\n", " "))
    words = html.unescape(nh3.clean(lines, tags=set()))
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))


def links_in(text: str) -> list[str]:
    """Return the addresses that a text links to, in order, as `render` finds them."""
    tokens = _parser.parse(without_markup(text)[:MAX_CHARACTERS])
    return [
        str(child.attrs.get("href", ""))
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
