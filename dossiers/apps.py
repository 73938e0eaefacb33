"""The dossiers app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Dossiers of citizens."""

    name = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Let due dates follow the calendar, and tell what is held and how long."""
        from citizens import access, registry
        from dossiers import cards as waiting
        from dossiers import due_dates, personal_data
        from dossiers import figures as board
        from dossiers.importing.retention import CLASSES
        from offices.actions import on_calendar_change
        from offices.workplace import cards, figures, reports
        from police_portal import retention

        cards.register(*waiting.CARDS)
        figures.register(board.BOARD)
        reports.register(board.by_office)
        retention.register(*CLASSES, *personal_data.CLASSES)
        for part in personal_data.PARTS:
            registry.register(part)
        for kind in personal_data.KINDS:
            access.register(kind)
        on_calendar_change(due_dates.after_calendar_change)
