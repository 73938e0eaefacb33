"""The app of files from people."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Registers the problems of pictures, and warnings about keys and the bucket. No models."""

    name = "foundation.media"
    label = "media"
    verbose_name = "Tệp gửi lên"

    def ready(self) -> None:
        from foundation.api import readiness
        from foundation.api.problems import register
        from foundation.files import guard
        from foundation.media import checks, problems, storage_checks  # noqa: F401  # checks register on import
        from foundation.metrics import states
        from foundation.storage import owner

        register(problems.PROBLEMS)
        guard.register(owner.fault_now)
        readiness.register_warnings(storage_checks.warnings)
        states.register(*storage_checks.STATES)
