"""The project as an app: commands, checks, templates and the revisions."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PolicePortalConfig(AppConfig):
    """Registers the project's system checks."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Register the system checks and let groups follow migrations."""
        from foundation.records import retention
        from officers import retention as officers_retention
        from police_portal import checks, roles  # noqa: F401  # the checks register on import

        post_migrate.connect(roles.follow_migrations, dispatch_uid="police_portal.roles")
        retention.register(*officers_retention.CLASSES)
        apps.get_app_config("axes").verbose_name = "Khoá đăng nhập"  # it has an English name only
