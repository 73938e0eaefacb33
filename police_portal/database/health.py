"""Readiness of the pooler and of the hosts: checked once a minute in the background."""

from foundation.records import process_memory
from foundation.records.beside import Beside
from police_portal.database import checks

SECONDS = 60.0


class Watch(Beside[list[str]]):
    """Keeps the last findings. Nobody waits for a check: a missing host takes seconds."""

    def __init__(self) -> None:
        super().__init__(_findings)

    def warnings(self) -> list[str]:
        """Return the last findings, each with its id; start a new check when they are old."""
        return (self.answer(SECONDS) or []) if checks.are_asked() else []


def _findings() -> list[str]:
    return [f"{one.id}: {one.msg}" for one in checks.check_database_servers()]


watch = Watch()
process_memory.register(watch.forget)
