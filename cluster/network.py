"""The network of the plan: a namespace for each machine, a bridge for each half, a cable between.

All of it is inside this machine; nothing can be reached from it but this machine itself.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cluster.plan import Machine, Plan

PREFIX, LINKS = "pp-", "pp"
BRIDGES = {"a": "pp-half-a", "b": "pp-half-b"}
CABLE = ("pp-cable-a", "pp-cable-b")
CARD = "eth0"


def ip(*arguments: str) -> str:
    """Call `ip`; return what it says."""
    done = subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def namespace(machine: Machine) -> str:
    """Return the name of the machine's namespace."""
    return f"{PREFIX}{machine.name}"


@contextmanager
def laid(plan: Plan) -> Iterator[None]:
    """Lay the network while the block runs; end everything that still runs in it afterwards."""
    tear_down()
    try:
        for bridge in BRIDGES.values():
            ip("link", "add", bridge, "type", "bridge")
            ip("link", "set", bridge, "up")
        ip("link", "add", CABLE[0], "type", "veth", "peer", "name", CABLE[1])
        for end, bridge in zip(CABLE, BRIDGES.values(), strict=True):
            ip("link", "set", end, "master", bridge, "up")
        ip("address", "add", f"{plan.outside}/24", "dev", BRIDGES["b"])
        for machine in plan.machines:
            _connect(machine)
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would leave half of it
        tear_down()


def _connect(machine: Machine) -> None:
    name, plug = namespace(machine), _plug(machine)
    ip("netns", "add", name)
    ip("link", "add", plug, "type", "veth", "peer", "name", CARD, "netns", name)
    ip("link", "set", plug, "master", BRIDGES[machine.half], "up")
    ip("-n", name, "address", "add", f"{machine.address}/24", "dev", CARD)
    for card in ("lo", CARD):
        ip("-n", name, "link", "set", card, "up")


def _plug(machine: Machine) -> str:
    return f"pp{machine.address.rpartition('.')[2]}"


def tear_down() -> None:
    """End what runs in the network, and take it away; also what a broken run has left."""
    for line in ip("netns", "list").splitlines():
        name = line.split()[0]
        if name.startswith(PREFIX):
            signal_all(name, signal.SIGKILL)
            ip("netns", "delete", name)
    for line in ip("-brief", "link").splitlines():
        link = line.split()[0].partition("@")[0]
        if link.startswith(LINKS):
            # The other end of a cable goes with this one.
            with suppress(subprocess.CalledProcessError):
                ip("link", "delete", link)


def processes(name: str) -> list[int]:
    """Return the ids of the processes in the namespace `name`."""
    return [int(line) for line in ip("netns", "pids", name).split()]


def signal_all(name: str, number: signal.Signals) -> None:
    """Send a signal to every process in the namespace `name`."""
    for pid in processes(name):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def unplug(machine: Machine) -> None:
    """Pull the machine's cable: it answers nobody, not even by a refusal."""
    ip("link", "set", _plug(machine), "down")


def plug(machine: Machine) -> None:
    """Put the machine's cable back."""
    ip("link", "set", _plug(machine), "up")


def cut() -> None:
    """Cut the cable between the halves."""
    ip("link", "set", CABLE[0], "down")


def mend() -> None:
    """Mend the cable between the halves."""
    ip("link", "set", CABLE[0], "up")
