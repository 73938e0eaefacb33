"""Serve the metrics of this machine to Prometheus."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.database.web_process import bound_waits
from foundation.records.worker_processes import misconfigured, rest, stop_at_signal


class Command(BaseCommand):
    help = "Cho Prometheus đọc số đo của máy này, tại METRICS_ADDRESS, tới khi bị dừng."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.METRICS_DIR:
            rest(self, "Chưa đặt METRICS_DIR")
            return
        from police_portal.exporter import server  # the library is loaded only where it is used

        bound_waits()  # a database that hangs must not hang this, too
        try:
            running, _thread = server.start(Path(settings.METRICS_DIR), settings.METRICS_ADDRESS)
        except server.BadAddress as error:
            raise misconfigured(f"METRICS_ADDRESS không dùng được: {error}") from error
        except OSError as error:  # another process has it, perhaps for a moment only
            raise CommandError(f"METRICS_ADDRESS không dùng được: {error}") from error
        stop = stop_at_signal(with_parent=False)
        while not stop.wait(server.LOOK_SECONDS):
            server.answers(settings.METRICS_ADDRESS)
        running.shutdown()
