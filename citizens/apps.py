"""The citizens app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens, their sessions and consents."""

    name = "citizens"
    verbose_name = "Công dân"

    def ready(self) -> None:
        """Import what registers itself: the system checks and the schema's security scheme."""
        from citizens import checks, schema  # noqa: F401  # both register on import
