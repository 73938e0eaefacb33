"""The officers' sidebar: groups of pages, each shown to those who may open it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Page:
    """One entry: its title, icon, the name of its address and what opens it.

    A model's pages, or a permission.

    `site` is empty for a page that belongs to no model.
    """

    title: str
    icon: str
    name: str
    permission: str = ""
    badge: str | None = None
    site: str = "admin:"
    model: str = ""

    def is_open(self, request: HttpRequest) -> bool:
        """Tell whether this officer may open it, as the page itself does."""
        if self.model:
            pages = admin.site.get_model_admin(apps.get_model(self.model))
            return bool(pages.has_view_permission(request))
        return bool(request.user.has_perm(self.permission))


def _list(title: str, icon: str, model: str) -> Page:
    app, name = model.split(".")
    return Page(title, icon, f"{app}_{name}_changelist", model=model)


GROUPS: dict[str, tuple[Page, ...]] = {
    "Danh mục": (
        _list("Thủ tục", "description", "procedures.procedure"),
        Page(
            "Cần kiểm tra lại", "rule", "procedures_procedure_recheck", "procedures.view_procedure",
            "procedures.admin.procedure.recheck_badge",
        ),
        _list("Các lần công bố", "history", "procedures.procedureversion"),
        _list("Lĩnh vực", "category", "offices.field"),
    ),
    "Từ khoá tìm kiếm": (
        _list("Lượt tìm kiếm", "query_stats", "procedures.searchcount"),
        _list("Từ đồng nghĩa", "sync_alt", "procedures.synonymgroup"),
        _list("Từ viết tắt", "short_text", "procedures.abbreviation"),
        _list("Câu hỏi thường gặp", "quiz", "procedures.commonquestion"),
        _list("Cặp dễ nhầm", "compare_arrows", "procedures.confusablepair"),
        _list("Việc của cơ quan khác", "alt_route", "procedures.elsewhere"),
        _list("Việc khẩn cấp", "emergency", "procedures.emergency"),
        _list("Điểm phân biệt thủ tục", "call_split", "procedures.aspect"),
        _list("Từ đệm", "filter_list", "procedures.fillerword"),
    ),
    "Đơn vị và lịch": (
        _list("Đơn vị", "apartment", "offices.office"),
        _list("Lịch làm việc", "calendar_month", "offices.calendarday"),
    ),
    "Hồ sơ": (
        Page("Hồ sơ", "folder_open", "dossiers_dossier_changelist", "dossiers.view_dossier", "dossiers.admin.dossier.late_badge"),
        _list("Nhật ký tra cứu", "manage_search", "dossiers.lookuptry"),
        Page("Báo cáo tháng", "summarize", "report", "dossiers.view_figures", site=""),
    ),
    "Nhập hồ sơ và kết nối": (
        _list("Nhập từ tệp", "upload_file", "dossiers.dossierimport"),
        _list("Mâu thuẫn khi nhập", "difference", "dossiers.importconflict"),
        _list("Tên cột đã khai báo", "view_column", "dossiers.columnname"),
        _list("Tên đơn vị đã khai báo", "domain", "dossiers.officename"),
        _list("Khoá kết nối", "key", "dossiers.connectorkey"),
        _list("Lần nhận kết nối", "sync", "dossiers.connectordelivery"),
    ),
    "Hỏi đáp": (
        Page(
            "Câu hỏi của công dân", "forum", "feedback_question_changelist", "feedback.view_question",
            "feedback.admin.question.late_badge",
        ),
        Page("Người dân cần gì", "insights", "needs", "feedback.view_needcount", site=""),
        Page("Mức hài lòng và tiến độ", "sentiment_satisfied", "satisfaction-figures", "feedback.view_satisfactionrelease", site=""),
        _list("Câu trả lời công khai", "campaign", "feedback.faqentry"),
        _list("Mẫu trả lời", "quickreply", "feedback.answertemplate"),
    ),
    "Đánh giá": (
        Page(
            "Đánh giá chưa hài lòng", "sentiment_dissatisfied", "feedback_followup_changelist", "feedback.view_followup",
            "feedback.admin.follow_up.late_badge",
        ),
        _list("Đánh giá của người dân", "reviews", "feedback.rating"),
        Page("Mã QR tại quầy", "qr_code_2", "feedback_poster_counter", "feedback.show_rating_qr"),
        _list("Áp phích đánh giá", "print", "feedback.poster"),
        _list("Bộ câu hỏi đánh giá", "checklist", "feedback.questionnaire"),
    ),
    "Công dân": (
        _list("Công dân", "groups", "citizens.citizen"),
        _list("Yêu cầu về dữ liệu", "privacy_tip", "citizens.personalrequest"),
        _list("Nhật ký truy cập", "policy", "citizens.accessentry"),
        _list("Đã xoá dữ liệu", "delete_forever", "citizens.erasure"),
    ),
    "Thông báo cho công dân": (
        Page(
            "Lượt gửi", "outgoing_mail", "citizens_delivery_changelist", "citizens.view_delivery",
            "citizens.admin.notices.failures_badge",
        ),
        _list("Mẫu thông báo", "edit_notifications", "citizens.noticetemplate"),
        _list("Kênh đang dừng", "pause_circle", "citizens.channelstop"),
        _list("Mã Official Account", "key", "citizens.oatoken"),
    ),
    "Hệ thống": (
        _list("Cán bộ", "person", "auth.user"),
        Page("Rà soát tài khoản", "fact_check", "auth_user_review", "officers.review_accounts"),
        _list("Nhật ký thay đổi", "history_edu", "desk.changeentry"),
        _list("Nhóm quyền", "group", "auth.group"),
        _list("Đăng nhập sai", "lock", "axes.accessattempt"),
    ),
}  # fmt: skip


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Return unfold's navigation for this officer; groups without an open page are left out."""
    groups = [
        {"title": title, "separator": True, "items": _open(request, pages)}
        for title, pages in GROUPS.items()
    ]
    home = {
        "title": "Trang chính",
        "icon": "home",
        "link": reverse("admin:index"),
        "active": request.path == reverse("admin:index"),
    }
    guides = reverse("help-index")
    helping = {
        "title": "Trợ giúp",
        "icon": "help",
        "link": guides,
        "active": request.path.startswith(guides),
    }
    return [
        {"title": None, "items": [home, helping]},
        *(group for group in groups if group["items"]),
    ]


def _open(request: HttpRequest, pages: tuple[Page, ...]) -> list[dict[str, Any]]:
    return [_item(request, page) for page in pages if page.is_open(request)]


def _item(request: HttpRequest, page: Page) -> dict[str, Any]:
    link = reverse(f"{page.site}{page.name}")
    item: dict[str, Any] = {
        "title": page.title,
        "icon": page.icon,
        "link": link,
        "active": _is_active(request.path, link),
    }
    waiting = import_string(page.badge)(request) if page.badge else ""
    if waiting and str(waiting) != "0":  # nothing to do is no mark
        item |= {"badge": str(waiting), "badge_variant": "warning"}
    return item


# Entries that lie below the address of another one.
_INNER = (
    "admin:procedures_procedure_recheck",
    "admin:feedback_poster_counter",
    "admin:auth_user_review",
)


def _is_active(path: str, link: str) -> bool:
    """Tell whether `path` is the page at `link` or below it.

    And not that of an entry which lies below.
    """
    return path.startswith(link) and not any(
        path.startswith(inner) and link != inner for inner in map(reverse, _INNER)
    )
