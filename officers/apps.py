"""Officers' accounts, second factor, sign-in, guides, first page."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps


class OfficersAdminConfig(admin_apps.AdminConfig):
    """Django's admin, on a site of ours."""

    default = False
    default_site = "officers.admin_site.OfficersSite"


class OfficersConfig(AppConfig):
    """Officers' accounts, second factor, sign-in, guides, first page."""

    name = "officers"
    label = "officers"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        """Register checks, roles, menu entries, cards, panels and retention of logs."""
        from foundation.desk.change_log.values import name_rows_of
        from foundation.records import retention
        from officers import cards as waiting
        from officers import (  # noqa: F401  # checks register on import
            checks,
            navigation,
            office_information,
            roles,
            sessions,
        )
        from officers.first_page import cards, panels, urgent, watches
        from officers.first_page.first_week import own_steps, steps
        from officers.retention import CLASSES
        from officers.second_person import widening
        from officers.watches import WATCHES
        from offices import actions as offices

        retention.register(*CLASSES)
        offices.before_move(widening.ask_to_move)
        roles.register()
        sessions.register()
        navigation.register()
        cards.register(*waiting.CARDS, *office_information.CARDS)
        urgent.register(office_information.GAPS)
        panels.register(*own_steps.PANELS, *office_information.PANELS)
        steps.register(*own_steps.STEPS)
        watches.register(*WATCHES)
        name_rows_of("auth")
        apps.get_app_config("axes").verbose_name = "Khoá đăng nhập"  # it has an English name only
