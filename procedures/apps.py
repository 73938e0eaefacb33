"""The catalogue as a Django app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Runs the periodic writing of search counts in each web process."""

    name = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """Register the job that writes search counts, and how long they are kept."""
        from police_portal import retention
        from police_portal.snapshots import watcher
        from procedures.retention import CLASSES
        from procedures.search_counts import counts

        retention.register(*CLASSES)
        watcher.jobs.append(counts.write)
