"""XML from a tree of elements; pure."""

import io
import re
from dataclasses import dataclass

from django.utils.xmlutils import SimplerXMLGenerator

# Letters that XML 1.0 cannot hold, however they are written.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Element:
    """An element: its tag, with a prefix where it has one, its attributes and what it holds."""

    tag: str
    content: "tuple[Element | str, ...]"
    attributes: dict[str, str]


def element(tag: str, *content: Element | str | None, **attributes: str) -> Element:
    """Return an element; content that is None or empty is left out.

    >>> element("link", href="https://a.vn").attributes
    {'href': 'https://a.vn'}
    """
    return Element(tag, tuple(part for part in content if part), attributes)


def optional(tag: str, text: str | None) -> Element | None:
    """Return an element of a text, None where there is none."""
    return element(tag, text) if text else None


def to_bytes(root: Element, **namespaces: str) -> bytes:
    """Return the document in UTF-8; `namespaces` are by prefix, that of the others is `_`."""
    named = {"xmlns" if prefix == "_" else f"xmlns:{prefix}": n for prefix, n in namespaces.items()}
    out = io.BytesIO()
    writer = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    writer.startDocument()
    _write(writer, root, named)
    writer.endDocument()
    return out.getvalue()


def _write(writer: SimplerXMLGenerator, one: Element, more: dict[str, str]) -> None:
    attributes = {
        "xml:lang" if name == "lang" else name: _FORBIDDEN.sub("", value)
        for name, value in one.attributes.items()
    }
    writer.startElement(one.tag, {**more, **attributes})  # type: ignore[arg-type]  # it only asks for the items
    for part in one.content:
        if isinstance(part, Element):
            _write(writer, part, {})
        else:
            writer.characters(_FORBIDDEN.sub("", part))
    writer.endElement(one.tag)
