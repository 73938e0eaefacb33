"""Officers' accounts, second factor, sign-in, guides, first page."""

from django.apps import AppConfig


class OfficersConfig(AppConfig):
    """Officers' accounts, second factor, sign-in, guides, first page."""

    name = "officers"
    label = "officers"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        """Register the system checks, and how long officers' data is kept."""
        from foundation.records import retention
        from officers import checks  # noqa: F401  # registers on import
        from officers.retention import CLASSES

        retention.register(*CLASSES)
