"""Health for operators and load balancers.

Whether the process is alive, and whether it can serve.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

log = structlog.get_logger("police_portal.health")

SECONDS_PER_PART = 1.0
_workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="health")


class Failed(Exception):
    """A part cannot serve; the text says why, for operators, in Vietnamese."""


def check_database() -> None:
    """Raise Failed unless the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Raise Failed when the tables are older than the code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Failed("Chưa chạy migrate.")


def check_snapshot() -> None:
    """Raise Failed when the catalogue cannot be loaded or is empty."""
    from procedures.snapshot import catalogue

    if not catalogue.current().documents:
        raise Failed("Danh mục thủ tục trống.")


def calendar_warnings(today: date) -> list[str]:
    """Return a warning when days off of the next 12 months are not in the table."""
    from offices.snapshot import directory

    calendar = directory.current().calendar
    years = calendar.years_without_tet(today, today + timedelta(days=365))
    return [f"Chưa có ngày nghỉ Tết của năm {year} trong lịch làm việc." for year in years]


def notice_warnings(now: datetime) -> list[str]:
    """Return that something keeps notices from going out; what it is, only officers read."""
    from citizens.notices import alarms

    return ["Thông báo cho công dân có sự cố: xem phần quản trị."] if alarms.warnings(now) else []


PARTS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "snapshot": check_snapshot,
}


def _closing(check: Callable[[], None]) -> None:
    try:
        check()
    finally:
        connection.close()


def states() -> dict[str, str]:
    """Return "ok" or what is wrong for each part.

    All are asked at once, so that the answer takes a second at most.
    """
    deadline = time.monotonic() + SECONDS_PER_PART
    asked = {name: _workers.submit(_closing, check) for name, check in PARTS.items()}
    return {name: _state(answer, deadline - time.monotonic()) for name, answer in asked.items()}


def _state(answer: Future[None], seconds: float) -> str:
    try:
        answer.result(max(0, seconds))
    except TimeoutError:
        return "Không trả lời trong 1 giây."
    except Failed as failure:
        return str(failure)
    except Exception as error:  # noqa: BLE001  # whatever is wrong, the answer is that this part cannot serve
        log.warning("health_check_failed", error=type(error).__name__)
        return "Không dùng được."
    return "ok"


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Say that the process runs; touches nothing else."""
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Say whether each part that an answer needs is there: 200, or 503 naming what failed."""
    parts = states()
    healthy = all(state == "ok" for state in parts.values())
    answer: dict[str, Any] = {"status": "ok" if healthy else "failed", "parts": parts}
    if healthy:
        answer["warnings"] = [
            *calendar_warnings(timezone.localdate()),
            *notice_warnings(timezone.now()),
        ]
    return JsonResponse(
        answer,
        status=200 if healthy else 503,
        headers={"Cache-Control": "no-store"},
        json_dumps_params={"ensure_ascii": False},
    )
