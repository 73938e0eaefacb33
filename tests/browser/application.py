"""The real application as browser tests run it, at the test's moment.

It forgets its memory between tests. Each test empties the database and restarts the row numbers,
so that a process that remembered former rows would answer with them.
"""

import os
import time
from wsgiref.handlers import format_date_time

import time_machine

# Seconds between the real clock and the tests' clock, so that both processes agree.
time_machine.travel(time.time() + float(os.environ["CLOCK_OFFSET"]), tick=True).start()

from django.conf import settings  # noqa: E402  # the clock is set before anything reads it

from police_portal.wsgi import application as service  # noqa: E402  # the clock is set before anything reads it
from tests.memory import ENTER, FORGET, forget  # noqa: E402  # the same


def application(environ, start_response):
    """Answer as the service does.

    Two more addresses forget the memory of this process and set a session cookie.

    Only a server can give a cookie of production's kind (`__Host-`): Playwright refuses to plant it
    where there is no TLS.
    """
    path = environ["PATH_INFO"]

    def answer(status, headers, exc_info=None):
        """Say the tests' time, too: else the server adds the real one, which phones believe."""
        dated = [*headers, ("Date", format_date_time(time.time()))]
        return start_response(status, dated, exc_info)

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
        return [b"<link rel=icon href='data:,'>"]  # otherwise the browser asks for an icon
    return service(environ, answer)
