"""The service as a browser test serves it: the real application, at the test's moment, made to forget between tests.

Each test empties the database, and numbers begin anew; a process that remembered the former rows would answer with them.
"""

import os
import time

import time_machine

# Seconds between the real clock and the tests': both processes go on from the same moment.
time_machine.travel(time.time() + float(os.environ["CLOCK_OFFSET"]), tick=True).start()

from police_portal.wsgi import application as service  # noqa: E402  # the clock is set before anything reads it
from tests.memory import FORGET, forget  # noqa: E402


def application(environ, start_response):
    """Answer as the service does; at one address more, forget what this process holds in memory."""
    if environ["PATH_INFO"] != FORGET:
        return service(environ, start_response)
    forget()
    start_response("204 No Content", [])
    return []
