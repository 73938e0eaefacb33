"""What files in a bucket cost beside files on disk: reading a photo, a large upload, memory.

The bucket is moto's, which is written in Python and answers slower than a real one: what is
measured is an upper bound. Both servers share the database; each has a photo of its own.
"""

import contextlib
import io
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import requests
from django.test import override_settings
from PIL import Image

from benchmarks.keys import bearer_of, new_keys, unlimited
from benchmarks.report import Row, at_most
from benchmarks.servers import Server, serving
from citizens import policy
from citizens.actions import record_consent
from citizens.models import Citizen, Purpose
from foundation.media.sealed_files import delete_sealed, path_of
from foundation.media.sealed_parts import upload_to
from foundation.media.sealed_pieces import new_key
from foundation.storage import opening

READS, SMALL_READS = 400, 20
LARGE, SMALL = 100 * 1024**2, 6 * 1024**2
PART = 4 * 1024**2
NAME = "files"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about files in a bucket."""
    keys = {**new_keys(), **unlimited("CITIZEN", "PHOTO", "PHOTO_VIEW")}
    citizen = Citizen.objects.create(app_id="bench", zalo_user_id="storage", name="Nguyễn Văn A")
    record_consent(citizen, Purpose.PHOTO, granted=True, policy_version=policy.CURRENT)
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder, _moto() as bucket:
        disk = {**keys, "DATA_DIR": folder}
        with (
            serving(database, environment=disk) as near,
            serving(database, environment={**disk, **bucket}) as far,
        ):
            yield from _photos((near, far), bearer_of(citizen), SMALL_READS if small else READS)
        yield from _uploads(folder, bucket, SMALL if small else LARGE)


@contextlib.contextmanager
def _moto() -> Iterator[dict[str, str]]:
    """Run a server with an empty bucket; give the settings that lead to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", port],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/{NAME}"
    try:
        _await(address)
        yield {
            "STORAGE_URL": address,
            "STORAGE_KEY_ID": "bench",
            "STORAGE_SECRET_KEY": "bench",
        }
    finally:
        process.terminate()
        process.wait(20)


def _await(address: str) -> None:
    """Make the bucket as soon as the server answers."""
    for _time in range(300):
        with contextlib.suppress(requests.ConnectionError):
            if requests.put(address, timeout=5).ok:
                return
        time.sleep(0.1)
    raise TimeoutError(address)


# --- photos --------------------------------------------------------------------------------------


def _photos(servers: tuple[Server, Server], bearer: str, reads: int) -> Iterator[Row]:
    addresses = [_uploaded(server, bearer) for server in servers]
    times: tuple[list[float], list[float]] = ([], [])
    for _number in range(reads):
        for server, address, seconds in zip(servers, addresses, times, strict=True):
            begun = time.perf_counter()
            assert server.get(address).status == 200
            seconds.append(time.perf_counter() - begun)
    disk, bucket = (statistics.median(seconds) * 1000 for seconds in times)
    size = len(servers[0].get(addresses[0]).body) / 1024
    yield Row(f"a photo of {size:.0f} kB from disk, p50", disk, " ms")
    yield at_most("– from the bucket, p50", bucket, 50, " ms")
    yield Row("– ÷ from disk", bucket / disk)
    yield Row("– from the bucket, p99", statistics.quantiles(times[1], n=100)[98] * 1000, " ms")
    more = servers[1].megabytes() - servers[0].megabytes()
    yield at_most("memory of a process with the bucket − without", more, 80, " MB")
    yield Row("start with the bucket − without", servers[1].started - servers[0].started, " s")


def _uploaded(server: Server, bearer: str) -> str:
    """Upload a photo and return its address."""
    noise = Image.frombytes("RGB", (500, 375), os.urandom(500 * 375 * 3)).resize((2000, 1500))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=85)
    answer = requests.post(
        server.url("/api/v1/photos/"),
        files={"file": ("a.jpg", out.getvalue(), "image/jpeg")},
        headers={"Authorization": bearer},
        timeout=60,
    )
    names = json.loads(answer.content)["data"]["images"]
    return f"/api/v1/photos/{names[0]}"


# --- a large upload ------------------------------------------------------------------------------


def _uploads(folder: str, bucket: Mapping[str, str], size: int) -> Iterator[Row]:
    for name, values in (("disk", {}), ("the bucket", bucket)):
        opening.bucket.cache_clear()
        with override_settings(SEALED_ROOT=Path(folder) / "sealed", **values):
            parts, end = _upload(size)
        yield Row(f"{size // 1024**2} MB in parts to {name}", parts, " s")
        yield Row(f"– proving it and making it one, {name}", end, " s")


def _upload(size: int) -> tuple[float, float]:
    """Return the seconds of all parts, and of the end that the last one waits for."""
    file_id, content = uuid4(), os.urandom(PART)
    upload, kept = upload_to(path_of(file_id), file_id, new_key(), size), 0
    begun = time.perf_counter()
    while kept < size:
        kept = upload.append(kept, [content[: size - kept]])
    came = time.perf_counter()
    upload.finish()
    ended = time.perf_counter()
    delete_sealed(file_id)
    return came - begun, ended - came
