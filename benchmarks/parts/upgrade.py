"""An upgrade with a migration under load, and one that has to go back: nobody may notice either."""

import http.client
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.installation import Installation, broken, installed, with_migration
from benchmarks.keys import new_keys
from benchmarks.measuring import say
from benchmarks.mixed_load import PAUSE, Load, Seen, lost_and_doubled, people_for
from benchmarks.report import Row, at_least, at_most
from tests.deploy.running_nginx import HOST

WRITES, WRITES_SMALL = 12_000, 2_000
# Of each reader and writer between two requests, in seconds. A trial leaves the processors free.
PAUSE_SMALL = 0.2
WARM_UP, START_LIMIT = 3.0, 120.0
# Seconds for an instance; a machine that is busy with other things takes long.
PATIENCE, PATIENCE_WITH_BROKEN = 300, 60


class DidNotStart(Exception):
    """The first version did not get ready."""


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about both upgrades, and about a plain restart in turn."""
    keys = new_keys()
    with (
        tempfile.TemporaryDirectory(prefix="police_portal_upgrade_") as folder,
        installed(Path(folder), database, keys) as here,
    ):
        Path(folder).chmod(0o755)  # nginx's worker is another user
        _await_ready(here)
        people = people_for(WRITES_SMALL if small else WRITES)
        load = Load(here.nginx, HOST, people, pause=PAUSE_SMALL if small else PAUSE)
        yield from _upgrade(here, load)
        if not small:
            yield from _going_back(here, load)


def _upgrade(here: Installation, load: Load) -> Iterator[Row]:
    new = with_migration(here.release("second"))
    with load.going_on() as seen:
        time.sleep(WARM_UP)
        begun = time.monotonic()
        done = here.upgrade(new, PATIENCE)
        took = time.monotonic() - begun
        time.sleep(WARM_UP)
    _tell(done.stdout + done.stderr)
    yield Row("upgrade with a migration under load: it took", took, " s")
    yield at_least("… instances on the new version (1: all)", here.serving() == {"second"}, 1)
    yield from _rows_about(seen)


def _going_back(here: Installation, load: Load) -> Iterator[Row]:
    new = broken(with_migration(here.release("third")))
    with load.going_on() as seen:
        time.sleep(WARM_UP)
        done = here.upgrade(new, PATIENCE_WITH_BROKEN)
        time.sleep(WARM_UP)
    _tell(done.stdout + done.stderr)
    went_back = done.returncode == 1 and here.serving() == {"second"}
    yield at_least("upgrade to a version that does not start: it went back (1: yes)", went_back, 1)
    yield from _rows_about(seen)


def _rows_about(seen: Seen) -> Iterator[Row]:
    lost, doubled = lost_and_doubled(seen.kept)
    yield Row("… requests through nginx meanwhile", seen.total)
    yield Row("… of them acknowledged writes", len(seen.kept))
    wrong = f" ({seen.wrong})" if seen.wrong else ""
    yield at_most(f"… errors{wrong}", sum(seen.wrong.values()), 0)
    yield at_most("… acknowledged writes lost", lost, 0)
    yield at_most("… writes done twice", doubled, 0)
    yield Row("… slowest answer", seen.slowest, " s")


def _tell(text: str) -> None:
    for line in text.splitlines():
        say(line)


def _await_ready(here: Installation) -> None:
    for port in here.ports:
        until = time.monotonic() + START_LIMIT
        while not _is_ready(port):
            if time.monotonic() > until:
                raise DidNotStart((here.folder / f"{port}.log").read_text()[-2000:])
            time.sleep(0.2)


def _is_ready(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/health/ready/", headers={"Host": HOST})
        return line.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        line.close()
