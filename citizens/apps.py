"""The citizens app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens, their sessions and consents."""

    name = "citizens"
    verbose_name = "Công dân"

    def ready(self) -> None:
        """Import what registers itself – system checks, the schema's security scheme –, and tell what is held and how long."""
        from citizens import access, checks, registry, schema  # noqa: F401  # both register on import
        from citizens import cards as waiting
        from citizens import figures as board
        from citizens.notices import personal as notices
        from citizens.personal_data import KINDS, PARTS, figures_exported
        from citizens.requests.actions import recount
        from citizens.retention import CLASSES
        from citizens.webhooks import keeping
        from offices.actions import on_calendar_change
        from offices.workplace import cards, exports, figures
        from police_portal import retention

        cards.register(*waiting.CARDS)
        figures.register(board.BOARD)
        exports.on_export(figures_exported)
        retention.register(*CLASSES)
        keeping.register()
        notices.register()
        for part in PARTS:
            registry.register(part)
        for kind in KINDS:
            access.register(kind)
        on_calendar_change(recount)
