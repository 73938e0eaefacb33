"""Kinds of reports in memory, replaced when officers publish."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Prefetch

from foundation.api.problems import FieldError, Problem, pointer
from foundation.publishing.snapshots import Snapshot
from reports.kinds.published import Kind
from reports.kinds.rendering import kind_of
from reports.models import ReportKind, RoutingRule

REVISION = "report_kinds"


class PublishedKinds:
    """All kinds by code, in the order in which citizens see them; those that are off, too."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.by_code = {kind.code: kind for kind in kinds}


def build(_revision: int, _previous: PublishedKinds | None) -> PublishedKinds:
    """Read all kinds in one transaction."""
    rules = Prefetch("routing_rules", RoutingRule.objects.select_related("topic"))
    with transaction.atomic():
        rows = list(
            ReportKind.objects.prefetch_related("particulars", "topics", "clock_rules", rules)
        )
    crime = next((row for row in rows if row.is_crime), None)
    return PublishedKinds([kind_of(row, crime) for row in rows])


kinds: Snapshot[PublishedKinds] = Snapshot(REVISION, build)


def report_kinds() -> PublishedKinds:
    """Return what citizens see now."""
    return kinds.current()


def open_kind(code: str) -> Kind:
    """Return the kind if reports of it are taken here.

    Raises Problem `invalid_request` for an unknown code, and `kind_closed`, whose detail says how
    to report lawfully, for a kind that is off.
    """
    kind = report_kinds().by_code.get(code)
    if kind is None:
        words = "Không có loại phản ánh này; xem report-kinds/."
        raise Problem(
            "invalid_request", errors=[FieldError(pointer("body", "kind"), "unknown", words)]
        )
    if not kind.is_open:
        raise Problem("kind_closed", detail=kind.lawful_way)
    return kind
