"""The entries of citizens and notices in the officers' sidebar."""

from django.http import HttpRequest

from citizens.notices import resending
from foundation.desk import navigation
from foundation.desk.navigation import Page, count_for_badge, list_page
from offices.rights import within_reach


def count_failed_deliveries(request: HttpRequest) -> str:
    """Return how many failed deliveries wait for this officer."""
    return count_for_badge(within_reach(resending.failures(), request.user, "notice__office"))


def register() -> None:
    """Add the groups; for AppConfig.ready."""
    navigation.register(
        "Công dân",
        list_page("Công dân", "groups", "citizens.citizen"),
        list_page("Yêu cầu về dữ liệu", "privacy_tip", "citizens.personalrequest"),
        list_page("Nhật ký truy cập", "policy", "citizens.accessentry"),
        list_page("Nhật ký tra cứu", "manage_search", "citizens.lookuptry"),
        list_page("Đã xoá dữ liệu", "delete_forever", "citizens.erasure"),
    )
    navigation.register(
        "Thông báo cho công dân",
        Page(
            "Lượt gửi",
            "outgoing_mail",
            "admin:citizens_delivery_changelist",
            "citizens.view_delivery",
            count_failed_deliveries,
            badge_permission="citizens.resend_delivery",
        ),
        list_page("Mẫu thông báo", "edit_notifications", "citizens.noticetemplate"),
        list_page("Kênh đang dừng", "pause_circle", "citizens.channelstop"),
    )
