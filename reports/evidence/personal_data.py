"""What the access log calls evidence, and whose it is."""

from collections.abc import Iterable
from uuid import UUID

from citizens.access_log import Kind
from citizens.models import Citizen
from foundation.database.prepared import Given, Prepared
from reports.evidence.looking import KIND as NAME
from reports.models import Evidence, Report
from reports.querysets import citizen_hash
from reports.reporter import seals


def _ids_of(citizen: Citizen) -> Iterable[UUID]:
    return _IDS.rows(mark=citizen_hash(citizen))


_IDS = Prepared(
    lambda: Evidence.objects.filter(report__in=Report.objects.of_sender(Given("mark"))).values_list(
        "pk", flat=True
    )
)
KIND = Kind(NAME, "Bằng chứng của phản ánh", _ids_of, seals.ROWS)
