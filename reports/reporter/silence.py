"""What the sender of a report about a crime is told: receipt, hand-over and result in fixed words.

A free word could warn whom the report is about, so whatever else officers say stays between them
(JC 01/2017, article 8; Circular 28/2020/TT-BCA, article 17). When a report turns out to be about a
crime, what was said before stays; from then on this holds. Pure.
"""

from collections.abc import Mapping

from reports.workflow import Move

FIXED: Mapping[Move, str] = {
    Move.CONCLUDE: "Tố giác, tin báo của ông/bà đã được giải quyết theo quy định của pháp luật. "
    "Công an thông báo kết quả cho ông/bà bằng văn bản hoặc gặp trực tiếp.",
    Move.HAND_OVER: "Tố giác, tin báo của ông/bà đã được tiếp nhận và chuyển cơ quan có thẩm quyền "
    "giải quyết. Cơ quan đó liên hệ với ông/bà khi cần.",
}
_TOLD = frozenset({Move.RECEIVE, *FIXED})


def is_told(move: Move, *, is_crime: bool) -> bool:
    """Return True if a sender is told of an officer's move."""
    return move in _TOLD or not is_crime
