"""Two texts compared word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, GONE, NEW = "kept", "gone", "new"
_WORDS = re.compile(r"\s+|\S+")
MOST_WORDS = 6_000  # of each text; what follows is not compared


@dataclass(frozen=True)
class Part:
    """Words that stayed, went or came."""

    change: str
    text: str


def word_differences(before: str, after: str) -> list[Part]:
    """Return the words of both texts in order, and which of them went and came.

    >>> [(one.change, one.text) for one in word_differences("mở 7 giờ", "mở 8 giờ")]
    [('kept', 'mở '), ('gone', '7'), ('new', '8'), ('kept', ' giờ')]
    """
    old, new = (_WORDS.findall(text)[:MOST_WORDS] for text in (before, after))
    return list(_parts(old, new))


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part(KEPT, "".join(old[i:j]))
            continue
        if i < j:
            yield Part(GONE, "".join(old[i:j]))
        if k < m:
            yield Part(NEW, "".join(new[k:m]))
