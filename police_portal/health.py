"""Health for operators and load balancers: is the process alive, and can it serve."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import structlog
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from foundation.api import readiness
from foundation.api.readiness import NotReady
from police_portal import VERSION, tables

log = structlog.get_logger("police_portal.health")

SECONDS_PER_PART = 1.0
_workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="health")


def check_database() -> None:
    """Raise a database error unless the database answers, and takes a transaction.

    A pooler in the statement mode refuses those. Raises NotReady if tables lack what is needed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    tables.check_tables()


def check_migrations() -> None:
    """Raise NotReady if the tables are older than the code."""
    if not tables.is_migrated():
        raise NotReady("Chưa chạy migrate.")


def database_warnings() -> Iterator[str]:
    """Warn that the database takes no writes, as a standby does."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        if cursor.fetchone() == ("on",):
            yield "Cơ sở dữ liệu chỉ cho đọc: mọi thao tác ghi đều bị từ chối."


def _closing(check: Callable[[], None]) -> None:
    try:
        check()
    finally:
        connection.close()


def states() -> dict[str, str]:
    """Return for each part "ok" or what is wrong.

    All are asked at once, so that the answer takes at most a second.
    """
    deadline = time.monotonic() + SECONDS_PER_PART
    asked = {name: _workers.submit(_closing, check) for name, check in readiness.PARTS.items()}
    return {name: _state(answer, deadline - time.monotonic()) for name, answer in asked.items()}


def _state(answer: Future[None], seconds: float) -> str:
    try:
        answer.result(max(0, seconds))
    except TimeoutError:
        return "Không trả lời trong 1 giây."
    except NotReady as reason:
        return str(reason)
    except Exception as error:  # noqa: BLE001  # any error means that this part cannot serve
        log.warning("health_check_failed", error=type(error).__name__)
        return "Không dùng được."
    return "ok"


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Say that the process runs, and of which version it is; asks nothing else."""
    answer = {"status": "ok", "version": VERSION}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 if every part works, 503 naming those that do not."""
    parts = states()
    healthy = all(state == "ok" for state in parts.values())
    answer: dict[str, object] = {"status": "ok" if healthy else "failed", "parts": parts}
    if healthy:
        answer["warnings"] = readiness.warnings()
    return JsonResponse(
        answer,
        status=200 if healthy else 503,
        headers={"Cache-Control": "no-store"},
        json_dumps_params={"ensure_ascii": False},
    )
