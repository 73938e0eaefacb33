"""The catalogue as a Django app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Runs the periodic writing of what is searched and read in each web process."""

    name = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """Register the jobs that write what was counted, and how long that is kept."""
        from police_portal import retention
        from police_portal.snapshots import watcher
        from procedures.read_counts import reads
        from procedures.retention import CLASSES
        from procedures.search_counts import counts

        retention.register(*CLASSES)
        watcher.jobs += [counts.write, reads.write]
