"""The project as an app: commands, templates, system checks of the settings."""

from django.apps import AppConfig


class PolicePortalConfig(AppConfig):
    """Registers the parts of the whole project."""

    name = "police_portal"
    verbose_name = "Hệ thống"

    def ready(self) -> None:
        """Register the system checks and the parts of readiness."""
        from foundation.api import schema_parts
        from foundation.metrics import states
        from police_portal import checks  # noqa: F401  # checks register on import
        from police_portal.database import checks as database_checks  # noqa: F401  # checks register on import
        from police_portal.exporter import timers as timer_metrics  # checks register on import

        schema_parts.register(
            {
                "name": "configuration",
                "description": "Những gì ứng dụng cần biết về nơi cài đặt này. Không cần đăng "
                "nhập.",
            }
        )
        states.register(*timer_metrics.STATES)
        _tell_readiness()


def _tell_readiness() -> None:
    from foundation.api import readiness
    from foundation.records import timers
    from foundation.scale.cache import checks as counting
    from foundation.scale.database import replica_health
    from police_portal import clocks, health
    from police_portal.database import long_transactions
    from police_portal.database.health import watch

    readiness.register_part("database", health.check_database)
    readiness.register_part("migrations", health.check_migrations, may_be_slow=True)
    readiness.register_part("clock", clocks.check_clock, may_be_slow=True)
    readiness.register_warnings(health.database_warnings)
    readiness.register_warnings(long_transactions.warnings)
    readiness.register_warnings(replica_health.warnings)
    readiness.register_warnings(watch.warnings)
    readiness.register_warnings(counting.warnings)
    readiness.register_warnings(clocks.clock_warnings)
    readiness.register_warnings(timers.warnings)
