"""The faults: what is done to the cluster. Each is begun, and gives the function that ends it."""

import os
import signal
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cluster import network
from cluster.judging import Finding
from cluster.plan import Machine
from cluster.services.postgres import PASSWORD, USER
from cluster.setting_up import ask, ask_primary, primary, standby, switch_over, with_role
from cluster.standing import Cluster, await_true

End = Callable[[], list[Finding]]
Begin = Callable[[Cluster], End]
Find = Callable[[Cluster], Machine]

WRITES_AFTER_WAKING = 20
PATRONI = "patroni.json"  # in the command line of Patroni, and of nothing else


def nothing() -> list[Finding]:
    """End a fault that ends by itself."""
    return []


def named(name: str) -> Find:
    """Return a function that finds the machine of this name."""
    return lambda cluster: cluster.plan.named(name)


def holder_of_shared_address(cluster: Cluster) -> Machine:
    """Return the nginx that citizens are led to."""
    return next(
        machine
        for machine in cluster.plan.that_run("keepalived")
        if cluster.plan.shared_address
        in network.ip("-n", network.namespace(machine), "-brief", "address")
    )


def kill_web_worker(cluster: Cluster) -> End:
    """Kill a process that answers; its parent starts another."""
    here = cluster.processes(cluster.plan.that_run("web")[0])
    workers = [pid for pid in here if _status(pid, "PPid") in here]
    cluster.send([max(workers, key=lambda pid: _status(pid, "VmRSS"))], signal.SIGKILL)
    return nothing


def lose(find: Find) -> Begin:
    """Return a fault: a machine is without power, and comes back."""

    def begin(cluster: Cluster) -> End:
        machine = find(cluster)
        cluster.lose(machine)
        return _then_nothing(lambda: cluster.bring_back(machine))

    return begin


def unplug(find: Find) -> Begin:
    """Return a fault: nobody reaches a machine, which goes on, as what it holds in memory must."""

    def begin(cluster: Cluster) -> End:
        machine = find(cluster)
        network.unplug(machine)
        return _then_nothing(lambda: network.plug(machine))

    return begin


def kill(find: Find, service: str) -> Begin:
    """Return a fault: what runs on a machine is killed; `service` is started at the end."""

    def begin(cluster: Cluster) -> End:
        machine = find(cluster)
        cluster.send(cluster.processes(machine), signal.SIGKILL)
        return _then_nothing(lambda: cluster.start(machine, service))

    return begin


def freeze(*finds: Find) -> Begin:
    """Return a fault: what runs on these machines stands still, and wakes up."""

    def begin(cluster: Cluster) -> End:
        held = [pid for find in finds for pid in cluster.processes(find(cluster))]
        cluster.send(held, signal.SIGSTOP)
        return _then_nothing(lambda: cluster.send(held, signal.SIGCONT))

    return begin


def kill_postgres(cluster: Cluster) -> End:
    """Kill PostgreSQL of the primary; Patroni lives."""
    cluster.send(_postgres(cluster, primary(cluster)), signal.SIGKILL)
    return nothing


def freeze_postgres(cluster: Cluster) -> End:
    """Stop PostgreSQL of the primary as it is; Patroni lives."""
    machine = primary(cluster)
    return _frozen(cluster, machine, _postgres(cluster, machine))


def freeze_primary(cluster: Cluster) -> End:
    """Stop all that runs on the machine of the primary."""
    machine = primary(cluster)
    return _frozen(cluster, machine, cluster.processes(machine))


def kill_patroni(cluster: Cluster) -> End:
    """Kill Patroni of the primary: PostgreSQL goes on, and nobody tells it that it was replaced."""
    machine = primary(cluster)
    cluster.send(cluster.processes(machine, PATRONI), signal.SIGKILL)
    wake = partial(cluster.start, machine, "postgres")
    return lambda: _write_to_the_forgotten(cluster, machine, wake)


def freeze_patroni(cluster: Cluster) -> End:
    """Stop Patroni of the primary as it is: PostgreSQL goes on."""
    machine = primary(cluster)
    pids = cluster.processes(machine, PATRONI)
    cluster.send(pids, signal.SIGSTOP)
    wake = partial(cluster.send, pids, signal.SIGCONT)
    return lambda: _write_to_the_forgotten(cluster, machine, wake)


