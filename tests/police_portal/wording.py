"""Find English in the texts of a page."""

import re
from html.parser import HTMLParser

# Attributes that are read aloud, shown as a hint or on a button.
READ = {"title", "placeholder", "alt", "aria-label", "aria-description", "data-label", "label"}
# The text of a key (`kbd`) is the same in every language.
_HIDDEN = {"script", "style", "svg", "code", "kbd", "template", "noscript"}
_ICON = "material-symbols-outlined"
_VOID = {
    "input",
    "br",
    "hr",
    "img",
    "meta",
    "link",
    "source",
    "wbr",
    "col",
    "area",
    "base",
    "embed",
    "param",
    "track",
}
# A whole word: letters next to digits belong to a number or a code.
_TOKEN = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_QUOTED = re.compile(r"«[^»]*»|https?://\S+|\{\w+\}")  # an example, an address, a placeholder
_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_NUCLEUS = (
    r"(?:uye|uya|uyu|oai|oay|oao|oeo|uay|uoi|uou|ieu|yeu"
    r"|iay|ie|ye|ia|ya|ua|uo|ue|uy|oa|oe|oi|ai|ao|au|ay|eo|eu|iu|ui|oo|[aeiouy])"
)
_CODA = r"(?:ch|ng|nh|[cmnpt])?"
SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)


class _Shown(HTMLParser):
    """Collects the texts that a person sees or hears."""

    def __init__(self):
        super().__init__()
        self.texts, self.open = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        hidden = tag in _HIDDEN or _ICON in (attrs.get("class") or "")
        if not self.hidden and not hidden:
            self.texts += [attrs[name] for name in READ if attrs.get(name)]
            if tag == "input" and attrs.get("type") in {"submit", "button", "reset"}:
                self.texts.append(attrs.get("value") or "")
        if tag not in _VOID:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag):
        names = [name for name, _hidden in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data):
        if not self.hidden:
            self.texts.append(data)

    @property
    def hidden(self):
        return any(hidden for _tag, hidden in self.open)


def shown(html):
    """Return the texts of a page that a person sees or hears."""
    parser = _Shown()
    parser.feed(html)
    return [" ".join(text.split()) for text in parser.texts if text.strip()]


def english(text, allowed=frozenset()):
    """Return the words of a text that are neither Vietnamese syllables nor allowed.

    >>> english("Lưu và tiếp tục. Save and continue")
    ['Save']
    """
    words = [
        word
        for word in _TOKEN.findall(_QUOTED.sub("", text))
        if word.isascii() and not _is_abbreviation(word)
    ]
    return [
        word
        for word in words
        if not SYLLABLE.fullmatch(word.lower()) and word.lower() not in allowed
    ]


def _is_abbreviation(word):
    """Return True for an abbreviation or a column's name: «BTC», «DonViXuLy»."""
    return word[1:] != word[1:].lower()
