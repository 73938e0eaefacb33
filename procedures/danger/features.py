"""The pieces of a text in which the model looks for danger; pure."""

import re
from collections.abc import Iterator

# Longer texts are read in pieces that overlap, so that no sentence is cut everywhere.
PIECE, OVERLAP = 24, 8
# Beyond this nobody is heard: it bounds the cost of a pasted page.
MAX_CHARACTERS = 4_000
_SENTENCES = re.compile(r"[.!?;\n]+")
# What parts the sentence of a short text, and how many words a part has at least.
_PARTS, SHORTEST_PART = re.compile(r"[,;:.!?]+|(?<= )mà (?=thôi |khoan)"), 4
SHORTEST_TALK = 9


def pieces(text: str) -> Iterator[str]:
    """Yield `text`, or the sentences of a longer one, in overlapping pieces of at most PIECE words.

    A cry at the end of a long talk is not weighed against the talk.
    """
    if text.count(" ") < PIECE and len(text) < MAX_CHARACTERS:
        yield text
        return
    for sentence in _SENTENCES.split(text[:MAX_CHARACTERS]):
        words = sentence.split()
        yield " ".join(words[:PIECE])
        for start in range(PIECE - OVERLAP, len(words) - OVERLAP, PIECE - OVERLAP):
            yield " ".join(words[start : start + PIECE])


def parts(text: str) -> Iterator[str]:
    """Yield the parts of a text that is one piece: «hỏi cái thẻ, mà thôi nhà tôi cháy rồi»."""
    if SHORTEST_TALK <= text.count(" ") + 1 <= PIECE:
        found = [part.strip() for part in _PARTS.split(text)]
        if len(found) > 1:
            yield from (part for part in found if part.count(" ") + 1 >= SHORTEST_PART)
