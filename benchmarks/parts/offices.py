"""Offices of one province, and 17,300 as the nation has: loading, memory, a change, and answers.

The nation's are those of all provinces as they are shipped, and points below the communes, so that
each province has as many; each office has opening hours and a telephone. The leader of the province
sees 509 of them, and all 161 where there is that province alone. Both are served and
asked the same over HTTP by turns, so that what else the machine does disturbs both alike: citizens'
requests each with words or an address of its own, as remembered answers would tell nothing,
officers' pages as an officer of one commune and as the leader of the province.
"""

import contextlib
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from datetime import time as clock_time
from functools import partial
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from benchmarks.databases import connected_to, copy_of
from benchmarks.measuring import say
from benchmarks.report import Row, at_most
from benchmarks.servers import Server
from benchmarks.signed_in_officers import (
    WARM_UP,
    officer,
    page_of,
    serving_officers,
    signed_in,
)
from feedback.questions.routing import AmbiguousPlace, Concern, choose_office
from foundation.desk.roles import Role
from offices import actions
from offices.geography.provinces import Province, commune_ids, default_province, provinces
from offices.geography.readings import bare_name
from offices.importing.province import province_document
from offices.models import Office, OpeningHours
from offices.snapshot import Directory, directory
from offices.tree import with_below

