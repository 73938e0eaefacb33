"""The least that a Django view can do: return ready bytes with the project's headers."""

import json
import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse

# The answers that the measured server gave: a file for each body, one for the views' headers.
_ANSWERS = Path(os.environ.get("BENCH_ANSWERS", "/nowhere"))
_BODIES = {file.stem: file.read_bytes() for file in _ANSWERS.glob("*.body")}
_HEADERS = json.loads((_ANSWERS / "headers.json").read_text()) if _BODIES else {}


def bare(_request: HttpRequest, name: str) -> HttpResponse:
    """Return the answer called `name` and ignore the rest of the address."""
    return HttpResponse(_BODIES[name], headers=_HEADERS[name])
