"""What each page and list of a signed-in citizen computes, as a multiple of `GET me/`.

Asked for inside this process, in turn: how many times as much, not how many a second.
"""

import http.client
import statistics
import time
from collections.abc import Iterator

import yaml
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.keys import bearer_of, new_keys
from benchmarks.report import Row, at_most
from benchmarks.statements import StatementCounter
from citizens.models import Citizen
from feedback.models import Author, Question, QuestionMessage
from offices.models import Office
from reports.by_code import new_number
from reports.models import Report, ReportKind
from reports.reporter import seals

ME = "/api/v1/me/"
# How many times the computing time of GET me/ they may take.
TARGETS = {"/api/v1/questions/": 1.5, "/api/v1/reports/": 1.5, "/api/v1/me/export/": 5.0}
WARM_UP, ROUNDS, ROUNDS_SMALL = 5, 100, 3


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield a row for each address: of a citizen who only signed in, then of one who wrote."""
    new_keys()
    rounds = ROUNDS_SMALL if small else ROUNDS
    new, wrote = (_citizen(name) for name in ("new", "wrote"))
    _write(wrote)
    yield from _rows_about(new, "", rounds)
    yield from _rows_about(wrote, ", with a question and a report", rounds)


def _rows_about(citizen: Citizen, of: str, rounds: int) -> Iterator[Row]:
    """Only what is nobody's yet has targets: rows cost beside the way to them."""
    client = Client(headers={"host": "127.0.0.1", "authorization": bearer_of(citizen)})
    paths = [path for path in _paths() if _answers(client, path)]
    taken = _taken(client, paths, rounds)
    yield Row(f"GET me/{of}: processor time", taken[ME] * 1_000, " ms")
    for path in paths[1:]:
        ratio = taken[path] / taken[ME]
        what = f"GET {path.removeprefix('/api/v1/')} ÷ GET me/{of} ({_asked(client, path)} queries)"
        target = None if of else TARGETS.get(path)
        yield Row(what, ratio, " ×") if target is None else at_most(what, ratio, target, " ×")


def _paths() -> list[str]:
    """Return GET me/ and what else of the document needs a session and no number or code."""
    document = yaml.safe_load((settings.BASE_DIR / "docs" / "openapi.yaml").read_text())
    found = {
        path
        for path, operations in document["paths"].items()
        if "{" not in path and operations.get("get", {}).get("security") == [{"citizen": []}]
    }
    assert found >= {ME, *TARGETS}, found
    return [ME, *sorted(found - {ME})]


def _answers(client: Client, path: str) -> bool:
    """Return False for what needs parameters."""
    return client.get(path).status_code == http.client.OK


def _asked(client: Client, path: str) -> int:
    counter = StatementCounter()
    with connection.execute_wrapper(counter):
        client.get(path)
    return counter.calls


def _taken(client: Client, paths: list[str], rounds: int) -> dict[str, float]:
    """Return the median seconds of each; every round asks for all of them."""
    taken: dict[str, list[float]] = {path: [] for path in paths}
    for number in range(-WARM_UP, rounds):
        for path in paths:
            before = time.process_time()
            assert client.get(path).status_code == http.client.OK, path
            if number >= 0:
                taken[path].append(time.process_time() - before)
    return {path: statistics.median(times) for path, times in taken.items()}


def _citizen(name: str) -> Citizen:
    citizen: Citizen = Citizen.objects.create(app_id="bench", zalo_user_id=name, name="Văn A")
    return citizen


def _write(citizen: Citizen) -> None:
    """Store a question and a report of the citizen, without the moves of officers."""
    office, now = Office.objects.order_by("pk")[0], timezone.now()
    question = Question.objects.create(citizen=citizen, office=office, due_at=now)
    QuestionMessage.objects.create(
        question=question, author=Author.CITIZEN, text="Cấp lại thẻ căn cước cần giấy tờ gì?"
    )
    report = Report.objects.create(
        kind=ReportKind.objects.create(code="bench", name="Vi phạm giao thông"),
        number=new_number(now),
        office=office,
        words="Xe vượt đèn đỏ ở ngã tư.",
        identity="confidential",
        first_received_at=now,
        changed_at=now,
        due_at=now,
    )
    seals.seal(report, citizen, {})
