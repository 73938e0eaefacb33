"""What a photo of 10 MB costs: memory to re-encode it, and what other answers lose meanwhile.

One photo of each kind that is largest in memory, as large as its format may be. The peak is
measured above the idle process; what uploading itself costs (the body, multipart) is in it.
"""

import contextlib
import http.client
import io
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator

from PIL import Image

from benchmarks.high_water import mark, risen
from benchmarks.keys import bearer_of, new_keys, unlimited
from benchmarks.report import Row, at_most
from benchmarks.servers import Server, serving
from citizens import policy
from citizens.actions import record_consent
from citizens.models import Citizen, Purpose

PHOTOS, READ = "/api/v1/photos/", "/api/v1/procedures/?search=ho+chieu"
LARGEST = 10_400_000
BOUNDARY = "anh-cua-cong-dan-7f3a9c51"  # a short one would occur in a picture by chance
MIB = 1024 * 1024
READS, PAUSE = 400, 0.002


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about photos."""
    environment = {**new_keys(), **unlimited("CITIZEN", "PHOTO")}
    citizen = Citizen.objects.create(app_id="bench", zalo_user_id="photos", name="Nguyễn Văn A")
    record_consent(citizen, Purpose.PHOTO, granted=True, policy_version=policy.CURRENT)
    shown = _pictures(small=small)
    with (
        tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder,
        serving(database, environment={**environment, "DATA_DIR": folder}) as server,
    ):
        yield from _measured(server, bearer_of(citizen), shown)


def _measured(server: Server, bearer: str, shown: dict[str, bytes]) -> Iterator[Row]:
    quiet, idle = _reads(server, READS), mark(server)
    highest = 0.0
    for name, content in shown.items():
        mark(server)
        seconds = statistics.median(_upload(server, bearer, content) for _time in range(2))
        peak = risen(idle)
        highest = max(highest, peak)
        yield Row(
            f"photo {name}, {len(content) / MIB:.1f} MB: {peak:.0f} MB more memory, seconds",
            seconds,
            " s",
        )
    yield at_most("memory of a process for the costliest photo", highest, 150, " MB")
    with _uploading(server, bearer, max(shown.values(), key=len)):
        busy = _reads(server, READS)
    yield at_most(
        "p50 of other answers while photos are re-encoded ÷ without",
        _p(busy, 50) / _p(quiet, 50),
        3,
    )
    yield Row("– p99 while photos are re-encoded", _p(busy, 99) * 1000, " ms")
    yield Row("– p99 without", _p(quiet, 99) * 1000, " ms")


def _p(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


# --- pictures ------------------------------------------------------------------------------------


def _noise(width: int, height: int) -> Image.Image:
    small = width // 4, height // 4
    return Image.frombytes("RGB", small, os.urandom(small[0] * small[1] * 3)).resize(
        (width, height), Image.Resampling.BICUBIC
    )


def _pictures(*, small: bool) -> dict[str, bytes]:
    large = {} if small else {"JPEG, 108 megapixels": _jpeg(_noise(12_000, 9_000))}
    plain = _noise(4032, 3024)
    return {
        **large,
        "JPEG, 16 megapixels": _jpeg(_noise(3990, 3990)),
        "progressive JPEG": _jpeg(plain, progressive=True, subsampling=0),
        "PNG with transparency": _png(plain),
        "WebP": _saved(_noise(2580, 1930), "WEBP", quality=95),
    }


def _jpeg(picture: Image.Image, **options: int) -> bytes:
    """Return the picture in the best quality that 10 MB allow."""
    sizes = (_saved(picture, "JPEG", quality=quality, **options) for quality in range(95, 0, -5))
    return next(content for content in sizes if len(content) <= LARGEST)


def _png(picture: Image.Image) -> bytes:
    clear = picture.quantize(12).convert("RGBA")
    clear.putalpha(128)
    return _saved(clear, "PNG")


def _saved(picture: Image.Image, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


# --- the server ----------------------------------------------------------------------------------


def _upload(server: Server, bearer: str, content: bytes) -> float:
    disposition = 'form-data; name="file"; filename="a"'
    lines = (f"--{BOUNDARY}", f"Content-Disposition: {disposition}", "Content-Type: image/jpeg")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode()
    headers = {"Authorization": bearer, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    begun = time.perf_counter()
    line.request("POST", PHOTOS, head + content + f"\r\n--{BOUNDARY}--\r\n".encode(), headers)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    # After a few, the citizen has as many unsent photos as allowed: it was re-encoded all the same.
    assert answer.status == 200 or b"photos_too_many" in body, body
    return time.perf_counter() - begun


@contextlib.contextmanager
def _uploading(server: Server, bearer: str, content: bytes) -> Iterator[None]:
    """Let two citizens' phones upload without a pause while the block runs: one for each worker."""
    stop = threading.Event()

    def again() -> None:
        while not stop.is_set():
            with contextlib.suppress(
                AssertionError
            ):  # photos_busy: the other one is in the same process
                _upload(server, bearer, content)

    threads = [threading.Thread(target=again, daemon=True) for _number in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)


def _reads(server: Server, count: int) -> list[float]:
    """Return the seconds of catalogue answers, each on a connection of its own."""
    times = []
    for _number in range(count):
        begun = time.perf_counter()
        assert server.get(READ).status == 200
        times.append(time.perf_counter() - begun)
        time.sleep(PAUSE)
    return times
