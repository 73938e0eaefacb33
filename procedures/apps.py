"""The catalogue as a Django app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Runs the periodic writing of what is searched and read in each web process."""

    name = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """Register the jobs that write what was counted, how long that is kept, and what officers see of it first."""
        from offices.workplace import cards, figures, panels
        from police_portal import retention
        from police_portal.snapshots import watcher
        from procedures import cards as waiting
        from procedures import figures as board
        from procedures.read_counts import reads
        from procedures.retention import CLASSES
        from procedures.search_counts import counts

        cards.register(*waiting.CARDS)
        figures.register(board.BOARD)
        panels.register(*waiting.PANELS)
        retention.register(*CLASSES)
        watcher.jobs += [counts.write, reads.write]
