"""The citizens app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens, their sessions and consents."""

    name = "citizens"
    verbose_name = "Công dân"

    def ready(self) -> None:
        """Register what the roof and the lower rooms have to know of this app."""
        from citizens import (
            cards,
            checks,  # noqa: F401  # registers on import
            figures,
            navigation,
            personal_data,
            problems,
            roles,
            schema,
        )
        from citizens.notices import events, placeholders
        from citizens.notices import personal_data as notices
        from citizens.notices import readiness as notices_readiness
        from citizens.requests.actions import recompute_deadlines
        from citizens.requests.notices import EVENTS
        from citizens.retention import CLASSES
        from citizens.webhooks import personal_data as webhooks
        from foundation.api import readiness, schema_parts
        from foundation.api.problems import register as register_problems
        from foundation.records import retention
        from foundation.zalo import templates_in_use
        from officers.first_page import boards, exports
        from officers.first_page import cards as first_page
        from offices.actions import on_calendar_change

        register_problems(problems.PROBLEMS)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        readiness.register_warnings(notices_readiness.warnings)
        first_page.register(*cards.CARDS)
        boards.register(figures.BOARD)
        exports.on_export(personal_data.record_figures_export)
        retention.register(*CLASSES)
        events.register(*EVENTS)
        templates_in_use.register(placeholders.templates_in_use)
        webhooks.register()
        notices.register()
        personal_data.register()
        on_calendar_change(recompute_deadlines)
        roles.register()
        navigation.register()
