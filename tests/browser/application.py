"""The service as a browser test serves it.

The real application, at the test's moment, made to forget between tests.

Each test empties the database, and numbers begin anew; a process that remembered the former rows
would answer with them.
"""

import os
import time

import time_machine

# Seconds between the real clock and the tests': both processes go on from the same moment.
time_machine.travel(time.time() + float(os.environ["CLOCK_OFFSET"]), tick=True).start()

from django.conf import settings  # noqa: E402

from police_portal.wsgi import application as service  # noqa: E402  # the clock is set before anything reads it
from tests.memory import ENTER, FORGET, forget  # noqa: E402


def application(environ, start_response):
    """Answer as the service does.

    At two addresses more, forget what this process holds in memory, or give a session's cookie.

    Only a server can give a cookie of production's kind (`__Host-`): Playwright refuses to plant it
    where there is no TLS.
    """
    path = environ["PATH_INFO"]
    if path == FORGET:
        forget()
        start_response("204 No Content", [])
        return []
    if path.startswith(ENTER):
        cookie = (
            f"{settings.SESSION_COOKIE_NAME}={path.removeprefix(ENTER)}; Path=/; Secure; "
            "HttpOnly; SameSite=Lax"
        )
        start_response("200 OK", [("Content-Type", "text/html"), ("Set-Cookie", cookie)])
        return [b"<link rel=icon href='data:,'>"]  # or the browser asks for one
    return service(environ, start_response)
