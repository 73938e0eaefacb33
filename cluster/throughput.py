"""What a second web node gives: answers a second of two ÷ of one, each with a fifth of a core.

So little for the nodes that nothing else is ever the limit: what PostgreSQL, nginx and the load
compute meanwhile is printed beside it.
"""

import http.client
import os
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from cluster import network
from cluster.environment import HOST
from cluster.judging import Finding
from cluster.plan import Machine
from cluster.services.web import PORT
from cluster.standing import Cluster

GROUPS = Path("/sys/fs/cgroup/cpu")  # control groups of version 1
PERIOD, QUOTA = 20_000, 4_000  # µs: a fifth
ROUNDS, SECONDS, CLIENTS = 5, 6.0, 6  # clients of each node
MUST = 1.8


def measure(cluster: Cluster, bearers: list[str]) -> Iterator[Finding]:
    """Yield what two nodes answer ÷ one, for one's own data and one's own dossiers."""
    nodes = cluster.plan.that_run("web")
    with _limited(cluster, nodes):
        for path in ("/api/v1/me/", "/api/v1/dossiers/"):
            ratios, loads = [], []
            for _round in range(ROUNDS):
                one = _answers(path, nodes[:1], bearers)
                before, begun = _computed(cluster), time.monotonic()
                two = _answers(path, nodes, bearers)
                loads.append((_computed(cluster) - before) / (time.monotonic() - begun))
                ratios.append(two / one)
            ratio, others = statistics.median(ratios), statistics.median(loads)
            words = (
                f"{path}: {ratio:.2f} ×; databases and load {others:.2f} of {os.cpu_count()} cores"
            )
            yield Finding(words, ratio >= MUST)


def _answers(path: str, nodes: list[Machine], bearers: list[str]) -> float:
    """Return how many good answers a second these nodes give together."""
    stop, counts = threading.Event(), []

    def ask(node: Machine, number: int) -> None:
        count = 0
        line = http.client.HTTPConnection(node.address, PORT, timeout=30)
        while not stop.is_set():
            number += 1
            headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.77.0.1"}
            bearer = {"Authorization": bearers[number % len(bearers)]}
            line.request("GET", path, headers=headers | bearer)
            answer = line.getresponse()
            answer.read()
            count += answer.status == http.HTTPStatus.OK
        line.close()
        counts.append(count)

    with ThreadPoolExecutor(CLIENTS * len(nodes)) as threads:
        running = [
            threads.submit(ask, node, 97 * number)
            for number, node in enumerate(node for node in nodes for _client in range(CLIENTS))
        ]
        time.sleep(SECONDS)
        stop.set()
    for one in running:
        one.result()
    return sum(counts) / SECONDS


@contextmanager
def _limited(cluster: Cluster, nodes: list[Machine]) -> Iterator[None]:
    groups = [GROUPS / network.namespace(node) for node in nodes]
    for node, group in zip(nodes, groups, strict=True):
        group.mkdir(exist_ok=True)
        (group / "cpu.cfs_period_us").write_text(str(PERIOD))
        (group / "cpu.cfs_quota_us").write_text(str(QUOTA))
        for pid in cluster.processes(node):
            (group / "cgroup.procs").write_text(str(pid))
    try:
        yield
    finally:
        for node, group in zip(nodes, groups, strict=True):
            for pid in cluster.processes(node):
                (GROUPS / "cgroup.procs").write_text(str(pid))
            group.rmdir()


def _computed(cluster: Cluster) -> float:
    """Return the seconds for which this process and the databases have computed."""
    own = time.process_time()
    machines = cluster.plan.that_run("postgres")
    return own + sum(_seconds(pid) for one in machines for pid in cluster.processes(one))


def _seconds(pid: int) -> float:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
