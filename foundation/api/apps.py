"""The app of what every endpoint shares."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the problems that any endpoint may answer."""

    name = "foundation.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        """Register problems, and how long keys of repeated writes are kept."""
        from foundation.api import common_problems, problems
        from foundation.api.retention import CLASSES
        from foundation.records import retention

        problems.register(common_problems.PROBLEMS)
        retention.register(*CLASSES)
