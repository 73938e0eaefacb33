"""`manage.py run_timers`: does in a trial what the timers of `deploy/` do on a server."""

import re
import shlex
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from foundation.records import timers
from foundation.records.worker_processes import add_with_parent, stop_at_signal

log = structlog.get_logger("police_portal.demo")
DEPLOY = Path(settings.BASE_DIR, "deploy")
COMMAND = re.compile(r"^ExecStart=\S* manage\.py (\w+)(.*) --if-due$", re.MULTILINE)
# The first page warns after 15 minutes; the server and people who look around come first.
FIRST_SECONDS, PAUSE_SECONDS = 60.0, 5.0


def lines() -> dict[str, list[str]]:
    """Return the arguments of each timer's command, as its unit has them."""
    texts = (file.read_text() for file in sorted(DEPLOY.glob("*.service")))
    return {name: shlex.split(rest) for text in texts for name, rest in COMMAND.findall(text)}


class Command(BaseCommand):
    """Runs until it gets a signal."""

    help = "Chạy các việc định kỳ như bộ hẹn giờ trên máy chủ. Chỉ để chạy thử."

    def add_arguments(self, parser: CommandParser) -> None:
        add_with_parent(parser)

    def handle(self, **options: Any) -> None:
        stop = stop_at_signal(with_parent=options["with_parent"])
        periods = {timer.command: timer.every for timer in timers.timers()}
        due = dict.fromkeys((name for name in periods if name in lines()), 0.0)
        stop.wait(FIRST_SECONDS)
        while not stop.is_set():
            name = min(due, key=lambda one: due[one])
            if due[name] <= time.monotonic():
                self._run(name)
                due[name] = time.monotonic() + periods[name] / timedelta(seconds=1)
            stop.wait(PAUSE_SECONDS)

    @staticmethod
    def _run(name: str) -> None:
        try:
            call_command(name, *lines()[name], if_due=True)
        except Exception as error:  # noqa: BLE001  # the command noted it; the others go on
            log.warning("timer_failed", command=name, error=type(error).__name__)
        finally:
            close_old_connections()
