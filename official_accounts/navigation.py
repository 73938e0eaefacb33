"""The entries of Official Accounts in the officers' sidebar, and the guide of each page."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page
from officers.guides import sections
from officers.guides.sections import Section

_CHANNELS = Section("quan-tri-he-thong", "Kênh gửi tin và khoá kết nối")
GUIDES = {
    "official_accounts_zalotemplate": (_CHANNELS,),
    "official_accounts_officialaccount": (
        Section("quan-tri-he-thong", "Kết nối Official Account của một đơn vị"),
    ),
}


def register() -> None:
    """Add the group and guides; for AppConfig.ready."""
    navigation.register(
        "Official Account",
        list_page("Official Account", "forum", "official_accounts.officialaccount"),
        list_page("Mẫu của Zalo", "contract", "official_accounts.zalotemplate"),
    )
    sections.register(GUIDES)
