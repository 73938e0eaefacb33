"""The offices app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Police offices and the working calendar."""

    name = "offices"
    verbose_name = "Đơn vị và lịch làm việc"

    def ready(self) -> None:
        """Register roles and menu entries."""
        from foundation.desk.change_log.values import name_rows_of
        from offices import navigation, roles

        roles.register()
        navigation.register()
        name_rows_of("offices")
