"""How long rows of files and deliveries are kept."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from dossiers.models import (
    ConnectorDelivery,
    ConnectorRefusal,
    ImportBlock,
    ImportConflict,
    ImportFault,
)
from foundation.records.retention import RetentionClass


def _blocks(before: datetime) -> QuerySet[ImportBlock]:
    return ImportBlock.objects.filter(batch__started_at__lt=before)


def _faults(before: datetime) -> QuerySet[ImportFault]:
    return ImportFault.objects.filter(batch__started_at__lt=before)


def _conflicts(before: datetime) -> QuerySet[ImportConflict]:
    """Return conflicts that nobody settled; a later file that says the same brings them anew."""
    return ImportConflict.objects.filter(state=ImportConflict.State.OPEN, at__lt=before)


def _deliveries(before: datetime) -> QuerySet[ConnectorDelivery]:
    return ConnectorDelivery.objects.filter(at__lt=before)


def _refusals(before: datetime) -> QuerySet[ConnectorRefusal]:
    return ConnectorRefusal.objects.filter(state="settled", last_at__lt=before)


def _remove(rows: QuerySet[Any]) -> int:
    """Delete without reading: a block is large, and encrypted."""
    return rows.delete()[0]


CLASSES = (
    RetentionClass(
        "import_rows",
        "Các dòng của tệp hồ sơ đã nhập",
        "Để nhập tiếp khi bị gián đoạn và đối chiếu khi có sai sót; lưu ở dạng mã hoá.",
        _blocks,
        setting="IMPORT_DAYS",
        remove=_remove,
    ),
    RetentionClass(
        "import_faults",
        "Danh sách dòng lỗi của tệp hồ sơ đã nhập",
        "Để cán bộ sửa tệp; không có dữ liệu cá nhân.",
        _faults,
        setting="IMPORT_DAYS",
        remove=_remove,
    ),
    RetentionClass(
        "import_conflicts",
        "Dòng chưa khớp với hồ sơ mà chưa ai quyết định",
        "Để cán bộ đối chiếu và quyết định; có tên, số điện thoại nên không giữ mãi. Tệp sau vẫn "
        "nêu điều đó thì được ghi lại.",
        _conflicts,
        setting="IMPORT_CONFLICT_DAYS",
        minimum_days=30,
        remove=_remove,
    ),
    RetentionClass(
        "connector_deliveries",
        "Kết quả các lần nhận dữ liệu kết nối",
        "Để trả lời lại khi hệ thống kết nối gửi lặp và tìm nguyên nhân sai sót; không có dữ liệu "
        "cá nhân.",
        _deliveries,
        setting="CONNECTOR_DELIVERY_DAYS",
        minimum_days=7,
        remove=_remove,
    ),
    RetentionClass(
        "connector_refusals",
        "Hồ sơ kết nối không nhận được mà cán bộ đã xử lý",
        "Để không hỏi lại điều đã xử lý; không có dữ liệu cá nhân.",
        _refusals,
        setting="CONNECTOR_DELIVERY_DAYS",
        remove=_remove,
    ),
)
