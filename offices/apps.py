"""The offices app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Police offices and the working calendar."""

    name = "offices"
    verbose_name = "Đơn vị và lịch làm việc"
