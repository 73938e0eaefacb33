"""The project as an app: commands, checks, templates and the revisions."""

from django.apps import AppConfig


class PolicePortalConfig(AppConfig):
    """Registers the project's system checks."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Register the system checks."""
        from police_portal import checks  # noqa: F401  # they register on import
