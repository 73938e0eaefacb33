"""The demo as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Commands that make a month of trial data and take it away again. No models."""

    name = "demo"
    verbose_name = "Dữ liệu thử nghiệm"
