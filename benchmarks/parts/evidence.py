"""What an original of 100 MB costs: hashing, encrypting, storing; memory; other answers meanwhile.

Storing is compared with a copy that computes the same hash and is brought to disk as well, one
after the other, so that both meet the same disk. Receiving is measured with two endpoints that do
nothing else (`benchmarks/receiver`), by a client as fast as this machine.
"""

import contextlib
import hashlib
import http.client
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from uuid import uuid4

from benchmarks.high_water import mark, risen
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import FIRST_SEARCH, Server, serving
from foundation.media.sealed_files import put_in_place, write_sealed

MEGA = 1_000_000
CHUNK, PART = 65_536, 4 * 1024 * 1024
TIMES = 7
READS, PAUSE = 300, 0.005
BOUNDARY = "video-cua-cong-dan-7f3a9c51"
FORM, IN_PARTS, DELETE = "/api/v1/bench/form/", "/api/v1/bench/part/", "/api/v1/bench/delete/"
DIGEST = 64  # hex digits
# A video declares itself in its first bytes; the rest is as random as what a camera compresses.
HEAD = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about originals."""
    size = 4_000_000 if small else 100_000_000
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as name:
        folder = Path(name)
        video = folder / "video"
        video.write_bytes(HEAD + os.urandom(size - len(HEAD)))
        yield from _storing(video, folder)
        environment = {
            "DJANGO_SETTINGS_MODULE": "benchmarks.receiver.settings",
            "SEALED_DIR": str(folder / "sealed"),
        }
        with serving(database, environment=environment) as server:
            yield from _receiving(server, video)


# --- storing -------------------------------------------------------------------------------------


def _storing(video: Path, folder: Path) -> Iterator[Row]:
    copies, seals = [], []
    for _time in range(TIMES):
        copies.append(_seconds(_copy, video, folder / "copy"))
        seals.append(_seconds(_seal, video, folder / "sealed_once"))
    megabytes = video.stat().st_size / MEGA
    yield at_least(
        "hash, encrypt, store ÷ copy with hash, both brought to disk",
        statistics.median(copies) / statistics.median(seals),
        0.5,
    )
    yield Row("– copy with hash", megabytes / statistics.median(copies), " MB/s")
    yield Row("– hash, encrypt, store", megabytes / statistics.median(seals), " MB/s")


def _seconds(work: Callable[[Path, Path], object], video: Path, path: Path) -> float:
    begun = time.perf_counter()
    work(video, path)
    return time.perf_counter() - begun


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _copy(video: Path, copy: Path) -> None:
    sha256 = hashlib.sha256()
    new = copy.with_suffix(".new")
    with new.open("wb", buffering=0) as file:
        for chunk in _chunks(video):
            sha256.update(chunk)
            file.write(chunk)
        os.fsync(file.fileno())
    put_in_place(new, copy)


def _seal(video: Path, path: Path) -> None:
    write_sealed(_chunks(video), path, uuid4())


# --- receiving -----------------------------------------------------------------------------------


def _receiving(server: Server, video: Path) -> Iterator[Row]:
    right = hashlib.sha256(video.read_bytes()).hexdigest()
    quiet = _reads(server)
    for name, send in (("as a form", _send_form), ("in parts of 4 MiB", _send_parts)):
        idle = mark(server)
        begun = time.perf_counter()
        assert send(server, video) == right
        seconds = time.perf_counter() - begun
        yield at_most(f"memory of a process that receives it {name}", risen(idle), 40, " MB")
        yield Row(f"– received {name}", seconds, " s")
        with _sending(server, video, send):
            busy = _reads(server)
        yield at_most(f"p50 of other answers while it comes {name} ÷ without", busy / quiet, 1.5)


def _send_form(server: Server, video: Path) -> str:
    lines = (f"--{BOUNDARY}", 'Content-Disposition: form-data; name="file"; filename="a"')
    head = ("\r\n".join(lines) + "\r\n\r\n").encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(head) + video.stat().st_size + len(tail)),
    }
    return _ask(server, "POST", FORM, chain([head], _chunks(video), [tail]), headers)


def _send_parts(server: Server, video: Path) -> str:
    size, answer = video.stat().st_size, "0"
    with video.open("rb") as file:
        while answer.isdecimal() and len(answer) < DIGEST:
            file.seek(int(answer))
            part = file.read(PART)
            path = f"{IN_PARTS}?size={size}&offset={answer}"
            answer = _ask(server, "PUT", path, [part], {"Content-Length": str(len(part))})
    server.get(DELETE)
    return answer


def _ask(
    server: Server, method: str, path: str, body: Iterable[bytes], headers: dict[str, str]
) -> str:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    line.request(method, path, body, headers)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    assert answer.status == 200, text
    return text


@contextlib.contextmanager
def _sending(server: Server, video: Path, send: Callable[[Server, Path], str]) -> Iterator[None]:
    """Let one phone send the video again and again while the block runs.

    It is a process of its own: a thread of this one would slow the reader by itself.
    """
    phone = multiprocessing.get_context("spawn").Process(
        target=_send_again, args=(server, video, send), daemon=True
    )
    phone.start()
    time.sleep(3)  # it imports this module first
    try:
        yield
    finally:
        phone.kill()
        phone.join()
        server.get(DELETE)


def _send_again(server: Server, video: Path, send: Callable[[Server, Path], str]) -> None:
    while True:
        send(server, video)


def _reads(server: Server) -> float:
    """Return the middle of the seconds of catalogue answers, each on a connection of its own."""
    times = []
    for _number in range(READS):
        begun = time.perf_counter()
        assert server.get(FIRST_SEARCH).status == 200
        times.append(time.perf_counter() - begun)
        time.sleep(PAUSE)
    return statistics.median(times)
