"""On the page of an announcement: its articles by account, and what officers do about them."""

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from unfold.decorators import display

from announcements import rights
from announcements.admin import article_forms as forms
from announcements.admin.moves import AnnouncementMoves
from announcements.articles import broadcasting, retrying
from announcements.models import Announcement, Article, Broadcast
from announcements.models.article import There
from announcements.models.broadcast import BroadcastState
from announcements.workflow import LISTED, Party
from foundation.desk.moves import BAD, RowButton
from official_accounts.models import Feature, FeatureStop

_FEATURES = (Feature.ARTICLES, Feature.ARTICLE_CHANGES, Feature.BROADCASTS)


DIALOGS = {
    "ask_broadcast": RowButton(
        "Yêu cầu gửi bài cho người quan tâm", "gui-bai", "campaign", "asks",
        forms.AskBroadcastForm, "Yêu cầu gửi bài cho người quan tâm",
        "Mọi người quan tâm tài khoản nhận được bài; không thu hồi được, mỗi bài chỉ gửi một lần. "
        "Một người khác phải xác nhận.", "Yêu cầu gửi bài",
    ),
    "confirm_broadcast": RowButton(
        "Xác nhận gửi bài", "xac-nhan-gui", "how_to_reg", "approver", forms.ConfirmBroadcastForm,
        "Xác nhận gửi bài",
        "Bài được gửi tới mọi người quan tâm, trong khoảng từ 6 giờ đến 22 giờ. Không thu hồi "
        "được.", "Xác nhận gửi bài", BAD,
    ),
    "cancel_broadcast": RowButton(
        "Huỷ gửi bài", "huy-gui", "cancel_schedule_send", "asks", forms.CancelBroadcastForm,
        "Huỷ gửi bài", "Chỉ huỷ được lượt chưa gửi.", "Huỷ gửi bài",
    ),
    "retry_articles": RowButton(
        "Thử lại bài viết", "thu-lai-bai", "refresh", "asks", forms.RetryForm, "Thử lại bài viết",
        "Mọi bài chưa xong của bản tin được thử lại ngay. Bài Zalo đã nhận thì được tìm lại, "
        "không tạo thêm.", "Thử lại bài viết",
    ),
}  # fmt: skip


class ShowsArticles(AnnouncementMoves):
    """Mixed into the admin of announcements."""

    dialogs = DIALOGS

    @display(description="Từng tài khoản")
    def show_articles(self, row: Announcement) -> str:
        """Show each account: wanted state, real state, obstacle, broadcasts."""
        return render_to_string("admin/announcements/articles.html", {"articles": lines_of(row)})

    def has_asks_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.EDITOR) or rights.may_act_as(
            request.user, Party.APPROVER
        )

    def other_actions(self, row: Announcement, user: User) -> set[str]:
        """Offer what there is something to do for."""
        found = super().other_actions(row, user) | {"preview"}
        if not broadcasting.may_ask(row, user):
            return found
        if retrying.waiting(row).exists():
            found.add("retry_articles")
        waiting = (BroadcastState.ASKED, BroadcastState.CONFIRMED)
        rows = Broadcast.objects.filter(article__announcement=row, state__in=waiting)
        if rows.exists():
            found.add("cancel_broadcast")
        if broadcasting.confirmable(row, user).exists():
            found.add("confirm_broadcast")
        shown = Article.objects.filter(announcement=row, there=There.SHOWN)
        if row.state in LISTED and shown.exists():
            found.add("ask_broadcast")
        return found


def lines_of(row: Announcement) -> list[dict[str, Any]]:
    """Return the articles of an announcement for its page; three queries, however many."""
    articles = list(Article.objects.filter(announcement=row).select_related("account"))
    stops: dict[int, list[FeatureStop]] = defaultdict(list)
    in_force = FeatureStop.objects.in_force(timezone.now()).filter(feature__in=_FEATURES)
    for stopped in in_force:
        stops[stopped.account_id].append(stopped)
    sent: dict[int, Broadcast] = {}
    broadcasts = Broadcast.objects.filter(article__announcement=row)
    for one in broadcasts.select_related("asked_by", "confirmed_by").order_by("pk"):
        sent[one.article_id] = one
    return [
        {
            "article": article,
            "settled": article.settled == article.revision,
            "stops": stops[article.account_id],
            "remedy": retrying.remedy_of(article, stops[article.account_id]),
            "broadcast": sent.get(article.pk),
        }
        for article in articles
    ]
