"""Figures of leaders' pages and of the monthly report: what was published, and how right it was."""

from announcements.models import AnnouncementDay, ArticleDay, NewsVisitDay
from officers.first_page.boards import Figure, daily, days_of, percentage, plain

_SOURCE = "Tin và cảnh báo của đơn vị; đếm ngay khi đăng, đính chính, gỡ, nhận ý kiến, trả lời."


BOARD = daily(
    7,
    "Tin và cảnh báo",
    (
        Figure(
            "announcements_published", "Bản tin đã đăng", "Số bản tin đăng lần đầu trong kỳ.",
            _SOURCE, chart="Bản tin",
            formula=plain("published"),
        ),
        Figure(
            "announcements_corrected", "Đính chính", "Số lần đính chính trong kỳ.", _SOURCE,
            chart="Bản tin",
            formula=plain("corrected"),
        ),
        Figure(
            "announcements_withdrawn", "Gỡ, thu hồi", "Số bản tin bị gỡ hoặc thu hồi trong kỳ.",
            _SOURCE,
            formula=plain("withdrawn"),
        ),
        Figure(
            "announcements_challenged", "Ý kiến về bản tin",
            "Số ý kiến của người dân cho rằng bản tin sai.", _SOURCE,
            formula=plain("challenged"),
        ),
        percentage(
            "challenges_in_time", "Trả lời ý kiến đúng hạn",
            "Trả lời trong 15 ngày ÷ đã trả lời.", _SOURCE,
            of=("in_time", "answered"), better=1,
        ),
    ),
    days_of(AnnouncementDay),
)  # fmt: skip


_OF_ZALO = "Zalo đếm; đọc mỗi đêm, của bài hiện trong 90 ngày gần đây."
_OF_PAGES = "Lượt mở trang tin của máy chủ này; không theo dõi ai, một người mở hai lần là hai."

READERS_BOARD = daily(
    8,
    "Người đọc bản tin",
    (
        Figure("article_views", "Xem bài trên Zalo", "Lượt xem tăng thêm trong kỳ.", _OF_ZALO,
            chart="Lượt đọc", formula=plain("views")),
        Figure("article_shares", "Chia sẻ bài", "Lượt chia sẻ tăng thêm trong kỳ.", _OF_ZALO,
            formula=plain("shares")),
        Figure("news_visits", "Mở trang tin", "Lượt mở từ mọi nguồn.", _OF_PAGES,
            chart="Lượt đọc", formula=plain("visits")),
        Figure("news_visits_from_articles", "Mở từ bài trên Zalo",
            "Qua liên kết trong bài trên Official Account.", _OF_PAGES,
            formula=plain("from_articles")),
        Figure("news_visits_from_paper", "Mở từ mã QR, áp phích", "Qua mã in trên giấy.",
            _OF_PAGES, formula=plain("from_paper")),
        Figure("news_visits_shared", "Mở từ liên kết chia sẻ",
            "Qua Mini App và liên kết người dân gửi nhau.", _OF_PAGES,
            formula=plain("from_shares")),
    ),
    days_of(ArticleDay, NewsVisitDay),
)  # fmt: skip
