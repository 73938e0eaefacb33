"""A rolling upgrade with a migration, in the middle of which a web node is lost."""

import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import installation
from cluster.faults import End, nothing
from cluster.plan import Machine
from cluster.services.nginx import LEFT_OUT
from cluster.services.web import PORT
from cluster.setting_up import is_ready, manage
from cluster.standing import Cluster, await_true
from police_portal.environment import BASE_DIR

DRAIN_SECONDS = 3  # as deploy/police-portal-upgrade
LOST_SECONDS = 5
SERVING = "granian"  # in the command line of the server and its workers


def upgrade_and_lose_a_node(cluster: Cluster) -> End:
    """Migrate, upgrade the first node, lose the second before its turn, bring it back upgraded."""
    release = _release(cluster)
    manage(cluster, "migrate", "--noinput", "--verbosity", "0", code=release)
    first, second = cluster.plan.that_run("web")
    with out_of_nginx(cluster, first):
        cluster.send(cluster.processes(first, SERVING), signal.SIGTERM)
        await_true("the old version ended", lambda: not cluster.processes(first, SERVING), 30)
        cluster.start(first, "web", code=release)
        await_true(f"{first.name} ready", lambda: is_ready(first), 120)
    cluster.lose(second)
    time.sleep(LOST_SECONDS)
    cluster.bring_back(second, code=release)
    await_true(f"{second.name} ready", lambda: is_ready(second), 120)
    return nothing


@contextmanager
def out_of_nginx(cluster: Cluster, web: Machine) -> Iterator[None]:
    """Let no nginx lead anybody to this web node while the block runs."""
    _tell_nginx(cluster, web, " down")
    time.sleep(DRAIN_SECONDS)
    yield
    _tell_nginx(cluster, web, "")


def _tell_nginx(cluster: Cluster, web: Machine, state: str) -> None:
    line = f"server {web.address}:{PORT} fail_timeout={LEFT_OUT}"
    for front in cluster.plan.that_run("nginx"):
        site = cluster.folder / front.name / "nginx" / "site.conf"
        text = site.read_text().replace(f"{line} down;", f"{line};")
        site.write_text(text.replace(f"{line};", f"{line}{state};"))
        pid = int((site.parent / "nginx.pid").read_text())
        cluster.send([pid], signal.SIGHUP)


def _release(cluster: Cluster) -> Path:
    folder = cluster.folder / "release"
    shutil.copytree(BASE_DIR, folder, ignore=installation.LEFT_OUT)
    return installation.with_migration(folder)
