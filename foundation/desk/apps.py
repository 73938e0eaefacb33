"""What officers' pages share."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """What officers' pages share."""

    name = "foundation.desk"
    label = "desk"
    verbose_name = "Nhật ký thay đổi"

    def ready(self) -> None:
        """Let the groups follow migrations; register how long the log is kept."""
        from foundation.desk.retention import CLASSES
        from foundation.desk.roles import sync_after_migrations
        from foundation.records import retention

        post_migrate.connect(sync_after_migrations, dispatch_uid="desk.roles")
        retention.register(*CLASSES)
