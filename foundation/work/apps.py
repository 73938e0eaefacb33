"""The app of loops and jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkConfig(AppConfig):
    """Finds `jobs.py` of every room, as Django finds `admin.py`."""

    name = "foundation.work"
    label = "work"
    verbose_name = "Việc nền"

    def ready(self) -> None:
        autodiscover_modules("jobs")
