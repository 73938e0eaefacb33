"""What officers may read of a rating's comment.

Leaders read all of it. Others read it with persons masked, unless abusive words hold it back.
"""

from collections.abc import Sequence

from feedback.models import Rating
from foundation.records import screening
from foundation.records.screening import Names
from foundation.records.vietnamese import syllables
from offices.models import Officer

HELD_BACK = "Đang chờ lãnh đạo xem: có từ ngữ cần cân nhắc."
_RANKS = frozenset(
    (grade, rank) for grade in ("dai", "thuong", "trung", "thieu") for rank in ("uy", "ta", "tuong")
)


def officers_names() -> Names:
    """Return the names of all officers, including past ones, in the form of `screening`.

    One query.
    """
    rows = Officer.objects.order_by().values_list(
        "public_name", "user__last_name", "user__first_name"
    )
    written = {
        text
        for public, last, first in rows
        for text in (public, f"{last} {first}", f"{first} {last}")
    }
    return frozenset(name for text in written if len(name := _without_rank(syllables(text))) > 1)


def _without_rank(parts: Sequence[str]) -> tuple[str, ...]:
    """Return a name without the rank before it.

    >>> _without_rank(["dai", "uy", "nguyen", "van", "a"])
    ('nguyen', 'van', 'a')
    """
    return tuple(parts[2:] if tuple(parts[:2]) in _RANKS else parts)


def words_for(rating: Rating, names: Names, *, leader: bool) -> str:
    """Return the comment for a leader or another officer; empty if there is none."""
    if leader:
        return str(rating.words)
    if rating.held_back:
        return HELD_BACK
    return screening.mask(rating.words, names=names)
