"""The entries of the counter in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page

GROUP = "Tiếp dân"


def register() -> None:
    """Add the group and its guides; for AppConfig.ready."""
    navigation.register(
        GROUP,
        list_page("Hàng chờ hôm nay", "confirmation_number", "reception.queuenumber"),
        list_page("Quầy tiếp dân", "storefront", "reception.queue"),
        list_page("Nhóm ưu tiên", "elderly", "reception.prioritygroup"),
    )
