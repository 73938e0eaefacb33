"""The citizens app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens, their sessions and consents."""

    name = "citizens"
    verbose_name = "Công dân"

    def ready(self) -> None:
        """Import what registers itself.

        System checks, the schema's security scheme –, and tell what is held and how long.
        """
        from citizens import (  # noqa: I001
            access_log,
            navigation,
            personal_data_registry,
            problems,
            roles,
            schema,
        )
        from citizens import checks  # noqa: F401  # registers on import
        from citizens import cards as waiting
        from citizens import figures as board
        from citizens.notices import personal_data as notices
        from citizens.notices import readiness as notices_readiness
        from citizens.personal_data import KINDS, PARTS, figures_exported
        from citizens.requests.actions import recount
        from citizens.retention import CLASSES
        from citizens.webhooks import personal_data
        from foundation.api import readiness, schema_parts
        from foundation.api.problems import register as register_problems
        from foundation.records import retention
        from officers.first_page import boards, cards, exports
        from offices.actions import on_calendar_change

        register_problems(problems.PROBLEMS)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        readiness.register_warnings(notices_readiness.warnings)
        cards.register(*waiting.CARDS)
        boards.register(board.BOARD)
        exports.on_export(figures_exported)
        retention.register(*CLASSES)
        personal_data.register()
        notices.register()
        for part in PARTS:
            personal_data_registry.register(part)
        for kind in KINDS:
            access_log.register(kind)
        on_calendar_change(recount)
        roles.register()
        navigation.register()
