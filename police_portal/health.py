"""Health for operators and load balancers: is the process alive, and can it serve.

Details are shown on the machine itself only: requests through nginx may come from anybody.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import structlog
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from foundation.api import readiness
from foundation.api.client_addresses import is_from_this_machine
from foundation.api.readiness import NotReady
from foundation.processes import forks
from foundation.records import process_memory
from police_portal import VERSION
from police_portal.database import tables

log = structlog.get_logger("police_portal.health")
T = TypeVar("T")

# How long one answer waits for all parts together.
SECONDS_PER_PART = 1.0
# How long a healthy part may be slow before this machine is out of service: as long as a request
# waits for the database. A busy hour makes all machines slow at once; taking all of them out would
# make it an outage.
PATIENCE = 5.0
# Strangers may send any number of requests: each part runs one check at a time, within a second.
KEPT_SECONDS = 1.0
SLOW, SILENT = "Trả lời chậm.", "Không trả lời trong 1 giây."
_SERVING = ("ok", SLOW)
_UNKNOWN_WARNINGS = ["Chưa biết có cảnh báo nào không: các phần trả lời chậm hoặc bị lỗi."]
_workers: ThreadPoolExecutor
_lock: threading.Lock
_asked: dict[str, tuple[float, Future[Any]]] = {}
_sound: set[str] = set()
process_memory.register(_asked.clear)
process_memory.register(_sound.clear)


def _begin_anew() -> None:
    """Create new threads and a lock: a forked process cannot use inherited ones."""
    global _workers, _lock  # noqa: PLW0603  # a process has one of each
    _workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="health")
    _lock = threading.Lock()
    _asked.clear()


forks.begin(_begin_anew)


def check_database() -> None:
    """Raise a database error unless the database answers, and accepts a transaction.

    A pooler in statement mode refuses those. Raises NotReady if tables are incomplete.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    tables.check_tables()


def check_migrations() -> None:
    """Raise NotReady if the tables are older than the code."""
    if not tables.is_migrated():
        raise NotReady("Chưa chạy migrate.")


def database_warnings() -> Iterator[str]:
    """Warn that the database is read-only, like a standby."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        if cursor.fetchone() == ("on",):
            yield "Cơ sở dữ liệu chỉ cho đọc: mọi thao tác ghi đều bị từ chối."


def _closing(check: Callable[[], T]) -> T:
    try:
        return check()
    finally:
        connection.close()


def _ask(name: str, check: Callable[[], Any]) -> tuple[float, Future[Any]]:
    """Return when `check` began, and its answer; a running check is shared."""
    with _lock:
        known = _asked.get(name)
        now = time.monotonic()
        if known is None or (known[1].done() and now - known[0] >= KEPT_SECONDS):
            known = _asked[name] = (now, _workers.submit(_closing, check))
        return known


def states() -> dict[str, str]:
    """Return "ok", SLOW, or the fault of each part.

    All are checked at once, so that the answer takes at most a second.
    """
    deadline = time.monotonic() + SECONDS_PER_PART
    asked = {name: _ask(name, check) for name, check in readiness.PARTS.items()}
    return {
        name: _state(name, *question, deadline - time.monotonic())
        for name, question in asked.items()
    }


def _state(name: str, begun: float, answer: Future[None], seconds: float) -> str:
    try:
        answer.result(max(0, seconds))
    except TimeoutError:
        is_new = time.monotonic() - begun < PATIENCE
        return SLOW if name in _sound and (is_new or name in readiness.MAY_BE_SLOW) else SILENT
    except NotReady as reason:
        return str(reason)
    except Exception as error:  # noqa: BLE001  # any error means that this part cannot serve
        log.warning("health_check_failed", error=type(error).__name__)
        return "Không dùng được."
    _sound.add(name)
    return "ok"


def _warnings() -> list[str]:
    """Return the warnings for operators, if available within a second."""
    try:
        found: list[str] = _ask("warnings", readiness.warnings)[1].result(SECONDS_PER_PART)
    except Exception as error:  # noqa: BLE001  # whatever it is, the service serves
        log.warning("health_warnings_failed", error=type(error).__name__)
        return _UNKNOWN_WARNINGS
    return found


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Show that the process runs, and its version; checks nothing else."""
    answer = {"status": "ok", "version": VERSION}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 if this machine can serve, else 503; on the machine itself with the reason."""
    parts = states()
    healthy = all(state in _SERVING for state in parts.values())
    answer: dict[str, object] = {"status": "ok" if healthy else "failed"}
    if is_from_this_machine(request):
        answer["parts"] = parts
        if healthy:
            answer["warnings"] = _warnings()
    return JsonResponse(
        answer,
        status=200 if healthy else 503,
        headers={"Cache-Control": "no-store"},
        json_dumps_params={"ensure_ascii": False},
    )
