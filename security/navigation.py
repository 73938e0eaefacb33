"""The entry of incidents in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page
from officers.guides import sections
from officers.guides.sections import Section

GUIDES = {"security_securityincident": (Section("quan-tri-he-thong", "Khi có sự cố"),)}


def register() -> None:
    """Add the entry and its guide; for AppConfig.ready."""
    navigation.register(
        "An toàn hệ thống", list_page("Sự cố", "gpp_maybe", "security.securityincident")
    )
    sections.register(GUIDES)