def lead_from_the_smaller_half(cluster: Cluster) -> None:
    """Move the primary to the half that a cut leaves alone, if it is not there."""
    if primary(cluster).half != "a":
        switch_over(cluster, primary(cluster), standby(cluster))


def cut(cluster: Cluster) -> End:
    """Cut the halves apart."""
    network.cut()

    def end() -> list[Finding]:
        leaders = [machine.name for machine in with_role(cluster, "leader")]
        network.mend()
        return [Finding(f"primary in the larger half: {leaders}", len(leaders) == 1)]

    return end


def late_replica(cluster: Cluster) -> End:
    """Let the replica for reads stand still in the past."""
    replica = next(one for one in cluster.plan.that_run("postgres") if one.for_reads)
    ask(replica, "SELECT pg_wal_replay_pause()")
    return _then_nothing(lambda: ask(replica, "SELECT pg_wal_replay_resume()"))


def _then_nothing(work: Callable[[], object]) -> End:
    def end() -> list[Finding]:
        work()
        return []

    return end


def _frozen(cluster: Cluster, machine: Machine, pids: list[int]) -> End:
    cluster.send(pids, signal.SIGSTOP)
    return lambda: _write_to_the_woken(cluster, machine, lambda: cluster.send(pids, signal.SIGCONT))


def _write_to_the_woken(
    cluster: Cluster, machine: Machine, wake: Callable[[], object]
) -> list[Finding]:
    """Wake a former primary while somebody writes to it."""
    await_true("another primary", lambda: primary(cluster) != machine, 60)
    return _write_to_the_former(cluster, machine, "woken", first=wake)


def _write_to_the_forgotten(
    cluster: Cluster, machine: Machine, wake: Callable[[], object]
) -> list[Finding]:
    """Write to a former primary whose PostgreSQL believes that it leads; then wake its Patroni."""
    await_true("another primary", lambda: primary(cluster) != machine, 60)
    out_of_recovery = ask(machine, "SELECT NOT pg_is_in_recovery()") == "t"
    found = _write_to_the_former(cluster, machine, "forgotten")
    wake()
    words = f"the forgotten one out of recovery: {out_of_recovery}"
    return [Finding(words, holds=True), *found]  # what must hold is that it acknowledges nothing


def _write_to_the_former(
    cluster: Cluster, machine: Machine, name: str, first: Callable[[], object] = nothing
) -> list[Finding]:
    """Write to a former primary after `first`: what it acknowledges must be kept."""
    ask_primary(cluster, "CREATE TABLE IF NOT EXISTS woken (word text)")
    first()
    words = [str(number) for number in range(WRITES_AFTER_WAKING)]
    acknowledged = [word for word in words if _is_written(machine, word)]
    kept = (ask_primary(cluster, "SELECT string_agg(word, ',') FROM woken") or "").split(",")
    ask_primary(cluster, "DROP TABLE woken")
    lost = set(acknowledged) - set(kept)
    told = f"{len(words)} writes to the {name} one: {len(acknowledged)} acknowledged"
    return [Finding(f"{told}, {len(lost)} lost", not lost)]


def _is_written(machine: Machine, word: str) -> bool:
    address = f"postgres://{USER}:{PASSWORD}@{machine.address}/postgres?connect_timeout=2"
    statement = f"INSERT INTO woken VALUES ('{word}')"  # noqa: S608  # our own words
    line = ["psql", "--no-psqlrc", "-c", statement, address]
    try:
        return subprocess.run(line, capture_output=True, timeout=2, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _postgres(cluster: Cluster, machine: Machine) -> list[int]:
    return [pid for pid in cluster.processes(machine) if _name(pid) == "postgres"]


def _name(pid: int) -> str:
    return os.path.basename(os.readlink(f"/proc/{pid}/exe"))  # noqa: PTH115, PTH119


def _status(pid: int, name: str) -> int:
    """Return a number of /proc/PID/status; 0 if the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
