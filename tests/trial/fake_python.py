"""Plays the Python that the trial starts: each part says its name in FAKE_LOG and does little.

FAKE_SET_UP says how the set-up goes: "fails", "hangs", or well; FAKE_UNREADY how many answers the
server begins with that it is not ready.
"""

import http.server
import os
import signal
import sys
import time
from pathlib import Path

words = sys.argv[1:]
part = words[1]


def note(what):
    with Path(os.environ["FAKE_LOG"]).open("a") as log:
        log.write(f"{part} {os.getpid()} {what}\n")


def set_up():
    how = os.environ.get("FAKE_SET_UP", "")
    print("  Cơ sở dữ liệu", end="", flush=True)
    if how == "hangs":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        note("hangs")
        time.sleep(300)
    if how == "fails":
        print("Traceback (most recent call last):\n  deep inside", file=sys.stderr)
        sys.exit("django.db.utils.OperationalError: no such column: x\n")
    print(" 1 s")
    Path(words[words.index("--banner") + 1]).write_text("\nĐịa chỉ ở đây\n")


class Loading(http.server.BaseHTTPRequestHandler):
    """Answers 503 as often as FAKE_UNREADY says, then 200."""

    unready = int(os.environ.get("FAKE_UNREADY", "0"))

    def do_GET(self):
        ready = Loading.unready == 0
        note("ready" if ready else "loads")
        Loading.unready -= not ready
        self.send_response(200 if ready else 503)
        self.end_headers()


def serve():
    address = ("127.0.0.1", int(words[words.index("--port") + 1]))
    http.server.HTTPServer(address, Loading).serve_forever()


note("begins")
if part == "trial.zalo":
    print('{"ZALO_SIMULATOR_URL": "x", "ZALO_MINI_APP_ID": "1"}', flush=True)
    time.sleep(300)
elif part == "set_up":
    set_up()
elif part == "police_portal.serving":
    serve()
else:
    time.sleep(300)
