"""The entries of Official Accounts in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page


def register() -> None:
    """Add the group; for AppConfig.ready."""
    navigation.register(
        "Official Account",
        list_page("Official Account", "forum", "official_accounts.officialaccount"),
        list_page("Mẫu của Zalo", "contract", "official_accounts.zalotemplate"),
    )
