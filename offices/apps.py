"""The offices app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Police offices and the working calendar."""

    name = "offices"
    verbose_name = "Đơn vị và lịch làm việc"

    def ready(self) -> None:
        """Introduce the endpoints, and warn of a calendar that ends too soon."""
        from foundation.api import readiness, schema_parts
        from offices import readiness as calendar
        from offices import schema

        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        readiness.register_warnings(calendar.warnings)
