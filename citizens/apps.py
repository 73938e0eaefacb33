"""The citizens app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens, their sessions and consents."""

    name = "citizens"
    verbose_name = "Công dân"

    def ready(self) -> None:
        """Register what the roof and the lower rooms have to know of this app."""
        from citizens import checks  # noqa: F401  # registers on import

        _tell_foundation()
        _tell_officers_and_offices()
        _fill_own_registries()


def _tell_foundation() -> None:
    from citizens import navigation, problems, roles
    from citizens.api import schema
    from citizens.notices import metrics, placeholders
    from citizens.notices import readiness as notices_readiness
    from citizens.retention import CLASSES
    from foundation.api import readiness, schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.metrics import states
    from foundation.records import retention
    from foundation.zalo import templates_in_use

    register_problems(problems.PROBLEMS)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    readiness.register_warnings(notices_readiness.warnings)
    retention.register(*CLASSES)
    states.register(*metrics.STATES)
    templates_in_use.register(placeholders.templates_in_use)
    roles.register()
    navigation.register()


def _tell_officers_and_offices() -> None:
    from citizens import desk_search, figures, personal_data
    from citizens import first_page as cards
    from citizens.access_log.finding import last_opened
    from citizens.first_page import SOURCE as URGENT
    from citizens.first_page import WATCHES
    from citizens.privacy import first_week
    from citizens.requests.actions import recompute_deadlines
    from foundation.desk import search
    from foundation.desk.search.sources import register_last_opened
    from officers.first_page import boards, exports, urgent, watches
    from officers.first_page import cards as first_page
    from officers.first_page.first_week import steps
    from offices.actions import on_calendar_change

    first_page.register(*cards.CARDS)
    urgent.register(URGENT)
    steps.register(*first_week.STEPS)
    watches.register(*WATCHES)
    search.register(desk_search.SOURCE)
    boards.register(figures.BOARD)
    register_last_opened(last_opened)
    exports.on_export(personal_data.record_figures_export)
    on_calendar_change(recompute_deadlines)


def _fill_own_registries() -> None:
    """Add this room's own parts to the registries that higher rooms add to as well."""
    from citizens import personal_data
    from citizens.notices import channel_stops, events
    from citizens.notices import personal_data as notices
    from citizens.requests import notices as request_notices
    from citizens.webhooks import personal_data as webhooks
    from citizens.webhooks.actions import adopt
    from foundation.zalo import deep_links
    from official_accounts import connecting, health

    events.register(*request_notices.EVENTS)
    deep_links.register(request_notices.REQUEST)
    webhooks.register()
    notices.register()
    personal_data.register()
    connecting.on_connect(adopt)
    health.register_stops(channel_stops.stops_by_account)
