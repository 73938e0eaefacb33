"""The directory's entries in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page


def register() -> None:
    """Add the group; for AppConfig.ready."""
    navigation.register(
        "Đơn vị và lịch",
        list_page("Đơn vị", "apartment", "offices.office"),
        list_page("Địa bàn, cán bộ phụ trách", "person_pin_circle", "offices.beat"),
        list_page("Ca trực", "event_available", "offices.dutyshift"),
        list_page("Bàn giao công việc", "swap_horiz", "offices.standin"),
        list_page("Giờ tiếp dân chung", "schedule", "offices.openingrule"),
        list_page("Lịch làm việc", "calendar_month", "offices.calendarday"),
    )
