"""Valid rows of reports."""

import uuid

from django.utils import timezone

from citizens.models import Citizen
from offices.models import Office
from reports import by_code
from reports.models import ClockRule, Evidence, KindParticular, Report, ReportKind, RoutingRule
from reports.reporter import seals


def kind(code="traffic_violation", **values):
    """Return a kind that is switched on, and is verified within 30 days."""
    defaults = {
        "name": "Vi phạm giao thông",
        "description": "Vi phạm mà ông/bà ghi được.",
        "law": "NĐ 61/2026/NĐ-CP Đ16",
        "anonymity": "with_evidence",
        "switched_on": True,
        "announced_by": "Thông báo 12/TB-CAT",
        "announced_on": "2026-01-02",
        "lawful_way": "Gọi 113 hoặc đến công an nơi gần nhất.",
    }
    row, new = ReportKind.objects.get_or_create(code=code, defaults={**defaults, **values})
    if new:
        KindParticular.objects.create(
            kind=row, particular="words", need="required", prompt="Sự việc thế nào?"
        )
        RoutingRule.objects.create(kind=row, receiver="province", citation="NĐ 61/2026 Đ18")
        for stage, length, unit in (("classify", 24, "hour"), ("verify", 30, "day")):
            ClockRule.objects.create(
                kind=row,
                stage=stage,
                length=length,
                unit=unit,
                extended_length=60 if stage == "verify" else None,
                citation="NĐ 61/2026 Đ21k1",
                valid_from="2026-04-01",
            )
    return row


def report(office: Office, citizen: Citizen | None = None, **values) -> Report:
    """Return a report to `office`: of `citizen`, or anonymous."""
    now = timezone.now()
    defaults = {
        "kind": values.pop("kind", None) or kind(),
        "number": by_code.new_number(now),
        "office": office,
        "words": "Xe vượt đèn đỏ ở ngã tư.",
        "search_words": "xe vuot den do o nga tu",
        "identity": "confidential" if citizen else "anonymous",
        "secret_hash": "" if citizen else by_code.secret_hash("ABCD-EFGH-JKMN-PQRS"),
        "first_received_at": now,
        "changed_at": now,
    }
    row = Report.objects.create(**{**defaults, **values})
    if citizen:
        seals.seal(row, citizen, {})
    return row


def evidence(holder="", report=None, **values) -> Evidence:
    """Return a whole uploaded photo: of `holder`, or of a report."""
    key = uuid.uuid4()
    defaults = {
        "id": key,
        "holder_hash": holder,
        "report": report,
        "path": key.hex,
        "key": "khoa-cua-tep",
        "media_type": "image/jpeg",
        "size": 4096,
        "sha256": f"{key.int:064x}"[-64:],
        "own_recording": True,
        "completed_at": timezone.now(),
    }
    return Evidence.objects.create(**{**defaults, **values})
