"""The app of the events that other systems read."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers problems and retention."""

    name = "foundation.events"
    label = "events"
    verbose_name = "Sự kiện"

    def ready(self) -> None:
        from foundation.api import problems
        from foundation.events.problems import FIELD_CODES, PROBLEMS
        from foundation.events.retention import CLASSES
        from foundation.records import retention

        problems.register(PROBLEMS, FIELD_CODES)
        retention.register(*CLASSES)
