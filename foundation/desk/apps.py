"""What officers' pages share."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate, post_save


class DeskConfig(AppConfig):
    """What officers' pages share."""

    name = "foundation.desk"
    label = "desk"
    verbose_name = "Nhật ký thay đổi"

    def ready(self) -> None:
        """Let the groups follow migrations; register how long the log is kept; link by rights."""
        from foundation.desk import drafts, opening
        from foundation.desk.retention import CLASSES
        from foundation.desk.roles import sync_after_migrations
        from foundation.desk.work_lists.saved_views import forget_views_of_closed_account
        from foundation.records import retention

        opening.install()
        post_migrate.connect(sync_after_migrations, dispatch_uid="desk.roles")
        post_save.connect(
            forget_views_of_closed_account,
            sender=settings.AUTH_USER_MODEL,
            dispatch_uid="desk.saved_views",
        )
        post_save.connect(
            drafts.forget_closed_account,
            sender=settings.AUTH_USER_MODEL,
            dispatch_uid="desk.drafts",
        )
        retention.register(*CLASSES)
