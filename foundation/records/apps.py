"""The app for writing, counting and keeping rows."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """Registers the check of retention periods; `migrate` creates the rows of timers."""

    name = "foundation.records"
    label = "records"
    verbose_name = "Dòng dữ liệu"

    def ready(self) -> None:
        from foundation.records import checks  # noqa: F401  # registers on import
        from foundation.records.timers import know_after_migrations

        post_migrate.connect(know_after_migrations, sender=self, dispatch_uid="records.timers")
