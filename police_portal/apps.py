"""The project as an app: commands, checks, templates and the revisions."""

from django.apps import AppConfig, apps


class PolicePortalConfig(AppConfig):
    """Registers the project's system checks."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Import the checks, which registers them; name the app that names itself in English only."""
        from police_portal import checks, housekeeping, retention  # noqa: F401  # the checks register on import

        retention.register(*housekeeping.CLASSES)
        apps.get_app_config("axes").verbose_name = "Khoá đăng nhập"
