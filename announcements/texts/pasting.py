"""Text as it comes from Word or a web page, without its markup; pure.

What citizens read is safe without this, because `markdown` has nh3 behind it. Here the words are
kept clean where officers see them again: in the form, in the history and in comparisons.
"""

from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "xml", "template", "noscript", "iframe", "object", "head"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_ADDRESS = ("https:", "http:")


class _Words(HTMLParser):
    """Collects the words between tags."""

    def __init__(self) -> None:
        # A `&` stays as it was written: it is text, not HTML.
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.startswith(_ADDRESS):  # <https://bocongan.gov.vn>, which is Markdown
            self.parts.append(self.get_starttag_text() or "")
        elif tag in _SILENT:
            self._silent.append(tag)
        elif tag in _LINES and not self._silent:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in _LINES and not self._silent:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def without_markup(text: str) -> str:
    r"""Return a pasted text without tags, comments, scripts and styles; other texts as they are.

    >>> without_markup("<p class=MsoNormal>Cảnh báo<script>alert(1)</script></p>\n> trích")
    'Cảnh báo\n\n> trích'
    >>> without_markup("Dưới 5 < 10 & trên 3 > 2")
    'Dưới 5 < 10 & trên 3 > 2'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" not in text:
        return text
    words = _Words()
    words.feed(text)
    words.close()
    found = "".join(words.parts)
    return found if found == text else _without_empty_lines(found)


def _without_empty_lines(text: str) -> str:
    """Return the text with at most one empty line in a row: each pasted tag left one."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()
