"""Where the same file, or a picture that looks alike, came before. It points a person to look."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from foundation.media.near_pictures import NEAR
from reports.models import Evidence, Report

# Near hashes cannot be asked of an index: the newest pictures are compared one by one, which takes
# some hundredths of a second. Equal ones are found however old they are.
NEWEST = 10_000
MOST = 50  # reports named for one report
_WHOLE = 1 << 64


@dataclass(frozen=True)
class Sighting:
    """That a file, or one that looks alike, came with another report.

    `number` is None if the officer may not see that report.
    """

    same: bool
    report_id: int
    number: str | None


def seen_before(
    report: Report, files: Sequence[Evidence], user: User | AnonymousUser
) -> Mapping[UUID, list[Sighting]]:
    """Return where each file of a report came before, the same ones first. Costs four queries."""
    others = Evidence.objects.filter(report__isnull=False).exclude(report=report)
    found: defaultdict[UUID, dict[int, bool]] = defaultdict(dict)
    for key, report_id in _near(files, others):
        found[key][report_id] = False
    for key, report_id in _same(files, others):
        found[key][report_id] = True
    named = {report_id for reports in found.values() for report_id in reports}
    visible = Report.objects.visible_to_officer(user).filter(pk__in=named)
    numbers = dict(visible.values_list("pk", "number"))
    return {
        key: sorted(
            (Sighting(same, pk, numbers.get(pk)) for pk, same in reports.items()),
            key=lambda one: (not one.same, -one.report_id),
        )
        for key, reports in found.items()
    }


def _same(files: Sequence[Evidence], others: QuerySet[Evidence]) -> Iterator[tuple[UUID, int]]:
    by_hash: defaultdict[str, list[UUID]] = defaultdict(list)
    for one in files:
        by_hash[one.sha256].append(one.pk)
    rows = others.filter(sha256__in=by_hash).values_list("sha256", "report_id")
    for sha256, report_id in rows.order_by("-uploaded_at")[:MOST]:
        yield from ((key, report_id) for key in by_hash[sha256])


def _near(files: Sequence[Evidence], others: QuerySet[Evidence]) -> Iterator[tuple[UUID, int]]:
    hashes = {one.pk: one.picture_hash for one in files if one.picture_hash is not None}
    if not hashes:
        return
    pictures = others.filter(picture_hash__isnull=False)
    equal = pictures.filter(picture_hash__in=set(hashes.values())).order_by("-completed_at")
    newest = pictures.order_by("-completed_at")
    rows = [*_columns(newest)[:NEWEST], *_columns(equal)[:MOST]]
    for key, own in hashes.items():
        near = (report_id for one, report_id in rows if distance(own, one) <= NEAR)
        yield from ((key, report_id) for report_id in list(near)[:MOST])


def _columns(rows: QuerySet[Evidence]) -> QuerySet[Any, Any]:
    return rows.values_list("picture_hash", "report_id")


def distance(one: int, other: int) -> int:
    """Return in how many of 64 bits two hashes differ, as columns keep them.

    >>> distance(-1, 0), distance(5, 4)
    (64, 1)
    """
    return ((one ^ other) % _WHOLE).bit_count()
