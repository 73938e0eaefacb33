"""How a service is started."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cluster.plan import Machine, Plan


@dataclass(frozen=True)
class Place:
    """Where a service is started: its machine, the whole plan, and a folder of its own."""

    machine: Machine
    plan: Plan
    folder: Path

    def write(self, name: str, text: str) -> Path:
        """Write a file of configuration; return where."""
        path = self.folder / name
        path.write_text(text)
        return path


@dataclass(frozen=True)
class Service:
    """A command, the user and environment that it runs with, and the folder in which."""

    command: Sequence[str | Path]
    user: str = "root"
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
