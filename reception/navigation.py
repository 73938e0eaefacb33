"""The entries of the counter in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page
from officers.guides import sections
from officers.guides.sections import Section

GROUP = "Tiếp dân"
_LEADERS = Section("lanh-dao", "Tiếp dân tại quầy")
_DESK = (Section("mot-cua", "Gọi số tại quầy"), _LEADERS)
GUIDES = {
    "reception_queue": _DESK,
    "reception_queuenumber": _DESK,
    "reception_prioritygroup": (_LEADERS, Section("mot-cua", "Gọi số tại quầy")),
}


def register() -> None:
    """Add the group and its guides; for AppConfig.ready."""
    navigation.register(
        GROUP,
        list_page("Hàng chờ hôm nay", "confirmation_number", "reception.queuenumber"),
        list_page("Quầy tiếp dân", "storefront", "reception.queue"),
        list_page("Nhóm ưu tiên", "elderly", "reception.prioritygroup"),
    )
    sections.register(GUIDES)
