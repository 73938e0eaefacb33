"""The entries of kinds of reports in the officers' sidebar."""

from foundation.desk import navigation
from foundation.desk.navigation import list_page


def register() -> None:
    """Add the group; for AppConfig.ready."""
    navigation.register(
        "Loại phản ánh",
        list_page("Loại, thời hạn, nơi nhận", "category", "reports.reportkind"),
        list_page("Lý do có sẵn", "rule", "reports.listedreason"),
    )
