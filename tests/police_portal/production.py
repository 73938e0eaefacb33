"""Run the service in production mode, in a separate process.

Settings are read once, so a test's own process cannot show production.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SECRET = "q7Jw2mXr9LkT4vBz8NcY5hDf3GsP6aQe1UoI0tRnKjHgFdSaZx"
GOOD = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "portal.example.vn",
    "NUM_PROXIES": "1",
    "DATABASE_URL": "sqlite:///:memory:",
}


def run(code, **environment):
    """Run Python code in production mode and return the finished process.

    The settings are those of `environment` and no others.
    """
    keep = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LANG", "DATA_DIR")
        if name in os.environ
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**keep, "DJANGO_SETTINGS_MODULE": "police_portal.settings", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


_ASK = """
import json, sys
from police_portal.wsgi import application
from django.test import Client
answers = {}
for name, path, headers, over in json.loads(sys.stdin.read() or "[]") or %s:
    client = Client(raise_request_exception=False, headers={"Host": "portal.example.vn", **headers})
    answer = client.get(path, secure=False, **over)
    answers[name] = {"status": answer.status_code, "headers": dict(answer.headers),
                     "body": answer.content.decode()[:2000],
                     "cookies": {key: dict(morsel) for key, morsel in answer.cookies.items()}}
print("\\n" + json.dumps(answers))
"""


def ask(*requests, **environment):
    """Return the answers of a production process by name.

    A request is (name, path, headers, environ).
    """
    done = run(_ASK % json.dumps(requests), **{**GOOD, **environment})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr
