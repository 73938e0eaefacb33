"""A citizen's data from the least that Django can do: look-ups by primary key, one object."""

import os
from datetime import datetime

from django.http import HttpRequest, JsonResponse

from citizens.models import Citizen
from foundation.api.moments import in_utc

_PK = int(os.environ.get("BENCH_CITIZEN", "0"))
_QUERIES = int(os.environ.get("BENCH_QUERIES", "0"))


def me(_request: HttpRequest) -> JsonResponse:
    """Answer as `GET me/` does for this citizen, without checking who is asking."""
    citizen = Citizen.objects.get(pk=_PK)
    content = {
        "name": citizen.name,
        "avatar_url": citizen.avatar_url,
        "phone": citizen.masked_phone or None,
        "phone_verified_at": _moment(citizen.phone_verified_at),
        "created_at": _moment(citizen.created_at),
    }
    return JsonResponse(content, headers={"Cache-Control": "no-store"})


def look_ups(_request: HttpRequest) -> JsonResponse:
    """Look a citizen up by primary key as often as a list of dossiers asks the database."""
    found = [Citizen.objects.get(pk=_PK).pk for _number in range(_QUERIES)]
    return JsonResponse({"results": found}, headers={"Cache-Control": "no-store"})


def _moment(moment: datetime | None) -> str | None:
    return in_utc(moment) if moment else None
