"""The demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Commands that make and remove trial data. No models."""

    name = "demo"
    verbose_name = "Dữ liệu thử nghiệm"
