"""The dossiers app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Dossiers of citizens."""

    name = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Register what the room tells others, and follow the calendar."""
        from citizens import access_log
        from citizens.notices import events
        from citizens.overview import parts
        from citizens.privacy import personal_data_registry
        from dossiers import desk_search, navigation, notices, personal_data, problems, roles
        from dossiers import figures as board
        from dossiers import first_page as waiting
        from dossiers.api import schema
        from dossiers.api.own_dossiers import OVERVIEW
        from dossiers.due import recomputing
        from dossiers.first_page import SOURCE as URGENT
        from dossiers.first_page import WATCHES
        from dossiers.importing.metrics import STATES
        from dossiers.retention import CLASSES
        from foundation.api import schema_parts
        from foundation.api.problems import register as register_problems
        from foundation.desk import search
        from foundation.metrics import states
        from foundation.records import retention
        from foundation.zalo import deep_links
        from officers.first_page import boards, cards, office_table, scope, urgent, watches
        from offices.actions import on_calendar_change

        register_problems(problems.PROBLEMS)
        search.register(desk_search.SOURCE)
        search.register_acts(*desk_search.ACTS)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        cards.register(*waiting.CARDS)
        urgent.register(URGENT)
        watches.register(*WATCHES)
        boards.register(board.BOARD)
        scope.show_figures_to("dossiers.view_figures")
        office_table.register(board.BY_OFFICE)
        retention.register(*CLASSES)
        states.register(*STATES)
        for part in personal_data.PARTS:
            personal_data_registry.register(part)
        for kind in personal_data.KINDS:
            access_log.register(kind)
        events.register(*notices.EVENTS)
        deep_links.register(notices.DOSSIER)
        parts.register(OVERVIEW)
        on_calendar_change(recomputing.after_calendar_change)
        roles.register()
        navigation.register()
