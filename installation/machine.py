"""The machine that is set up: its files and its commands.

A test puts a folder in the place of `/` and notes the commands.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

UNFINISHED = "/run/police-portal-setup"


class Failed(Exception):
    """Something cannot go on; the text tells the administrator what to do."""


@dataclass
class Machine:
    """Files below `root`, and commands; `changes` lists what this run changed."""

    root: Path = Path("/")
    changes: list[str] = field(default_factory=list)
    _list: Path | None = field(default=None, init=False)

    @contextlib.contextmanager
    def unfinished(self) -> Iterator[None]:
        """Begin with what a run changed that was broken off: what uses it was not restarted yet.

        After a restart of the machine all of it is in use, and the list is gone.
        """
        self._list = self.path(UNFINISHED)
        self.changes += self.read(UNFINISHED).splitlines()
        yield
        self._list.unlink(missing_ok=True)
        self._list = None

    def note(self, change: str) -> None:
        """Add to what this run changed."""
        self.changes.append(change)
        if self._list:
            self._list.parent.mkdir(parents=True, exist_ok=True)
            with self._list.open("a") as file:
                file.write(f"{' '.join(change.split())}\n")

    def path(self, name: str) -> Path:
        """Return where the file `name`, a whole path, lies."""
        return self.root / name.lstrip("/")

    def read(self, name: str) -> str:
        """Return the text of a file, or nothing where there is none."""
        path = self.path(name)
        return path.read_text() if path.is_file() else ""

    def exists(self, name: str) -> bool:
        """Return whether there is such a file or folder."""
        return self.path(name).exists()

    def write(self, name: str, text: str, mode: int = 0o644, owner: str = "root:root") -> bool:
        """Write a file in one piece, unless it says so already; return whether it changed."""
        path = self.path(name)
        if path.is_file() and path.read_text() == text:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        coming = path.with_name(f"{path.name}.new")
        with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
            file.write(text)
        coming.chmod(mode)
        self.own(coming, owner)
        self.note(name)
        coming.replace(path)
        return True

    def folder(self, name: str, mode: int = 0o755, owner: str = "root:root") -> None:
        """Make a folder with these rights; an existing one keeps its own."""
        path = self.path(name)
        if path.is_dir():
            return
        path.mkdir(parents=True)
        path.chmod(mode)
        self.own(path, owner)
        self.note(name)

    def link(self, name: str, target: str) -> None:
        """Let `name` be a link to `target`."""
        path = self.path(name)
        if path.is_symlink() and str(path.readlink()) == target:
            return
        coming = path.with_name(f"{path.name}.new")
        coming.unlink(missing_ok=True)
        coming.parent.mkdir(parents=True, exist_ok=True)
        coming.symlink_to(target)
        self.note(name)
        coming.replace(path)

    def own(self, path: Path, owner: str) -> None:
        """Give a file or folder to `user:group`."""
        user, _colon, group = owner.partition(":")
        shutil.chown(path, user, group)

    def ask(self, *command: str) -> bool:
        """Return whether a command that changes nothing succeeds."""
        return self._run(command).returncode == 0

    def told(self, *command: str, typed: str = "") -> str:
        """Return what a command that changes nothing says, or nothing where it fails."""
        done = self._run(command, typed)
        return done.stdout.strip() if done.returncode == 0 else ""

    def do(self, *command: str, what: str = "", typed: str = "") -> None:
        """Run a command that changes the machine. Raises Failed with what it said."""
        done = self._run(command, typed)
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip()
            raise Failed(f"Không chạy được: {what or ' '.join(command)}\n{said}")
        self.note(what or " ".join(command))

    def show(self, *command: str) -> None:
        """Run a command whose words go to the administrator. Raises Failed."""
        if self._call(command) != 0:
            raise Failed(f"Không chạy được: {' '.join(command)}")

    def session(self, *command: str) -> subprocess.Popen[str]:
        """Start a command that is talked to; it ends with `communicate`."""
        return subprocess.Popen(  # noqa: S603  # our own words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    @staticmethod
    def _call(command: Sequence[str]) -> int:
        return subprocess.run(command, check=False).returncode  # noqa: S603  # our own words

    @staticmethod
    def _run(command: Sequence[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603  # our own words
                command, check=False, capture_output=True, text=True, input=typed
            )
        except FileNotFoundError as error:
            return subprocess.CompletedProcess(command, 127, "", str(error))
