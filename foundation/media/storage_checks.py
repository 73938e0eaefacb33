"""Checks of the bucket for operators: at the start, in `check --deploy`, readiness, metrics."""

from collections.abc import Iterator, Sequence

from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import Error as DatabaseFault

from foundation.files.away import StorageAway
from foundation.metrics.states import Reading, State
from foundation.records.models import Identity
from foundation.records.tables import has_table
from foundation.scale.bucket import configuration, probing
from foundation.storage import owner


@register(Tags.security)
def check_storage_settings(**_options: object) -> list[CheckMessage]:
    """Return the errors in the settings, also for a half of them; they stop the start."""
    return [
        Error(
            f"Kho tệp S3: {fault}",
            hint="Đặt đủ STORAGE_URL (https://máy-chủ/bucket), STORAGE_KEY_ID và "
            "STORAGE_SECRET_KEY, hoặc bỏ cả ba để giữ tệp trên máy này.",
            id="storage.E001",
        )
        for fault in configuration.faults()
    ]


@register(Tags.security, deploy=True)
def check_storage(**_options: object) -> list[CheckMessage]:
    """Check the bucket itself; only `check --deploy` does."""
    if not configuration.is_set() or any(configuration.faults()):
        return []
    told: list[CheckMessage] = [
        Error(one.text, hint=one.hint, id=one.id) for one in probing.findings()
    ]
    if not configuration.address().is_encrypted:
        told.append(
            checks.Warning(
                "STORAGE_URL không mã hoá đường truyền: ảnh đi qua mạng ai cũng đọc được.",
                hint="Dùng https://; chứng thư riêng thì thêm STORAGE_CA_FILE.",
                id="storage.W001",
            )
        )
    return told


def fault_of_owner() -> list[CheckMessage]:
    """Return an error if the files may be another database's; none if that is unknown."""
    try:
        told = owner.fault(Identity.objects.get()) if has_table("records_identity") else ""
    except (DatabaseFault, Identity.DoesNotExist, StorageAway):
        return []
    return [Error(told, hint=owner.HINT, id="storage.E008")] if told else []


@register(Tags.database, deploy=True)
def check_owner(
    *, databases: Sequence[str] | None = None, **_options: object
) -> list[CheckMessage]:
    """Find files of another database; the web server checks the same before it starts."""
    return fault_of_owner() if databases else []


def warnings() -> Iterator[str]:
    """Warn of faults within the last minute."""
    for one in probing.recent_findings():
        yield f"{one.text} {one.hint}"


def _up() -> Iterator[Reading]:
    if configuration.is_set():
        found = {one.id for one in probing.recent_findings()}
        yield (), float(found <= {probing.PUBLIC.id, probing.KEPT.id})


def _public() -> Iterator[Reading]:
    if configuration.is_set():
        yield (), float(probing.PUBLIC in probing.recent_findings())


STATES = (
    State("storage_up", "1 while the bucket of files answers.", _up),
    State("storage_public", "1 if strangers may read the bucket of files.", _public),
)
