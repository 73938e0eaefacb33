"""Evidence over HTTP: what receiving 100 MB costs, and what SIGKILL during 200 uploads leaves.

The endpoints of the project itself, with tickets as openMediaPicker uses them. A file counts as
acknowledged when the client has its fingerprint; after the kill the service starts anew, every
acknowledged file is read and compared, every other upload is carried on, and the sweep runs.
"""

import contextlib
import hashlib
import http.client
import json
import os
import random
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from benchmarks.high_water import mark, risen
from benchmarks.keys import bearer_of, new_keys, unlimited
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import FIRST_SEARCH, Server, serving
from citizens.models import Citizen
from foundation.media.sealed_files import digest, list_files, path_of
from reports.evidence import sweeping
from reports.models import Evidence

EVIDENCE, UPLOADS = "/api/v1/evidence/", "/api/v1/evidence/uploads/"
CHUNK, PART = 65_536, 4 * 1024 * 1024
READS, PAUSE = 300, 0.005
BOUNDARY = "video-cua-cong-dan-7f3a9c51"
PHONES, KILLS = 8, 4
WAIT = 120
# The whole of a video that nobody can play: a head, random bytes, and the box that describes them.
HEAD, TAIL = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", b"\0\0\0\x08moov"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about uploads."""
    size, files = (4_000_000, 24) if small else (100_000_000, 200)
    keys = {**new_keys(), **unlimited("EVIDENCE"), "EVIDENCE_UNUSED_FILES": "1000000"}
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as name:
        settings.SEALED_ROOT = Path(name) / "sealed"
        environment = {**keys, "SEALED_DIR": str(settings.SEALED_ROOT)}
        citizen = Citizen.objects.create(app_id="bench", zalo_user_id="evidence", name="Lan")
        phone = _Phone(bearer_of(citizen))
        with serving(database, environment=environment) as server:
            yield from _receiving(server, phone, _video(size))
        yield from _killed(lambda: serving(database, environment=environment), phone, files)


def _video(size: int) -> bytes:
    random_bytes = os.urandom(size - len(HEAD) - 8 - len(TAIL))
    return HEAD + (len(random_bytes) + 8).to_bytes(4) + b"mdat" + random_bytes + TAIL


# --- a phone -------------------------------------------------------------------------------------


class Refused(Exception):
    """The service answered with an error."""


@dataclass(frozen=True)
class _Phone:
    """Asks as one citizen's Mini App does."""

    bearer: str

    def ask(
        self, server: Server, method: str, path: str, body: Iterable[bytes], **headers: str
    ) -> Any:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=WAIT)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path, body, {"Authorization": self.bearer, **named})
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        if answer.status not in {200, 201}:
            raise Refused(f"{answer.status}: {content.decode()[:300]}")
        return json.loads(content)

    def send_form(self, server: Server, content: bytes) -> str:
        """Send a file whole; return the fingerprint that the service answers."""
        lines = (f"--{BOUNDARY}", 'Content-Disposition: form-data; name="file"; filename="a"')
        head = ("\r\n".join(lines) + "\r\n\r\n").encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        answer = self.ask(
            server,
            "POST",
            EVIDENCE,
            chain([head], _chunks(content), [tail]),
            Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
            Content_Length=str(len(head) + len(content) + len(tail)),
        )
        return str(answer["files"][0]["sha256"])

    def begin(self, server: Server, size: int) -> str:
        """Begin an upload in parts; return its id."""
        body = json.dumps({"size": size}).encode()
        answer = self.ask(
            server, "POST", UPLOADS, [body], Content_Type="application/json",
            Content_Length=str(len(body)),
        )  # fmt: skip
        return str(answer["id"])

    def carry_on(self, server: Server, upload_id: str, content: bytes, part: int = PART) -> str:
        """Send what the service has not got of an upload; return the fingerprint."""
        path = f"{UPLOADS}{upload_id}/"
        answer = self.ask(server, "GET", path, [])
        while answer["file"] is None:
            offset = answer["offset"]
            piece = content[offset : offset + part]
            answer = self.ask(
                server, "PATCH", path, [piece], Content_Type="application/octet-stream",
                Content_Length=str(len(piece)), Upload_Offset=str(offset),
            )  # fmt: skip
        return str(answer["file"]["sha256"])

    def send_parts(self, server: Server, content: bytes) -> str:
        """Send a file in parts; return the fingerprint."""
        return self.carry_on(server, self.begin(server, len(content)), content)


def _chunks(content: bytes) -> Iterator[bytes]:
    view = memoryview(content)
    yield from (bytes(view[at : at + CHUNK]) for at in range(0, len(view), CHUNK))


# --- one large video -----------------------------------------------------------------------------


def _receiving(server: Server, phone: _Phone, video: bytes) -> Iterator[Row]:
    right, quiet = hashlib.sha256(video).hexdigest(), _reads(server)
    ways: tuple[tuple[str, Callable[[Server, bytes], str]], ...] = (
        ("as a form", phone.send_form),
        ("in parts of 4 MiB", phone.send_parts),
    )
    for name, send in ways:
        send(server, _video(100_000))  # what is loaded once does not count
        idle, begun = mark(server), time.perf_counter()
        assert send(server, video) == right
        seconds = time.perf_counter() - begun
        yield at_most(f"memory of a process that receives it {name}", risen(idle), 40, " MB")
        yield Row(f"– received {name}", seconds, " s")
        with _sending(server, video, send):
            busy = _reads(server)
        yield at_most(f"p50 of other answers while it comes {name} ÷ without", busy / quiet, 1.5)


