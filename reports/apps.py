"""Registers what reports tell the other rooms."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = "Phản ánh, tố giác"

    def ready(self) -> None:
        from citizens import access_log, personal_data_registry
        from citizens.notices import events
        from citizens.overview import parts
        from foundation.api import schema_parts
        from foundation.api.problems import register as register_problems
        from foundation.records import retention
        from reports import notices, own_reports, personal_data, problems, roles, schema
        from reports import retention as kept
        from reports.kinds import navigation as kind_pages
        from reports.kinds import roles as kind_roles

        register_problems(problems.PROBLEMS)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        personal_data_registry.register(personal_data.PART)
        access_log.register(personal_data.KIND)
        retention.register(*kept.CLASSES)
        parts.register(own_reports.OVERVIEW)
        events.register(*notices.EVENTS)
        kind_roles.register()
        kind_pages.register()
        roles.register()
