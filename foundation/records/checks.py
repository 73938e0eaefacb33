"""The checks of retention periods: at the start, and before anything is deleted."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from foundation.records import retention


@register(Tags.security)
def check_retention_periods(**_options: object) -> list[CheckMessage]:
    """Find periods that would delete data too early."""
    return [
        Error(
            f"{one.setting} nhỏ hơn {one.minimum_days} ngày: {one.title}.",
            hint=f"Ghi {one.minimum_days} ngày trở lên trong "
            "police_portal/environment/constants/periods.py.",
            id="police_portal.E030",
        )
        for one in retention.classes()
        if one.days is not None and one.days < one.minimum_days
    ]


def faults_before_deleting() -> list[CheckMessage]:
    """Return why nothing may be deleted: a period is too short, or a longer one is not read."""
    return [*check_retention_periods(), *_unread()]


def _unread() -> Iterator[CheckMessage]:
    # The units refuse such an environment by `check --deploy`; a job started by hand does not.
    for one in retention.classes():
        written = os.environ.get(one.setting, "").strip() if one.setting else ""
        if not settings.DEBUG and written.isdecimal() and int(written) > (one.days or 0):
            yield Error(
                f"{one.setting}={written} không còn được đọc, thời hạn là {one.days} ngày: chưa "
                f"xoá gì. {one.title}.",
                hint="Bỏ dòng ấy khỏi môi trường nếu thời hạn mới là đúng.",
                id="police_portal.E031",
            )
