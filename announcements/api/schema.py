"""What the OpenAPI document says of announcements."""

from announcements.models import Audience, Severity, Verdict
from announcements.workflow import Kind
from foundation.api.schema_parts import Tag

TAGS: tuple[Tag, ...] = (
    {
        "name": "announcements",
        "description": "Tin, cảnh báo, truy nã, tìm người, kiểm chứng: đọc, xem lịch sử đính "
        "chính, cho biết tin sai.",
    },
)
ENUM_NAMES = {
    "AnnouncementKindEnum": Kind,
    "AnnouncementAudienceEnum": Audience,
    "AnnouncementSeverityEnum": Severity,
    "FactCheckVerdictEnum": Verdict,
}
