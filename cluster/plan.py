"""Reads the plan: which machine stands where and what runs on it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLAN = Path(__file__).with_name("plan.toml")


@dataclass(frozen=True)
class Machine:
    """One machine: its name, its half of the network, its address and what it runs."""

    name: str
    half: str
    address: str
    runs: tuple[str, ...]
    for_reads: bool = False


@dataclass(frozen=True)
class Plan:
    """All machines, the address outside, the one that moves, and Patroni's times in seconds."""

    machines: tuple[Machine, ...]
    outside: str
    shared_address: str
    patroni: Mapping[str, int]

    def that_run(self, service: str) -> list[Machine]:
        """Return the machines on which `service` runs, in the order of the plan."""
        return [machine for machine in self.machines if service in machine.runs]

    def that_may_lead(self) -> list[Machine]:
        """Return the machines of which one holds the primary."""
        return [machine for machine in self.that_run("postgres") if not machine.for_reads]

    def named(self, name: str) -> Machine:
        """Return the machine of this name."""
        return next(machine for machine in self.machines if machine.name == name)


def read(path: Path = PLAN) -> Plan:
    """Return the plan in the file `path`."""
    values: dict[str, Any] = tomllib.loads(path.read_text())
    machines = tuple(
        Machine(**{**one, "runs": tuple(one["runs"])}) for one in values.pop("machines")
    )
    return Plan(machines=machines, **values)
