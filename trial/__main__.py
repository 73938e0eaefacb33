"""Set the service up with trial data and serve it, until Ctrl-C: `make run`.

Nothing listens before everything is set up. What the parts say goes to var/log; the last thing on
the screen are the addresses, or what went wrong.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # the first command on a strange machine
    sys.exit("Python 3.11 or newer is needed; set PYTHON=python3.x")

from trial.running import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
