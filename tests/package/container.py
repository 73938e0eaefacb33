"""A fresh Debian with systemd in a container of systemd-nspawn, with a network of its own alone.

One at a time: two share their control groups, and a unit that is killed in one is killed in both.
"""

import contextlib
import os
import pty
import signal
import subprocess
import time
from pathlib import Path

SYSTEM = ("systemd", "systemd-sysv", "dbus", "ca-certificates")
PATIENCE = 900  # seconds for the longest command


def make_base(folder):
    """Make a minimal Debian 13, once."""
    if not (folder / "usr").exists():
        include = f"--include={','.join(SYSTEM)}"
        subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=minbase", include, "trixie", folder], check=True
        )


class Container:
    """One machine; its commands run as root in it."""

    def __init__(self, base, folder, shared):
        subprocess.run(["rm", "-rf", folder], check=True)
        subprocess.run(["cp", "-a", base, folder], check=True)
        self.folder, self._shared = folder, shared

    def start(self):
        """Boot, and wait until systemd says that everything runs."""
        words = [f"--directory={self.folder}", f"--machine=package-test-{os.getpid()}", "--quiet"]
        alone = ["--private-network", "--register=no", "--keep-unit", "--console=pipe"]
        self._process = subprocess.Popen(
            ["systemd-nspawn", *words, *alone, f"--bind-ro={self._shared}:/packages", "--boot"],
            env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while self.run("systemctl", "is-system-running", "--wait", check=False)[0] != 0:
            assert time.monotonic() < until, "the container does not boot"
            time.sleep(0.5)

    def stop(self):
        """Switch the machine off."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.run("systemctl", "poweroff", check=False)
            self._process.wait(timeout=60)
        self._process.kill()
        self._process.wait()

    def run(self, *words, check=True, typed=""):
        """Run a command; return its status and what it said. `typed` is its standard input."""
        done = subprocess.run(
            self._inside(words),
            check=False,
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(words)}: status {done.returncode}\n{done.stdout}")
        return done.returncode, done.stdout

    def type(self, *words, answers, status=0):
        """Run a command at a terminal; type each answer once its question was asked.

        Return what it said.
        """
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            self._inside(words), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        said, seen = b"", 0
        for question, answer in answers:
            while (place := said.find(question.encode(), seen)) < 0:
                said += _more(ours, said)
            seen = place + len(question.encode())
            os.write(ours, f"{answer}\n".encode())
        with contextlib.suppress(AssertionError):  # its end
            while True:
                said += _more(ours, said)
        text = said.decode().replace("\r", "")
        assert process.wait(timeout=60) == status, text
        return text

    def interrupt(self, *words, at):
        """Run a command, and end it as Ctrl-C does once it says `at`; return as `run` does."""
        process = subprocess.Popen(
            self._inside(words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith(at):
                _interrupt_group(process.pid)
        return process.wait(timeout=60), said

    def _inside(self, words):
        leader = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        if not leader.split():
            return ["false"]
        enter = ["nsenter", "--target", leader.split()[0], "--all"]
        path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"  # as apt's
        # A run in the background of a script ignores Ctrl-C, and its children would, too.
        clean = ["env", "--chdir=/", "--default-signal=INT", "-i"]
        return [*enter, *clean, path, "LANG=C.UTF-8", "TERM=dumb", *words]

    def end(self, name):
        """Kill a unit's processes as the kernel would."""
        self.run("systemctl", "kill", "--signal", signal.SIGKILL.name, name)


def _interrupt_group(leader):
    """Send what Ctrl-C sends to all of a group but its leader, which is nsenter and waits."""
    for one in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(ProcessLookupError):
            if int(one.name) != leader and os.getpgid(int(one.name)) == leader:
                os.kill(int(one.name), signal.SIGINT)


def _more(terminal, said):
    """Return what comes next from a terminal; its end is an AssertionError that tells the rest."""
    try:
        part = os.read(terminal, 4096)
    except OSError:
        part = b""
    assert part, said.decode()
    return part
