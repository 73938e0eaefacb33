"""Export and erasure of a citizen's reports, and what the access log calls them."""

from collections.abc import Iterable
from typing import Any

from citizens.access_log import Kind
from citizens.models import Citizen
from citizens.privacy.personal_data_registry import Kept, PersonalData
from foundation.api import idempotency
from foundation.api.answers import all_shown
from foundation.records.turns import take_turn
from reports.evidence.removing import remove
from reports.models import Evidence, ReporterSeal
from reports.querysets import citizen_hash, idempotency_caller
from reports.reporter import own_reports, seals

KEPT = (
    "Nội dung, bằng chứng và kết quả của phản ánh đã gửi, không còn dẫn tới người gửi; xoá khi hết "
    "thời hạn lưu"
)
WHY_KEPT = (
    "Dữ liệu do tổ chức, cá nhân cung cấp để phát hiện vi phạm được lưu làm căn cứ xử phạt và giải "
    "quyết khiếu nại (Nghị định 61/2026/NĐ-CP)"
)


def export(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the reports that the citizen sent under their account, as they see them.

    Nobody knows whose an anonymous one is.
    """
    # Serializers need models that are loaded after the registry.
    from reports.api.detail_serializers import ReportDetailSerializer

    return all_shown(ReportDetailSerializer, own_reports.all_of(citizen))


def erase(citizen: Citizen) -> Iterable[Kept]:
    """Cut the citizen's reports loose and delete what was not sent. The citizen's row is locked.

    The police go on with what was reported: a report does not belong to its sender alone.
    """
    take_turn(citizen_hash(citizen))  # a report being sent now ends first, or is refused
    idempotency.forget(idempotency_caller(citizen))
    remove(Evidence.objects.filter(holder_hash=citizen_hash(citizen), report__isnull=True))
    sealed, _rows = ReporterSeal.objects.filter(citizen_hash=citizen_hash(citizen)).delete()
    return [Kept(KEPT, WHY_KEPT)] if sealed else []


# Confidential: officers read the record of an erasure; a count would say that somebody reported.
PART = PersonalData(
    "reports", "Phản ánh của ông/bà", export, erase, confidential=True, rows=seals.ROWS
)
KIND = Kind("report", "Phản ánh", seals.reports_of, seals.ROWS)
