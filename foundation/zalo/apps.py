"""The Zalo platform."""

from django.apps import AppConfig


class ZaloConfig(AppConfig):
    """The Zalo platform."""

    name = "foundation.zalo"
    label = "zalo"
    verbose_name = "Nền tảng Zalo"
