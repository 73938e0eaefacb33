"""The questionnaire in force. The first is shipped; later ones are added, none is changed."""

from datetime import date
from typing import Any

from django.db import transaction

from feedback.models import Questionnaire

# [S] The Ministry's aspects since 16/9/2025. Keys are the same in every language and version;
# citizens read the labels.
SHIPPED: dict[str, Any] = {
    "in_force_on": date(2025, 9, 16),
    "source": "Bộ tiêu chí của Bộ Công an áp dụng từ ngày 16/9/2025 (theo tài liệu thứ cấp, chưa "
    "đối chiếu văn bản gốc)",
    "aspects": [
        {"key": "publicity", "label": "Công khai thủ tục hành chính"},
        {"key": "access", "label": "Tiếp cận dịch vụ dễ dàng"},
        {"key": "online", "label": "Nộp hồ sơ trực tuyến"},
        {"key": "officers", "label": "Thái độ và cách giải quyết của cán bộ"},
        {"key": "time", "label": "Thời gian giải quyết"},
        {"key": "result", "label": "Kết quả giải quyết"},
        {"key": "feedback", "label": "Tiếp nhận, xử lý phản ánh, kiến nghị"},
    ],
}


def questionnaire_on(day: date) -> Questionnaire:
    """Return the newest questionnaire in force on `day`; initially the shipped one."""
    found: Questionnaire | None = (
        Questionnaire.objects.filter(in_force_on__lte=day).order_by("-number").first()
    )
    return found or Questionnaire.objects.get_or_create(number=1, defaults=SHIPPED)[0]


@transaction.atomic
def add_version(version: Questionnaire) -> None:
    """Save a version under the next number. The shipped one is number 1."""
    first = questionnaire_on(version.in_force_on)
    newest = Questionnaire.objects.select_for_update().order_by("-number").first() or first
    version.number = newest.number + 1
    version.save()
