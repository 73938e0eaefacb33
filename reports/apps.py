"""Registers what reports tell the other rooms."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = "Phản ánh, tố giác"

    def ready(self) -> None:
        from foundation.api import schema_parts
        from foundation.api.problems import register as register_problems
        from reports import problems, schema
        from reports.kinds import navigation as kind_pages
        from reports.kinds import roles as kind_roles

        register_problems(problems.PROBLEMS)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        kind_roles.register()
        kind_pages.register()
