"""What Prometheus reads is served beside the work of the rooms."""

import errno
from pathlib import Path
from wsgiref.simple_server import WSGIServer

from django.conf import settings
from django.db import connections

from foundation.database import REPLICA
from foundation.scale.database.following import follower
from foundation.work.pulse import Pulse
from foundation.work.registry import JobFailed, loop


@loop("Cho Prometheus đọc số đo")
def serve_metrics(stop: Pulse, *, once: bool) -> str:
    """Serve the metrics of this machine at METRICS_ADDRESS; sleep where METRICS_DIR is not set.

    One process of a machine serves them; another one takes over when it has ended.
    """
    if once:
        return ""
    if not settings.METRICS_DIR:
        stop.wait()
        return ""
    from police_portal.exporter import server  # the library is loaded only where it is used

    if REPLICA in connections.settings:
        follower.watch()
    running = _start()
    try:
        while not stop.wait(server.LOOK_SECONDS):
            running = running or _start()
            server.answers(settings.METRICS_ADDRESS)
    finally:
        if running:
            running.shutdown()
            running.server_close()
    return ""


def _start() -> WSGIServer | None:
    """Serve; return None if another process has the port."""
    from police_portal.exporter import server

    try:
        return server.start(Path(settings.METRICS_DIR), settings.METRICS_ADDRESS)[0]
    except (server.BadAddress, OSError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            return None
        raise JobFailed(f"METRICS_ADDRESS không dùng được: {error}") from error
