"""How rows are written, counted, searched and kept."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """How rows are written, counted, searched and kept."""

    name = "foundation.records"
    label = "records"
    verbose_name = "Dòng dữ liệu"
