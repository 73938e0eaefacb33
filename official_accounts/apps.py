"""Registers what Official Accounts tell the other rooms."""

from django.apps import AppConfig


class OfficialAccountsConfig(AppConfig):
    """The Official Accounts of the offices."""

    name = "official_accounts"
    verbose_name = "Tài khoản Official Account"

    def ready(self) -> None:
        """Register what the roof and the lower rooms have to know of this app."""
        from foundation.desk.change_log.values import name_rows_of
        from foundation.metrics import states
        from officers.first_page import watches
        from officers.first_page.first_week import steps
        from official_accounts import first_week, navigation, roles
        from official_accounts.first_page import WATCHES
        from official_accounts.metrics import STATES

        roles.register()
        navigation.register()
        states.register(*STATES)
        name_rows_of("official_accounts")
        watches.register(*WATCHES)
        steps.register(*first_week.STEPS)