@contextlib.contextmanager
def _sending(server: Server, video: bytes, send: Callable[[Server, bytes], str]) -> Iterator[None]:
    """Let one phone send the video again and again while the block runs."""
    stop = threading.Event()

    def again() -> None:
        while not stop.is_set():
            send(server, video)

    thread = threading.Thread(target=again, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(WAIT)


def _reads(server: Server) -> float:
    """Return the middle of the seconds of catalogue answers, each on a connection of its own."""
    times = []
    for _number in range(READS):
        begun = time.perf_counter()
        assert server.get(FIRST_SEARCH).status == 200
        times.append(time.perf_counter() - begun)
        time.sleep(PAUSE)
    return statistics.median(times)


# --- SIGKILL -------------------------------------------------------------------------------------


@dataclass
class _Upload:
    """One file that is to arrive, whatever happens."""

    content: bytes
    upload_id: str = ""
    acknowledged: str = ""
    failures: list[str] = field(default_factory=list)


def _killed(
    serve: Callable[[], contextlib.AbstractContextManager[Server]], phone: _Phone, files: int
) -> Iterator[Row]:
    """Kill the service again and again during uploads, and look at what is left."""
    Evidence.objects.all().delete()
    dice = random.Random(17)  # the same files and moments in every run
    uploads = [_Upload(_video(dice.randint(200_000, 6_000_000))) for _number in range(files)]
    for _kill in range(KILLS):
        with serve() as server, ThreadPoolExecutor(PHONES) as phones:
            waiting = [one for one in uploads if not one.acknowledged]
            share = waiting[: -(-len(uploads) // KILLS)]
            for one in share:
                phones.submit(_try_to_send, phone, server, one)
            _wait_for(share, dice.randint(1, len(share) // 2))
            _kill_at_once(server)
    torn = _torn()
    lost = sum(one.acknowledged != _kept(one) for one in uploads if one.acknowledged)
    acknowledged = sum(bool(one.acknowledged) for one in uploads)
    with serve() as server:
        wrong = sum(not _arrives(phone, server, one) for one in uploads)
    yield at_most(f"of {files} uploads under {KILLS} SIGKILLs: torn files that are served", torn, 0)
    yield at_most(f"– of {acknowledged} acknowledged files: lost or changed", lost, 0)
    yield at_most("– uploads that could not be carried on", wrong, 0)
    before = sum(1 for _file in list_files(time.time() + 1))
    sweeping.delete_lost_files(timezone.now() + timedelta(days=2))
    left = list(list_files(time.time() + 1))
    yield Row("– files before the sweep", before)
    rows = Evidence.objects.filter(completed_at__isnull=False).count()
    yield at_most("– files that no row knows, after it", len(left) - rows, 0)
    yield at_least("– uploads in parts that were carried on", len(uploads) - acknowledged, 1)


def _wait_for(uploads: Sequence[_Upload], number: int) -> None:
    """Wait until so many of these uploads are acknowledged: the others are under way then."""
    until = time.monotonic() + WAIT
    while sum(bool(one.acknowledged) for one in uploads) < number and time.monotonic() < until:
        time.sleep(0.01)


def _try_to_send(phone: _Phone, server: Server, one: _Upload) -> None:
    """Send every second file whole and the others in parts; the service dies meanwhile."""
    try:
        if len(one.content) % 2:
            one.acknowledged = phone.send_form(server, one.content)
            return
        one.upload_id = one.upload_id or phone.begin(server, len(one.content))
        one.acknowledged = phone.carry_on(server, one.upload_id, one.content, 1024 * 1024)
    except (OSError, http.client.HTTPException, Refused, ValueError) as error:
        one.failures.append(repr(error)[:200])


def _kill_at_once(server: Server) -> None:
    for pid in (server.pid, *_children(server.pid)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _torn() -> int:
    """Return how many files that the service would give out are not what their rows say."""
    complete = Evidence.objects.filter(completed_at__isnull=False)
    return sum(digest(path_of(one.pk), one.pk, one.key) != one.sha256 for one in complete)


def _kept(one: _Upload) -> str:
    """Return the fingerprint of what is kept of an acknowledged file, empty if nothing is."""
    right = hashlib.sha256(one.content).hexdigest()
    found = Evidence.objects.filter(sha256=right, completed_at__isnull=False).first()
    return digest(path_of(found.pk), found.pk, found.key) if found else ""


def _arrives(phone: _Phone, server: Server, one: _Upload) -> bool:
    """Carry an upload on to its end, where it was not acknowledged."""
    right = hashlib.sha256(one.content).hexdigest()
    if one.acknowledged:
        return one.acknowledged == right
    with contextlib.suppress(Refused):
        if one.upload_id:
            return phone.carry_on(server, one.upload_id, one.content) == right
        return phone.send_parts(server, one.content) == right
    return False
