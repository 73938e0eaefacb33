"""Registers what reports tell the other rooms."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = "Phản ánh, tố giác"

    def ready(self) -> None:
        from foundation.api.problems import register as register_problems
        from reports import problems, roles

        register_problems(problems.PROBLEMS)
        roles.register()
