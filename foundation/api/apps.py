"""The app of the common parts of endpoints."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the problems that any endpoint may answer."""

    name = "foundation.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        """Register problems, and the retention of idempotency keys."""
        from foundation.api import common_problems, field_codes, problems
        from foundation.api.retention import CLASSES
        from foundation.api.schema_parts import VALUES
        from foundation.records import retention

        problems.register(common_problems.PROBLEMS)
        VALUES["FieldError", "code"] = lambda: field_codes.FIELD_CODES
        retention.register(*CLASSES)
