"""What officers' pages share."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What officers' pages share."""

    name = "foundation.desk"
    label = "desk"
    verbose_name = "Nhật ký thay đổi"
