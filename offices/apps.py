"""The offices app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Police offices and the working calendar."""

    name = "offices"
    verbose_name = "Đơn vị và lịch làm việc"

    def ready(self) -> None:
        """Register with the roof and the desk, and the calendar's warning."""
        from foundation.api import field_codes, readiness, schema_parts
        from foundation.database import among
        from foundation.desk import search
        from foundation.desk.change_log.values import leave_out, name_rows_of
        from foundation.zalo import deep_links, landings
        from offices import desk_search, navigation, roles
        from offices.api import schema
        from offices.api.landing import OFFICE, landing_of_office
        from offices.working_time import readiness as calendar

        field_codes.register(schema.FIELD_CODES)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        readiness.register_warnings(calendar.warnings)
        among.register()
        roles.register()
        navigation.register()
        name_rows_of("offices")
        leave_out("offices.office.published_in")
        deep_links.register(OFFICE)
        landings.register(OFFICE, landing_of_office)
        search.register(desk_search.SOURCE)
