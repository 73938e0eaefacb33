"""The entries of announcements in the officers' sidebar, and their guide.

No badges, which cost queries.
"""

from announcements.rights import ANSWER, VIEW
from foundation.desk import navigation
from foundation.desk.navigation import Page
from officers.guides import sections
from officers.guides.sections import Section

GUIDES = {
    "announcements_announcement": (Section("tin-va-canh-bao", "Viết một bản tin"),),
    "announcements_challenge": (Section("tin-va-canh-bao", "Ý kiến của người dân"),),
}


def register() -> None:
    """Add the group and guides; for AppConfig.ready."""
    navigation.register(
        "Tin và cảnh báo",
        Page("Tin và cảnh báo", "newspaper", "admin:announcements_announcement_changelist", VIEW),
        Page("Lịch đăng", "calendar_month", "admin:announcements_announcement_calendar", VIEW),
        Page("Ý kiến về bản tin", "feedback", "admin:announcements_challenge_changelist", ANSWER),
    )
    sections.register(GUIDES)
