"""The app of what every endpoint shares."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the problems that any endpoint may answer."""

    name = "foundation.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        from foundation.api import common_problems, problems

        problems.register(common_problems.PROBLEMS)
