"""The names of places that a text may mean, the most literal first. Pure."""

import re
from collections.abc import Container, Iterator

from foundation.records.vietnamese import syllables

Words = tuple[str, ...]
LONGEST_NAME = 5  # syllables
# Begins the key of a former district: its bare name may be that of a commune, too.
DISTRICT = "@"

_COMMUNES: tuple[Words, ...] = (
    ("thi", "tran"),
    ("dac", "khu"),
    ("phuong",),
    ("xa",),
    ("tt",),
    ("p",),
    ("x",),
)
_DISTRICTS: tuple[Words, ...] = (
    ("thi", "xa"),
    ("thanh", "pho"),
    ("huyen",),
    ("quan",),
    ("tx",),
    ("tp",),
    ("h",),
    ("q",),
)
_POLICE: tuple[Words, ...] = (("cong", "an"), ("ca",), ("cax",))
# Words before a name: công an, phường, xã, thị trấn, thị xã, thành phố, huyện, tỉnh and their short
# forms.
_DESIGNATORS = (*_COMMUNES, *_DISTRICTS, *_POLICE, ("tinh",), ("t",))
_FIRST = frozenset(kind[0] for kind in _DESIGNATORS)
_FORMER: Words = ("cu",)  # «(cũ)»
# Khu, tổ, xóm, thôn, ấp, bản, buôn, khóm, đội, tiểu khu, làng: what lies in a commune.
_VILLAGES = frozenset(
    ("khu", "to", "xom", "thon", "ap", "ban", "buon", "khom", "doi", "tieu", "lang", "phum", "soc")
)
_SEPARATOR = re.compile(r"[,;()–—-]")
_NUMBERED = re.compile(r"\b(p|q|phường|phuong|quận|quan)\.?\s*0*(\d{1,2})\b", re.IGNORECASE)
_KIND_OF = {"p": "phường", "q": "quận"}
_SHORTEST = 2  # syllables of a name without the kind of place before it
_MARKED = re.compile(
    r"(?:công an|phường|xã|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) ", re.IGNORECASE
)


def bare_name(name: str) -> str:
    """Return the name of a place without the kind of place. «Phường 1» keeps it.

    >>> bare_name("Công an phường Thanh Miếu"), bare_name("Công an xã Phượng Dực")
    ('Thanh Miếu', 'Phượng Dực')
    """
    while (found := _MARKED.match(name)) and not name[found.end() :].isdigit():
        name = name[found.end() :]
    return name


def readings(text: str) -> Iterator[Words]:
    """Yield the keys that `text` may mean, the most literal first.

    «Phượng Lâu» begins like «phường Lâu»: the kind of place is dropped only if no place has the
    whole name.
    """
    parts = _parts(text)
    yield from _shortened(tuple(word for part in parts for word in part))
    bare = [_without_kind(part) for part in parts]
    for count in range(len(parts), 1, -1):  # «Tân Lập, huyện Sông Lô»
        yield tuple(word for part in bare[:count] for word in part)
    for part in parts:  # «số 5, phường Bạch Hạc, Việt Trì»
        yield from _shortened(part)
    yield from _inside(tuple(word for part in parts for word in part))


def _parts(text: str) -> list[Words]:
    """Return the folded syllables between commas; «P.01» is «phường 1»."""
    spelled = _NUMBERED.sub(
        lambda found: f"{_KIND_OF.get(found[1].lower(), found[1])} {found[2]}", text
    )
    return [words for piece in _SEPARATOR.split(spelled) if (words := tuple(syllables(piece)))]


def run_together(text: str, known: Container[Words]) -> Words | None:
    """Return the commune in «Tân Quang Văn Lâm» or «tổ 3 Thanh Miếu», without kind and comma."""
    parts = _parts(text)
    whole = tuple(word for part in parts for word in part)
    return _before_district(whole, known) or _after_village(parts, known)


def _before_district(words: Words, known: Container[Words]) -> Words | None:
    for cut in range(len(words) - 1, 0, -1):
        name, district = words[:cut], (DISTRICT, *words[cut:])
        if name in known and district in known:
            return name
    return None


def _after_village(parts: list[Words], known: Container[Words]) -> Words | None:
    """«xóm Đồng Tiến Thanh Miếu» is in Thanh Miếu, «tổ 3 Thanh Miếu Việt Trì» too."""
    for words in parts:
        if words[0] in _VILLAGES:
            last = _name_before(words, len(words), known)
            if last:
                return _name_before(words, len(words) - len(last), known) or last
    return None


def _name_before(words: Words, end: int, known: Container[Words]) -> Words | None:
    """Return the longest known name up to `end`, after a village's own name or number."""
    longest = min(LONGEST_NAME, end - 2)
    runs = (words[end - length : end] for length in range(longest, _SHORTEST - 1, -1))
    return next((run for run in runs if run in known), None)


def _designator(words: Words) -> int:
    """Return how many leading words are the kind of place; never all, or all but a number."""
    if not words or words[0] not in _FIRST:  # nearly every word
        return 0
    for kind in _DESIGNATORS:
        size = len(kind)
        if tuple(words[:size]) == kind and len(words) > size:
            return 0 if len(words) == size + 1 and words[size].isdigit() else size
    return 0


def _without_kind(words: Words) -> Words:
    """Return `words` without «công an» and one kind: «thị xã Tịnh Biên» ends like «tỉnh Biên»."""
    for kinds in (_POLICE, _DESIGNATORS):
        cut = _designator(words)
        if words[:cut] in kinds:
            words = words[cut:]
    return words


def _shortened(words: Words) -> Iterator[Words]:
    while True:
        yield words
        if len(words) > 1 and words[-1:] == _FORMER:
            yield words[:-1]
        cut = _designator(words)
        if not cut:
            return
        if words[:cut] in _DISTRICTS:
            yield (DISTRICT, *words[cut:])
        words = words[cut:]


def _inside(words: Words) -> Iterator[Words]:
    """Yield what follows each kind of place: «khu 5 phường Thanh Miếu thành phố Việt Trì».

    A commune is read with its district first, then alone.
    """
    kinds = list(_kinds_in(words))
    districts = [at + size for at, size in kinds if words[at : at + size] in _DISTRICTS]
    for at, size in kinds:
        if words[at : at + size] in _COMMUNES:
            first = at if words[at + size].isdigit() else at + size
            for length in range(min(LONGEST_NAME, len(words) - first), 0, -1):
                name = words[first : first + length]
                for district in districts:
                    if district > first:
                        yield name + words[district:]
                yield name
    for district in districts:
        yield (DISTRICT, *words[district:])


def _kinds_in(words: Words) -> Iterator[tuple[int, int]]:
    """Yield position and length of each kind of place: in «thị xã» is no «xã»."""
    end = 0
    for at, word in enumerate(words):
        size = _designator(words[at:]) if at >= end and len(word) > 1 else 0
        if size:
            yield at, size
            end = at + size
