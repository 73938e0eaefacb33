"""Hears somebody in danger: the model where it is sure, the officers' words where it is in doubt.

Measured by `python -m benchmarks.danger` on phrases that were kept aside.
"""

from collections import defaultdict

from foundation.publishing.derived import kept_while_equal
from procedures.danger.model import Reading, model
from procedures.danger.rules import Rules
from procedures.danger.words import Danger, DangerWords

# Above the first margin the model alone decides. Between the two the officers' words decide. Below,
# the words mean something else: «giấy phép bán dao».
SURE, DOUBT = 0.5, -1.5
# Of a part of a text, alone, they decide above this.
DOUBT_OF_PART = -0.5
# Below, the officers' words decide of which kind it is. Without any, what to do until help comes is
# left out. Of 81 dangers kept aside 16 were below and 5 of them of the wrong kind, above 3 of 65.
SURE_OF_KIND = 0.3


_rules_of = kept_while_equal(Rules)


class Recogniser:
    """Finds the danger that a text tells of. Immutable, so threads can share it."""

    def __init__(self, words: DangerWords) -> None:
        self._rules = _rules_of(words)
        self._kinds = {kind.code: kind for kind in words.kinds}
        self._model = model()

    def find(self, text: str) -> Danger | None:
        """Return the danger that `text` tells of, or None. Nothing is kept or logged."""
        reading = self._model.read(text)
        is_part = reading.margin < reading.alone
        if reading.alone <= (DOUBT_OF_PART if is_part else DOUBT):
            return None
        heard = None
        # Letters alone are no reason: they are in «DROP TABLE», too.
        if reading.margin > SURE and self._kinds and (words := self._model.decisive(reading)):
            heard = self._likeliest(reading, tuple(words))
            if heard.is_kind_sure:
                return heard
        match = self._rules.find(reading.text)
        if match is None or match.kind not in self._kinds:
            return heard
        return Danger(self._kinds[match.kind], match.terms)

    def _likeliest(self, reading: Reading, words: tuple[str, ...]) -> Danger:
        """Return danger of the likeliest kind of the likeliest number: whom to call matters most.

        Squares, because 113 has seven kinds and 112 one: seven unlikely ones are no likely number.
        """
        kinds = self._model.kinds(reading)
        numbers: dict[str, float] = defaultdict(float)
        for kind in self._kinds.values():
            numbers[kind.number] += kinds.get(kind.code, 0.0) ** 2
        likeliest = max(
            self._kinds.values(),
            key=lambda kind: (numbers[kind.number], kinds.get(kind.code, 0.0)),
        )
        return Danger(likeliest, words, kinds.get(likeliest.code, 0.0) >= SURE_OF_KIND)
