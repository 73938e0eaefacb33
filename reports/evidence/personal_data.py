"""What the access log calls evidence, and whose it is."""

from collections.abc import Iterable
from uuid import UUID

from citizens.access_log import Kind
from citizens.models import Citizen
from reports.evidence.looking import KIND as NAME
from reports.models import Evidence, Report
from reports.reporter import seals


def _ids_of(citizen: Citizen) -> Iterable[UUID]:
    own = Report.objects.of_citizen(citizen)
    return Evidence.objects.filter(report__in=own).values_list("pk", flat=True)


KIND = Kind(NAME, "Bằng chứng của phản ánh", _ids_of, seals.ROWS)
