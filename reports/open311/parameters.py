"""What a client may ask for: reports by id, or by service, days and status.

Parameters that the specification does not have are left out of account, as clients expect: some
send a key or their own extensions everywhere. An empty one counts as not sent.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.http import QueryDict

from reports.open311.documents import sent_at
from reports.open311.listing import Listed, Listing

SPAN = timedelta(days=90)
MOST = 1000  # of one answer; whoever wants more asks for fewer days
STATUSES = ("open", "closed")
_EARLIEST, _LATEST = 2000, 2100


class Refused(Exception):
    """The request cannot be answered; the text says why, in Vietnamese."""

    def __init__(self, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """What was asked for; empty tuples mean everything."""

    ids: tuple[str, ...]
    services: tuple[str, ...]
    statuses: tuple[str, ...]
    start: datetime
    end: datetime


def read(query: QueryDict, now: datetime) -> Asked:
    """Return what is asked for. Raises Refused."""
    statuses = _listed(query, "status")
    if unknown := [status for status in statuses if status not in STATUSES]:
        raise Refused(f"status là open hoặc closed, không phải «{unknown[0][:20]}».")
    start, end = _span(_moment(query, "start_date"), _moment(query, "end_date"), now)
    ids, services = _listed(query, "service_request_id"), _listed(query, "service_code")
    return Asked(ids, services, statuses, start, end)


def _listed(query: QueryDict, name: str) -> tuple[str, ...]:
    sent = [one.strip() for text in query.getlist(name) for one in text.split(",")]
    found = tuple(one for one in sent if one)
    if len(found) > MOST:
        raise Refused(f"{name} có tối đa {MOST} giá trị.")
    return found


def _moment(query: QueryDict, name: str) -> datetime | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    with contextlib.suppress(ValueError):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and _EARLIEST <= moment.year < _LATEST:
            return moment
    raise Refused(f"{name} phải là thời điểm có múi giờ, ví dụ 2026-10-01T00:00:00Z.")


def _span(start: datetime | None, end: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """Fill in what was not sent, so that 90 days are asked for; the last ones without either."""
    if start is None:
        end = end or now
        return end - SPAN, end
    end = end or start + SPAN
    if not timedelta(0) <= end - start <= SPAN:
        raise Refused("end_date phải sau start_date, cách nhau không quá 90 ngày.")
    return start, end


def choose(listing: Listing, asked: Asked) -> list[Listed]:
    """Return the reports asked for, at most MOST; ids override everything else."""
    if asked.ids:
        known = dict.fromkeys(asked.ids)
        return [listing.by_id[one] for one in known if one in listing.by_id]
    return list(islice(_matching(listing, asked), MOST))


def _matching(listing: Listing, asked: Asked) -> Iterator[Listed]:
    for one in listing.reports:
        status = "open" if one.is_open else "closed"
        if (
            (not asked.services or one.service in asked.services)
            and (not asked.statuses or status in asked.statuses)
            and asked.start <= sent_at(one.sent_on) <= asked.end
        ):
            yield one
