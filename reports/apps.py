"""Registers what reports tell the other rooms."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = "Phản ánh, tố giác"

    def ready(self) -> None:
        from citizens import access_log
        from foundation.api import readiness
        from foundation.api.problems import register as register_problems
        from officers.first_page import boards, cards, panels
        from reports import alarms, figures, navigation, problems, roles, seals
        from reports import cards as waiting

        register_problems(problems.PROBLEMS)
        readiness.register_warnings(alarms.warnings)
        access_log.register(seals.KIND)
        cards.register(*waiting.CARDS)
        panels.register(*waiting.PANELS)
        boards.register(figures.BOARD)
        roles.register()
        navigation.register()