# Offices and provinces.
SIZE, SIZE_SMALL = (17_300, 34), (700, 3)
TIMES, TIMES_SMALL = 40, 3
LOAD_S, CHANGE_S, ADDED_MB, FLAT = 3, 0.5, 150, 1.3
_WEEK = [(day, opens) for day in range(1, 6) for opens in (7, 13)]
_AT_ONCE = 1000
_Request = tuple[str, str]  # cookies and address


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the figures of the nation, and the ratio of each answer to that of one province."""
    times = TIMES_SMALL if small else TIMES
    _open()
    with copy_of(database, "offices_of_the_nation") as url:
        with connected_to(url):
            grow(*(SIZE_SMALL if small else SIZE))
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # else how it plans depends on when autovacuum comes by
            yield from _in_this_process(times)
        with contextlib.ExitStack() as running:
            asked = {}
            for name, where in (("province", database), ("nation", url)):
                with connected_to(where):
                    requests = {**_of_citizens(times), **_of_officers(times)}
                asked[name] = running.enter_context(serving_officers(where)), requests
            say("asking both")
            taken = {what: _answered(asked, what) for what in requests}
            memory = {name: server.megabytes() for name, (server, _requests) in asked.items()}
    added = memory["nation"] - memory["province"]
    yield at_most(f"memory that {SIZE[0]:,} offices add to a worker", added, ADDED_MB, " MB")
    for what, each in taken.items():
        yield Row(f"{what}, one province: p50", each["province"], " ms")
        yield at_most("– nation ÷ province", each["nation"] / each["province"], FLAT, " ×")


def grow(size: int, count: int) -> None:
    """Add provinces up to `count`, and reception points up to an equal share of `size` in each."""
    every = list(provinces().values())[:count]
    for number, province in enumerate(every):
        if not Office.objects.filter(pk=province.office_id).exists():
            _write(_offices_of(province))
        share = size // len(every) + (number < size % len(every))
        _write(_points_of(province, share - len(with_below([province.office_id]))))
    _open()


def _open() -> None:
    """Give opening hours to offices without, so that answers differ by nothing but numbers."""
    has_hours = OpeningHours.objects.values_list("office", flat=True)
    OpeningHours.objects.bulk_create(
        OpeningHours(
            office_id=key, weekday=day, opens=clock_time(opens, 30), closes=clock_time(opens + 4)
        )
        for key in Office.objects.exclude(pk__in=has_hours).values_list("pk", flat=True)
        for day, opens in _WEEK
    )


def _offices_of(province: Province) -> Iterator[Office]:
    """Yield the offices of a province; communes of two provinces may have one id."""
    centres = {key: commune.centre for key, commune in commune_ids(province).items()}
    for row in province_document(province)["offices"]:
        latitude, longitude = centres.get(row["id"], (None, None))
        yield Office(
            id=f"{province.slug}-{row['id']}" if row.get("parent") else row["id"],
            kind=row["kind"],
            name=row["name"],
            parent_id=row.get("parent"),
            source=row["source"],
            latitude=latitude,
            longitude=longitude,
        )


def _points_of(province: Province, missing: int) -> Iterator[Office]:
    """Yield `missing` reception points, by turns below the communes, some kilometres off."""
    communes = Office.objects.filter(parent=province.office_id, kind=Office.Kind.COMMUNE)
    for number, commune in zip(range(missing), cycle(communes.order_by("pk"))):
        yield Office(
            id=f"diem-{province.slug}-{number}",
            kind=Office.Kind.RECEPTION_POINT,
            name=f"Điểm tiếp dân số {number}, {province.bare}",
            parent=commune,
            latitude=commune.latitude + number % 7 / 100,
            longitude=commune.longitude + number % 11 / 100,
        )


def _write(offices: Iterable[Office]) -> None:
    rows = list(offices)
    for number, row in enumerate(rows):
        actions.fill_in(row)
        row.phones = [f"0210 {number % 10_000_000:07} – Trực ban"]
        row.address = f"Khu {number % 30}, {row.name}"
    Office.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _in_this_process(times: int) -> Iterator[Row]:
    say("loading and changing")
    directory.forget()
    count = Office.objects.count()
    yield at_most(f"{count:,} offices are loaded", _seconds(directory.refresh), LOAD_S, " s")
    changes = []
    for office in Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[:times]:
        office.phones = ["0210 3846 999"]
        office.save()
        actions.publish([office.pk])
        changes.append(_seconds(directory.refresh))
    yield at_most("one changed: until it is served, slowest", max(changes), CHANGE_S, " s")
    held, today = directory.current(), timezone.localdate()
    concerns = [Concern(place=name, field="cutru") for name in _names(times)]
    routed = [_seconds(partial(_route, concern, held, today)) for concern in concerns]
    yield Row("a question finds its office: p50", statistics.median(routed) * 1000, " ms")
    directory.forget()


def _route(concern: Concern, held: Directory, today: date) -> None:
    with contextlib.suppress(AmbiguousPlace):  # several provinces have communes of that name
        choose_office(concern, held, today)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _names(number: int) -> list[str]:
    """Return names of communes of the shipped province."""
    names = _communes().values_list("name", flat=True)[:number]
    return [bare_name(name) for name in names]


def _root() -> Office:
    return Office.objects.get(pk=default_province().office_id)


def _communes() -> QuerySet[Office]:
    return Office.objects.filter(parent=_root(), kind=Office.Kind.COMMUNE).order_by("pk")


def _of_citizens(times: int) -> dict[str, list[_Request]]:
    names = _names(times)
    ids = _communes().values_list("pk", flat=True)
    of: dict[str, list[dict[str, Any]]] = {
        "a place": [{"place": name} for name in names],
        "a place and a field": [{"place": name, "field": "cutru"} for name in names],
        "a page of all": [{"page_size": 1 + n} for n in range(times)],
        "departments": [{"kind": "department", "page_size": 1 + n} for n in range(times)],
        "the nearest": [{"near": f"21.{n + 10},105.2", "page_size": 20} for n in range(times)],
    }
    lists = {
        what: [f"/api/v1/offices/?{urlencode(values)}" for values in each]
        for what, each in of.items()
    }
    lists["one office"] = [f"/api/v1/offices/{key}/" for key in ids[:times]]
    return {
        what: [("", path) for path in [paths[-1]] * WARM_UP + paths[:-1]]
        for what, paths in lists.items()
    }


def _of_officers(times: int) -> dict[str, list[_Request]]:
    people = {
        "answering officer of a commune": signed_in(officer(Role.ANSWERER, _communes()[0])),
        "leader of the province": signed_in(officer(Role.LEADER, _root())),
    }
    pages = {
        "first page": reverse("admin:index"),
        "questions": reverse("admin:feedback_question_changelist"),
        "directory": reverse("admin:offices_office_changelist"),
    }
    return {
        f"{what}, {who}": [(cookies, path)] * (WARM_UP + max(times // 3, 2))
        for who, cookies in people.items()
        for what, path in pages.items()
    }


def _answered(
    asked: Mapping[str, tuple[Server, Mapping[str, list[_Request]]]], what: str
) -> dict[str, float]:
    """Return the median milliseconds of each server, asked by turns."""
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(len(next(iter(asked.values()))[1][what])):
        for name, (server, requests) in asked.items():
            taken[name].append(page_of(server, *requests[what][number]))
    return {name: statistics.median(each[WARM_UP:]) for name, each in taken.items()}
