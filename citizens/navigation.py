"""The entries of citizens and notices in the officers' sidebar, and the guide of each page."""

from django.http import HttpRequest

from citizens.notices import resending
from foundation.desk import navigation
from foundation.desk.navigation import Page, count_for_badge, list_page
from officers.guides import sections
from officers.guides.sections import Section
from offices.rights import within_reach

_CHANNELS = Section("quan-tri-he-thong", "Kênh gửi tin và khoá kết nối")
_READ_LOGS = Section("kiem-tra", "Ai đã xem dữ liệu của ai")
GUIDES = {
    "citizens_accessentry": (_READ_LOGS, Section("lanh-dao", "Nhật ký truy cập")),
    "citizens_lookuptry": (Section("kiem-tra", "Tra cứu nhiều lần"),),
    "citizens_erasure": (Section("kiem-tra", "Dữ liệu đã xoá"),),
    "citizens_citizen": (Section("kiem-tra", "Khi thấy điều bất thường"),),
    "citizens_personalrequest": (Section("lanh-dao", "Yêu cầu về dữ liệu cá nhân"),),
    "citizens_delivery": (Section("mot-cua", "Thông báo không gửi được"), _CHANNELS),
    "citizens_channelstop": (_CHANNELS,),
    "citizens_noticetemplate": (_CHANNELS,),
}


def count_failed_deliveries(request: HttpRequest) -> str:
    """Return how many failed deliveries wait for this officer."""
    return count_for_badge(within_reach(resending.failures(), request.user, "notice__office"))


def register() -> None:
    """Add the groups and guides; for AppConfig.ready."""
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
            "Thông báo đã gửi",
            "outgoing_mail",
            "admin:citizens_delivery_changelist",
            "citizens.view_delivery",
            count_failed_deliveries,
            badge_permission="citizens.resend_delivery",
        ),
        list_page("Mẫu thông báo", "edit_notifications", "citizens.noticetemplate"),
        list_page("Kênh đang dừng", "pause_circle", "citizens.channelstop"),
    )
    sections.register(GUIDES)
