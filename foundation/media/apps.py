"""The app of files that people send."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Registers the problems of pictures and the checks of keys and folder. No models."""

    name = "foundation.media"
    label = "media"
    verbose_name = "Tệp gửi lên"

    def ready(self) -> None:
        from foundation.api.problems import register
        from foundation.media import checks, problems  # noqa: F401  # checks register on import

        register(problems.PROBLEMS)
