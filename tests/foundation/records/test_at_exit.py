"""Work at the end of a process, in the web server's workers too."""

import subprocess
import sys

from django.conf import settings

SCRIPT = """
import multiprocessing, os
from foundation.records import at_exit
def serve():
    at_exit.call(lambda: print("the child wrote", flush=True))
{before}
child = multiprocessing.get_context("fork").Process(target=serve)
child.start()
child.join()
"""
IN_PARENT = 'at_exit.call(lambda: print("the parent wrote", flush=True))'


def printed(before):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(before=before)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()


def test_a_forked_worker_does_its_work():
    """It ends by `os._exit`, without the functions of `atexit`."""
    assert printed("") == ["the child wrote"]


def test_each_process_does_its_own_work():
    assert printed(IN_PARENT) == ["the child wrote", "the parent wrote"]
