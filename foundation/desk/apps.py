"""What officers' pages share."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate, post_save


def full_name(user: Any) -> str:
    """Return the name of an account as Vietnamese names are written: the family name first."""
    return f"{user.last_name} {user.first_name}".strip()


class DeskConfig(AppConfig):
    """What officers' pages share."""

    name = "foundation.desk"
    label = "desk"
    verbose_name = "Nhật ký thay đổi"

    def ready(self) -> None:
        """Let the groups follow migrations; register how long the log is kept; link by rights."""
        from django.contrib.auth.models import User

        from foundation.desk import drafts, long_lists, opening, quick_pages
        from foundation.desk.retention import CLASSES
        from foundation.desk.roles import sync_after_migrations
        from foundation.desk.work_lists.saved_views import forget_views_of_closed_account
        from foundation.records import retention

        opening.install()
        quick_pages.install()
        User.add_to_class("get_full_name", full_name)
        long_lists.name_cells()
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
