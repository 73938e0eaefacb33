"""What every endpoint shares."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What every endpoint shares."""

    name = "foundation.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        """Register how long keys of repeated writes are kept."""
        from foundation.api.retention import CLASSES
        from foundation.records import retention

        retention.register(*CLASSES)
