"""Registers what the roof and the lower rooms have to know of incidents."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """Incidents of the system, and the dossier of its level."""

    name = "security"
    verbose_name = "An toàn hệ thống"

    def ready(self) -> None:
        """Register rights, the menu entry, a card and urgent rows."""
        from foundation.desk.change_log.values import name_rows_of
        from officers.first_page import cards, urgent
        from security import navigation, roles
        from security.first_page import CARDS, SOURCE

        roles.register()
        navigation.register()
        cards.register(*CARDS)
        urgent.register(SOURCE)
        name_rows_of("security")
