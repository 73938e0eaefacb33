"""The app of the Zalo platform."""

from django.apps import AppConfig


class ZaloConfig(AppConfig):
    """Registers the checks of the settings for Zalo. No models; the command `check_zalo`."""

    name = "foundation.zalo"
    label = "zalo"
    verbose_name = "Nền tảng Zalo"

    def ready(self) -> None:
        from foundation.zalo import checks  # noqa: F401  # registers on import
