"""The app of the common parts of endpoints."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the problems that any endpoint may answer."""

    name = "foundation.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        """Register problems, and the retention of idempotency keys."""
        from foundation.api import common_problems, problems
        from foundation.api.retention import CLASSES
        from foundation.records import retention

        problems.register(common_problems.PROBLEMS)
        retention.register(*CLASSES)
