"""The least that a Django view can do: return ready bytes with the project's headers."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from foundation.publishing.conditional import CACHE_CONTROL, etag_of

# The answers that the measured server gave, one a file.
_BODIES = {
    file.stem: file.read_bytes() for file in Path(os.environ["BENCH_ANSWERS"]).glob("*.json")
}
_HEADERS = {
    name: {"ETag": etag_of(body), "Cache-Control": CACHE_CONTROL} for name, body in _BODIES.items()
}


def bare(_request: HttpRequest, name: str) -> HttpResponse:
    """Return the answer called `name` and ignore the rest of the address."""
    return HttpResponse(_BODIES[name], content_type="application/json", headers=_HEADERS[name])
