"""The dossiers app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Dossiers of citizens."""

    name = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Let due dates follow the calendar, and tell what is held and how long."""
        from citizens import access_log, personal_data_registry
        from dossiers import cards as waiting
        from dossiers import figures as board
        from dossiers import navigation, personal_data, problems, recomputing, roles, schema
        from dossiers.importing.retention import CLASSES
        from foundation.api import schema_parts
        from foundation.api.problems import register as register_problems
        from foundation.records import retention
        from officers.first_page import boards, cards, reports, scope
        from offices.actions import on_calendar_change

        register_problems(problems.PROBLEMS)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        cards.register(*waiting.CARDS)
        boards.register(board.BOARD)
        scope.show_figures_to("dossiers.view_figures")
        reports.register(board.by_office)
        retention.register(*CLASSES, *personal_data.CLASSES)
        for part in personal_data.PARTS:
            personal_data_registry.register(part)
        for kind in personal_data.KINDS:
            access_log.register(kind)
        on_calendar_change(recomputing.after_calendar_change)
        roles.register()
        navigation.register()
