"""The system check of retention periods."""

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
