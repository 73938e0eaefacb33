"""Figures of leaders' pages and of the monthly report: what was published, and how right it was."""

from collections.abc import Sequence
from datetime import date

from announcements.models import AnnouncementDay, ArticleDay, NewsVisitDay
from officers.first_page.boards import Board, Days, Figure, Values, of_days, plain, share
from officers.first_page.periods import Period
from officers.first_page.scope import Scope

_SOURCE = "Tin và cảnh báo của đơn vị; đếm ngay khi đăng, đính chính, gỡ, nhận ý kiến, trả lời."


def _announcement_days(scope: Scope, first: date, last: date) -> Days:
    return AnnouncementDay.objects.by_day(first, last, scope.offices)


def _article_days(scope: Scope, first: date, last: date) -> Days:
    return ArticleDay.objects.by_day(first, last, scope.offices)


def _visit_days(scope: Scope, first: date, last: date) -> Days:
    return NewsVisitDay.objects.by_day(first, last, scope.offices)


BOARD = Board(
    7,
    "Tin và cảnh báo",
    (
        Figure(
            "announcements_published", "Bản tin đã đăng", "Số bản tin đăng lần đầu trong kỳ.",
            _SOURCE, chart="Bản tin",
        ),
        Figure(
            "announcements_corrected", "Đính chính", "Số lần đính chính trong kỳ.", _SOURCE,
            chart="Bản tin",
        ),
        Figure(
            "announcements_withdrawn", "Gỡ, thu hồi", "Số bản tin bị gỡ hoặc thu hồi trong kỳ.",
            _SOURCE,
        ),
        Figure(
            "announcements_challenged", "Ý kiến về bản tin",
            "Số ý kiến của người dân cho rằng bản tin sai.", _SOURCE,
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


_OF_ZALO = "Zalo đếm; đọc mỗi đêm, của bài hiện trong 90 ngày gần đây."
_OF_PAGES = "Lượt mở trang tin của máy chủ này; không theo dõi ai, một người mở hai lần là hai."
_ARTICLES = of_days(
    _article_days, {"article_views": plain("views"), "article_shares": plain("shares")}
)
_VISITS = of_days(
    _visit_days,
    {
        "news_visits": plain("visits"),
        "news_visits_from_articles": plain("from_articles"),
        "news_visits_from_paper": plain("from_paper"),
        "news_visits_shared": plain("from_shares"),
    },
)


def _readers(scope: Scope, periods: Sequence[Period]) -> Values:
    return {**_ARTICLES(scope, periods), **_VISITS(scope, periods)}


READERS_BOARD = Board(
    8,
    "Người đọc bản tin",
    (
        Figure("article_views", "Xem bài trên Zalo", "Lượt xem tăng thêm trong kỳ.", _OF_ZALO,
            chart="Lượt đọc"),
        Figure("article_shares", "Chia sẻ bài", "Lượt chia sẻ tăng thêm trong kỳ.", _OF_ZALO),
        Figure("news_visits", "Mở trang tin", "Lượt mở từ mọi nguồn.", _OF_PAGES,
            chart="Lượt đọc"),
        Figure("news_visits_from_articles", "Mở từ bài trên Zalo",
            "Qua liên kết trong bài trên Official Account.", _OF_PAGES),
        Figure("news_visits_from_paper", "Mở từ mã QR, áp phích", "Qua mã in trên giấy.",
            _OF_PAGES),
        Figure("news_visits_shared", "Mở từ liên kết chia sẻ",
            "Qua Mini App và liên kết người dân gửi nhau.", _OF_PAGES),
    ),
    _readers,
)  # fmt: skip
