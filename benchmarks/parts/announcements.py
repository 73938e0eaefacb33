"""Announcements: answers a second, how soon they appear and vanish, 10,000 against 100."""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve
from django.utils import timezone

from announcements.actions import ending
from announcements.models import Announcement
from announcements.workflow import Kind
from benchmarks.announcement_rows import approved, fill, officer
from benchmarks.databases import connected_to, copy_of
from benchmarks.measuring import say
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Answer, Server, serving
from benchmarks.settings import production
from benchmarks.wrk import Rounds, Target, compare, figures, rounds_for
from foundation.desk.roles import Role

LIST = "/api/v1/announcements/"
PATHS = {"detail": f"{LIST}tin-do-1/", "list": LIST}
FEW, MANY, MANY_SMALL = 100, 10_000, 1_000
SHARE, REPEATS, REPEATS_SMALL = 1.3, 300, 40
IN_A_ROW, LIMIT = 40, 30
FEED = "/api/v1/feeds/announcements.json"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about announcements."""
    with copy_of(database, "announcements_few") as few:
        with connected_to(few):
            fill(FEW)
        yield from _answers(few, rounds_for(small=small))
        with copy_of(database, "announcements_many") as many:
            number = MANY_SMALL if small else MANY
            say(f"making {number:,} announcements")
            with connected_to(many):
                fill(number)
            yield from _size(few, many, number, REPEATS_SMALL if small else REPEATS)
            yield from _soon(many, number, 1 if small else 3)


# --- answers a second ----------------------------------------------------------------------------


def _answers(database: str, rounds: Rounds) -> Iterator[Row]:
    with (
        tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder,
        serving(database) as server,
    ):
        answers = Path(folder)
        for name, path in PATHS.items():
            (answers / f"{name}.json").write_bytes(server.get(path).body)
        with _opponents(database, answers) as opponents:
            yield from _compared(server, opponents, rounds)


@contextlib.contextmanager
def _opponents(database: str, answers: Path) -> Iterator[Server]:
    environment = {
        "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.settings",
        "BENCH_ANSWERS": str(answers),
    }
    with serving(database, first="/health/live/", environment=environment) as server:
        yield server


def _compared(server: Server, opponents: Server, rounds: Rounds) -> Iterator[Row]:
    for name, path in PATHS.items():
        bare = opponents.get(f"/api/v1/bare/{name}/")
        assert bare.body == server.get(path).body, name
    contenders = {name: Target(server, path) for name, path in PATHS.items()}
    contenders |= {f"bare {name}": Target(opponents, f"/api/v1/bare/{name}/") for name in PATHS}
    ordinary = Target(opponents, "/api/v1/ordinary/announcements/", slow=True)
    runs = compare({**contenders, "DRF": ordinary}, rounds)
    for name in PATHS:
        what = f"announcements, {name} asked before"
        yield at_least(f"{what} ÷ bare view", runs.ratio(name, f"bare {name}"), 0.8)
        yield at_least(f"{what} ÷ the list in ordinary DRF", runs.ratio(name, "DRF"), 100, " ×")
    for name in (*contenders, "DRF"):
        yield figures(runs, name, "announcements, ")


# --- ten thousand --------------------------------------------------------------------------------


def _size(few: str, many: str, number: int, repeats: int) -> Iterator[Row]:
    with serving(few) as one, serving(many) as other:
        times = _alternately(one, other, repeats)
    for kind, (small, large) in times.items():
        ratio = statistics.median(large) / statistics.median(small)
        yield at_most(f"{kind}, {number:,} announcements ÷ {FEW}, p50", ratio, SHARE)
        yield Row(f"– p50 with {number:,}", statistics.median(large) * 1000, " ms")


def _paths(number: int) -> Mapping[str, str]:
    """Return addresses; some that nobody asked before, so that each is worked out."""
    found = {
        "list asked before": LIST,
        "list, a new page size": f"{LIST}?page_size={1 + number % 50}&kind=news&page=1",
        "search asked before": f"{LIST}?search=lua+dao",
        "search, a new one": f"{LIST}?search=lua+dao+dia+ban+{number}",
    }
    with contextlib.suppress(Resolver404):
        resolve(FEED)
        found["feed"] = FEED
    return found


def _alternately(
    few: Server, many: Server, repeats: int
) -> Mapping[str, tuple[list[float], list[float]]]:
    times: dict[str, tuple[list[float], list[float]]] = {kind: ([], []) for kind in _paths(0)}
    for number in range(-10, repeats):
        for kind, path in _paths(number + 10).items():
            for place, server in enumerate((few, many)):
                begun = time.perf_counter()
                answer = server.get(path)
                taken = time.perf_counter() - begun
                assert answer.status == 200, (path, answer.status)
                if number >= 0:
                    times[kind][place].append(taken)
    return times


# --- how soon ------------------------------------------------------------------------------------


def _soon(database: str, number: int, tries: int) -> Iterator[Row]:
    published, revoked = [], []
    with (
        connected_to(database),
        tempfile.TemporaryDirectory(prefix="police_portal_bench_") as data,
        _media(data),
        serving(database, environment={"DATA_DIR": data}) as server,
        _worker(database, data),
    ):
        _wake(server)
        _until(server, f"{LIST}{_wanted().slug}/", lambda answer: answer.status == 200)  # warm
        for _ in range(tries):
            row = _wanted()
            path = f"{LIST}{row.slug}/"
            published.append(_until(server, path, lambda answer: answer.status == 200))
            ending.revoke(Announcement.objects.get(pk=row.pk), officer(Role.DUTY_LEADER))
            revoked.append(_until(server, path, lambda answer: answer.status == 410))
    what = f"of one among {number:,}, until every worker"
    yield at_most(f"approval {what} serves it", max(published), 5, " s")
    yield at_most(f"revocation {what} serves the tombstone", max(revoked), 5, " s")


@contextlib.contextmanager
def _media(folder: str) -> Iterator[None]:
    from django.test import override_settings

    with override_settings(MEDIA_ROOT=folder):
        yield


@contextlib.contextmanager
def _worker(database: str, data: str) -> Iterator[None]:
    """Run the worker as in production while the block runs."""
    command = [sys.executable, "manage.py", "publish_announcements"]
    environment = {**os.environ, **production(database), "DATA_DIR": data}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        time.sleep(3)  # until it looks for the first time
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wanted() -> Announcement:
    """Approve a wanted notice with a picture."""
    import io

    from PIL import Image

    from announcements.pictures.keeping import keep_picture

    out = io.BytesIO()
    Image.new("RGB", (300, 400), "gray").save(out, "JPEG")
    picture = keep_picture(SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg"), None)
    return approved(
        kind=Kind.WANTED, title="Truy nã để đo", decision_number="1/QĐ", picture=picture,
        picture_alternative="Ảnh xám để đo thời gian",
        expires_at=timezone.now() + timedelta(days=9),
    )  # fmt: skip


def _wake(server: Server) -> None:
    for _ in range(IN_A_ROW):
        server.get(LIST)


def _until(server: Server, path: str, is_so: Callable[[Answer], bool]) -> float:
    """Return the seconds from now until every worker answers so."""
    begun = since = time.perf_counter()
    in_a_row = 0
    while in_a_row < IN_A_ROW and time.perf_counter() - begun < LIMIT:
        asked = time.perf_counter()
        in_a_row = in_a_row + 1 if is_so(server.get(path)) else 0
        since = asked if in_a_row == 1 else since
        time.sleep(0.005)
    return since - begun if in_a_row == IN_A_ROW else float(LIMIT)
