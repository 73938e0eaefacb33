"""The certainty of a fee, in the words that citizens read."""

from procedures.choices import Certainty, FeeStatus
from procedures.fees.in_force import Row
from procedures.translations.sentences import say

ASK_AGAIN = "nên hỏi lại"
_OF_ROW = {
    Certainty.REPORTED: "Mức này theo nơi khác đăng lại; ông/bà nên hỏi lại nơi nộp hồ sơ.",
    Certainty.UNSETTLED: "Mức này chưa rõ; ông/bà hỏi nơi nộp hồ sơ trước khi nộp.",
}
# Why no amount is shown, or amounts are shown only as an orientation.
OF_STATUS = {
    FeeStatus.UNVERIFIED: "Chưa xác minh được mức thu; ông/bà hỏi nơi nộp hồ sơ trước khi nộp.",
    FeeStatus.CONFLICTING: "Các nơi nêu mức thu khác nhau; ông/bà hỏi nơi nộp hồ sơ trước khi nộp.",
    FeeStatus.UNREGULATED: "Chưa có văn bản quy định mức thu cho thủ tục này.",
    FeeStatus.BY_CIRCULAR: "Mức thu theo Thông tư 48/2022/TT-BTC; ông/bà hỏi nơi nộp hồ sơ.",
}
# Shown instead of an amount.
IN_PLACE = {
    FeeStatus.UNVERIFIED: "Chưa xác minh",
    FeeStatus.CONFLICTING: "Chưa xác minh",
    FeeStatus.UNREGULATED: "Chưa có quy định thu",
    FeeStatus.BY_CIRCULAR: "Theo Thông tư 48/2022/TT-BTC",
}
NO_ROW = "Chưa rõ mức thu ở cách thức này; ông/bà hỏi nơi nộp hồ sơ trước khi nộp."


def is_certain(row: Row) -> bool:
    """Return True if the law was read for this fee, or the province confirmed it."""
    return bool(row["confirmed"]) or row["certainty"] == Certainty.TEXT_READ


def doubt_about(row: Row) -> str:
    """Return the doubt about `row` that citizens should know; empty if it is certain."""
    return "" if is_certain(row) else say(_OF_ROW[Certainty(row["certainty"])])
