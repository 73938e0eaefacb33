"""The project as an app: commands, checks, templates and the revisions."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PolicePortalConfig(AppConfig):
    """Registers the project's system checks."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Import the checks, which registers them; let groups follow migrations; name the app that has an English name only."""
        from police_portal import checks, housekeeping, retention, roles  # noqa: F401  # the checks register on import

        post_migrate.connect(roles.follow_migrations, dispatch_uid="police_portal.roles")
        retention.register(*housekeeping.CLASSES)
        apps.get_app_config("axes").verbose_name = "Khoá đăng nhập"
