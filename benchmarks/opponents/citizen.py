"""A citizen's own data from the least that Django can do: one look-up by primary key, one JSON object."""

import os
from datetime import datetime

from django.http import HttpRequest, JsonResponse

from citizens.models import Citizen
from police_portal.api.moments import FORMAT

_PK = int(os.environ.get("BENCH_CITIZEN", "0"))


def me(_request: HttpRequest) -> JsonResponse:
    """Answer what `GET me/` answers for this citizen, without asking who is asking."""
    citizen = Citizen.objects.get(pk=_PK)
    content = {
        "name": citizen.name,
        "avatar_url": citizen.avatar_url,
        "phone": citizen.masked_phone or None,
        "phone_verified_at": _moment(citizen.phone_verified_at),
        "created_at": _moment(citizen.created_at),
    }
    return JsonResponse(content, headers={"Cache-Control": "no-store"})


def _moment(moment: datetime | None) -> str | None:
    return moment.strftime(FORMAT) if moment else None
