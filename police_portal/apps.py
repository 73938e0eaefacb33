"""The project as an app: commands, templates, system checks of the settings."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PolicePortalConfig(AppConfig):
    """Registers what holds for the whole project."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Register checks and readiness parts, and let officers' groups follow migrations."""
        from foundation.api import readiness
        from police_portal import checks, health, roles  # noqa: F401  # checks register on import

        post_migrate.connect(roles.follow_migrations, dispatch_uid="police_portal.roles")
        readiness.register_part("database", health.check_database)
        readiness.register_part("migrations", health.check_migrations)
        apps.get_app_config("axes").verbose_name = "Khoá đăng nhập"  # it has an English name only
