"""What every endpoint shares."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What every endpoint shares."""

    name = "foundation.api"
    label = "api"
    verbose_name = "Giao diện lập trình"
