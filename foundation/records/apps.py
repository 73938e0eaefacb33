"""The app of how rows are written, counted and kept."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the check of retention periods. No models; the command `apply_retention`."""

    name = "foundation.records"
    label = "records"
    verbose_name = "Dòng dữ liệu"

    def ready(self) -> None:
        from foundation.records import checks  # noqa: F401  # registers on import
