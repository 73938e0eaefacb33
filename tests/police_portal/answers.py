"""An application that says which Python serves it."""

import sys


def application(_environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"served by {sys.executable}".encode()]
