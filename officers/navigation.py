"""The entries of accounts and logs in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import Page, list_page
from officers.first_page.first_week import views


def register() -> None:
    """Add the group; for AppConfig.ready."""
    navigation.register(
        "Hệ thống",
        list_page("Cán bộ", "person", "auth.user"),
        Page("Bắt đầu", "rocket_launch", "first-week", opens=views.may_open),
        Page(
            "Rà soát tài khoản",
            "fact_check",
            "admin:auth_user_review",
            "officers.review_accounts",
        ),
        list_page("Xác nhận tài khoản", "how_to_reg", "officers.accesschange"),
        list_page("Nhật ký thay đổi", "history_edu", "desk.changeentry"),
        list_page("Nhóm quyền", "group", "auth.group"),
        list_page("Đăng nhập sai", "lock", "axes.accessattempt"),
    )
