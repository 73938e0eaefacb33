"""The step of the first week that is about the settings of the whole service."""

from django.conf import settings

from officers.first_week.steps import Found, Step
from offices.installation import police_name
from police_portal.example_values import EXAMPLE_NAME


def missing_names() -> list[str]:
    """Return the settings by which citizens know the police, and that the province did not set."""
    missing = [name for name in ("POLICE_ADDRESS", "POLICE_PHONE") if not getattr(settings, name)]
    return [*(["POLICE_NAME"] if is_example() else []), *missing]


def is_example() -> bool:
    """Return True while citizens read the example's name."""
    return bool(settings.POLICE_NAME.strip() == EXAMPLE_NAME)


def _name() -> Found:
    missing = missing_names()
    words = f"Chưa đặt {', '.join(missing)}." if missing else f"{police_name()}."
    return Found(words, done=not missing)


STEPS = (
    Step(
        "name", 10, "Tên, địa chỉ, điện thoại của Công an tỉnh",
        "Người vận hành máy chủ đặt các giá trị này: police-portal setup, hoặc sửa tệp "
        "/etc/police-portal/environment rồi khởi động lại dịch vụ.",
        _name,
    ),
)  # fmt: skip
