"""The catalogue as a Django app, and what it registers with others."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The catalogue of administrative procedures."""

    name = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """Register cards, figures, retention, and the jobs that write what was counted."""
        from foundation.publishing.snapshots import watcher
        from foundation.records import retention
        from officers.first_page import boards, cards, panels
        from procedures import cards as waiting
        from procedures import figures as board
        from procedures.read_counts import reads
        from procedures.retention import CLASSES
        from procedures.search_counts import counts

        cards.register(*waiting.CARDS)
        boards.register(board.BOARD)
        panels.register(*waiting.PANELS)
        retention.register(*CLASSES)
        watcher.jobs += [counts.write, reads.write]
