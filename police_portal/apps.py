"""The project as an app: commands, checks, templates and the revisions."""

from django.apps import AppConfig, apps


class PolicePortalConfig(AppConfig):
    """Registers the project's system checks."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Import the checks, which registers them; name the app that names itself in English only."""
        from police_portal import checks  # noqa: F401  # registers on import

        apps.get_app_config("axes").verbose_name = "Khoá đăng nhập"
