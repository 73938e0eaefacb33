"""The dossiers app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Dossiers of citizens."""

    name = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Register what the room tells others, and follow the calendar."""
        from dossiers.due import recomputing
        from offices.actions import on_calendar_change

        _tell_foundation()
        _tell_citizens()
        _tell_officers()
        on_calendar_change(recomputing.after_calendar_change)


def _tell_foundation() -> None:
    from dossiers import notices, problems
    from dossiers.actions import outward
    from dossiers.api import schema
    from dossiers.connector.error_codes import ERROR_CODES
    from dossiers.importing.metrics import STATES
    from dossiers.retention import CLASSES
    from foundation.api import schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.events import kinds
    from foundation.metrics import states
    from foundation.records import retention
    from foundation.zalo import deep_links

    register_problems(problems.PROBLEMS)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    schema_parts.VALUES["DeliveryError", "code"] = lambda: ERROR_CODES
    schema_parts.VALUES["IntegrationEvent", "type"] = kinds.types
    retention.register(*CLASSES)
    states.register(*STATES)
    deep_links.register(notices.DOSSIER)
    kinds.register(outward.KIND)


def _tell_citizens() -> None:
    from citizens import access_log
    from citizens.notices import events
    from citizens.overview import parts
    from citizens.privacy import personal_data_registry
    from dossiers import notices, personal_data
    from dossiers.api.doors import SOURCE
    from dossiers.api.own_dossiers import OVERVIEW
    from procedures.search import doors

    for part in personal_data.PARTS:
        personal_data_registry.register(part)
    for kind in personal_data.KINDS:
        access_log.register(kind)
    events.register(*notices.EVENTS)
    parts.register(OVERVIEW)
    doors.register(SOURCE)


def _tell_officers() -> None:
    from dossiers import desk_search, navigation, roles
    from dossiers import figures as board
    from dossiers import first_page as waiting
    from dossiers.actions.holding import HELD
    from dossiers.first_page import SOURCE as URGENT
    from dossiers.first_page import WATCHES
    from foundation.desk import search
    from officers.first_page import boards, cards, office_table, scope, urgent, watches
    from offices import held_work

    search.register(desk_search.SOURCE)
    search.register_acts(*desk_search.ACTS)
    cards.register(*waiting.CARDS)
    urgent.register(URGENT)
    watches.register(*WATCHES)
    boards.register(board.BOARD)
    scope.show_figures_to("dossiers.view_figures")
    office_table.register(board.BY_OFFICE)
    roles.register()
    navigation.register()
    held_work.register(HELD)
