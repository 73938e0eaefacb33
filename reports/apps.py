"""Registers what reports tell the other rooms."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = "Phản ánh, tố giác"
