"""A published announcement as an article of Zalo: the same for the sender and for the preview.

Whether Zalo shows HTML or its source in an article is not documented, so that paragraphs are plain
text that reads well either way: lists have their bullets, links their address behind them.
"""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from announcements.feeds.entries import in_vietnam
from announcements.publishing.published import Document, Particulars
from zalo_client.articles import MAX_AUTHOR, ArticleContent

# Zalo's answers are read up to 64 KB, and JSON may write a letter as six bytes; the page of the
# announcement has the rest.
MAX_CHARACTERS = 8_000
GO_ON = "Đọc tiếp ở trang của công an, địa chỉ bên dưới."


def article_of(document: Document, *, link: str, tracking_link: str, cover: str) -> ArticleContent:
    """Return the article; `link` leads readers to our page, `cover` is a picture's address."""
    return ArticleContent(
        title=document["title"],
        author=document["office"]["name"][:MAX_AUTHOR],
        description=document["summary"] or document["title"],
        cover=cover,
        blocks=[*_bounded(list(_blocks(document))), f"Bản mới nhất và các lần đính chính: {link}"],
        tracking_link=tracking_link,
    )


def _blocks(document: Document) -> Iterator[str]:
    if document["correction_note"]:
        yield f"ĐÍNH CHÍNH: {document['correction_note']}"
    yield from _about(document["particulars"])
    yield from paragraphs(document["html"])
    if document["legal_document"]:
        yield f"Văn bản: {document['legal_document']}"


def _about(about: Particulars) -> Iterator[str]:
    """Yield what only this kind has; a scam's marks come defanged."""
    if claim := about.get("claim"):
        where = ", ".join(about.get("where_seen", []))
        yield f"Điều được lan truyền{f' ({where})' if where else ''}: {claim}"
        yield f"Kết luận: {about.get('verdict_name', '')}"
    for name, words in (("service", "Dịch vụ"), ("place", "Địa điểm")):
        if value := about.get(name):
            yield f"{words}: {value}"
    for name, words in (("begins_at", "Từ"), ("ends_at", "Đến")):
        if moment := about.get(name):
            yield f"{words}: {in_vietnam(str(moment)):%H:%M ngày %d/%m/%Y}"
    if marks := about.get("scam_marks"):
        yield "\n".join(["Dấu hiệu của kẻ lừa đảo:", *(f"• {mark}" for mark in marks)])
    if sources := about.get("sources"):
        yield "\n".join(["Nguồn:", *(f"• {source}" for source in sources)])


def _bounded(blocks: Sequence[str]) -> Iterator[str]:
    left = MAX_CHARACTERS
    for block in blocks:
        if len(block) > left:
            yield GO_ON
            return
        left -= len(block)
        # Read as HTML or as text, it is the same.
        yield block.replace("<", "‹").replace(">", "›")


class _Paragraphs(HTMLParser):
    """Collects the paragraphs of our own safe HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._text = ""
        self._numbers: list[int | None] = []  # of the open lists; None has bullets
        self._link, self._words = "", ""
        self._item = False  # right behind a bullet, where a paragraph begins no line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("ul", "ol"):
            first = int(values.get("start") or 1)
            self._end()
            self._numbers.append(first if tag == "ol" else None)
        elif tag == "li":
            self._end()
            self._text, self._item = self._bullet(), True
        elif tag == "br":
            self._text += "\n"
        elif tag == "a":
            self._link, self._words = values.get("href") or "", ""
        elif tag in ("h2", "h3", "blockquote") or (tag == "p" and not self._item):
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._end()
            self._numbers.pop()
        elif tag == "a":
            address = self._link.removeprefix("tel:")
            self._text += "" if address in self._words else f" ({address})"
            self._link = ""
        elif tag in ("p", "li", "h2", "h3", "blockquote"):
            self._end()

    def handle_data(self, data: str) -> None:
        self._words += data
        self._item = self._item and not data.strip()
        self._text += " ".join(data.split("\n"))

    def _bullet(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "• "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _end(self) -> None:
        text = "\n".join(" ".join(line.split()) for line in self._text.split("\n")).strip()
        if text and text != "•":
            self.found.append(text)
        self._text = ""


def paragraphs(html: str) -> list[str]:
    """Return the paragraphs of our HTML as plain text.

    >>> paragraphs('<p>Xem <a href="https://vneid.gov.vn">VNeID</a>.</p><ul><li>Một</li></ul>')
    ['Xem VNeID (https://vneid.gov.vn).', '• Một']
    """
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    parser._end()  # noqa: SLF001  # of this module
    return parser.found
