"""The entries of announcements in the officers' sidebar; without badges, which cost queries."""

from announcements.rights import ANSWER, VIEW
from foundation.desk import navigation
from foundation.desk.navigation import Page


def register() -> None:
    """Add the group; for AppConfig.ready."""
    navigation.register(
        "Tin và cảnh báo",
        Page("Tin và cảnh báo", "newspaper", "admin:announcements_announcement_changelist", VIEW),
        Page("Lịch đăng", "calendar_month", "admin:announcements_announcement_calendar", VIEW),
        Page("Ý kiến về tin", "feedback", "admin:announcements_challenge_changelist", ANSWER),
    )
