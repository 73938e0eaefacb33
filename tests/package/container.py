"""A fresh Debian with systemd in a container of systemd-nspawn, with a network of its own alone."""

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
        words = [f"--directory={self.folder}", "--machine=police-portal-test", "--quiet"]
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

    def type(self, *words, answers):
        """Run a command at a terminal; type each answer once its question was asked."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            self._inside(words), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        said = b""
        for question, answer in answers:
            while question.encode() not in said:
                said += os.read(ours, 4096)
            said = said.partition(question.encode())[2]
            os.write(ours, f"{answer}\n".encode())
        with contextlib.suppress(OSError):  # its end
            while part := os.read(ours, 4096):
                said += part
        assert process.wait(timeout=60) == 0, said.decode()

    def _inside(self, words):
        leader = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        if not leader.split():
            return ["false"]
        enter = ["nsenter", "--target", leader.split()[0], "--all"]
        path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"  # as apt's
        return [*enter, "env", "--chdir=/", "-i", path, "LANG=C.UTF-8", "TERM=dumb", *words]

    def end(self, name):
        """Kill a unit's processes as the kernel would."""
        self.run("systemctl", "kill", "--signal", signal.SIGKILL.name, name)
