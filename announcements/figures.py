"""Figures of leaders' pages and of the monthly report: what was published, and how right it was."""

from datetime import date

from announcements.models import AnnouncementDay
from officers.first_page.boards import Board, Days, Figure, of_days, plain, share
from officers.first_page.scope import Scope

_SOURCE = "Tin và cảnh báo của đơn vị; đếm ngay khi đăng, đính chính, gỡ, nhận ý kiến, trả lời."


def _announcement_days(scope: Scope, first: date, last: date) -> Days:
    return AnnouncementDay.objects.by_day(first, last, scope.offices)


BOARD = Board(
    7,
    "Tin và cảnh báo",
    (
        Figure(
            "announcements_published", "Tin đã đăng", "Số tin đăng lần đầu trong kỳ.", _SOURCE,
            chart="Tin",
        ),
        Figure(
            "announcements_corrected", "Đính chính", "Số lần đính chính trong kỳ.", _SOURCE,
            chart="Tin",
        ),
        Figure(
            "announcements_withdrawn", "Gỡ, thu hồi", "Số tin bị gỡ hoặc thu hồi trong kỳ.",
            _SOURCE,
        ),
        Figure(
            "announcements_challenged", "Ý kiến về tin",
            "Số ý kiến của người dân cho rằng tin sai.", _SOURCE,
        ),
        Figure(
            "challenges_in_time", "Trả lời ý kiến đúng hạn",
            "Trả lời trong 15 ngày ÷ đã trả lời.", _SOURCE,
            unit=" %", decimals=1, bars=False, top=100, better=1,
        ),
    ),
    of_days(
        _announcement_days,
        {
            "announcements_published": plain("published"),
            "announcements_corrected": plain("corrected"),
            "announcements_withdrawn": plain("withdrawn"),
            "announcements_challenged": plain("challenged"),
            "challenges_in_time": share("in_time", "answered"),
        },
    ),
)  # fmt: skip
