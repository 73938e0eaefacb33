"""Parts of the OpenAPI document about questions, ratings and uploads."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from feedback.models import Author, Origin
from feedback.questions import workflow
from foundation.api.schema_parts import Tag

TAGS: tuple[Tag, ...] = (
    {"name": "questions", "description": "Hỏi cán bộ, ảnh gửi kèm, câu trả lời đã công bố."},
    {
        "name": "ratings",
        "description": "Đánh giá hồ sơ đã xong và lần đến trụ sở; trả lời của đơn vị.",
    },
    {
        "name": "satisfaction",
        "description": "Mức độ hài lòng đã công bố, từ 5 đánh giá trở lên. Không cần đăng nhập.",
    },
)
ENUM_NAMES = {
    "RatingOriginEnum": Origin,
    "QuestionStatusEnum": workflow.Status,
    "MessageAuthorEnum": Author,
}


class TicketScheme(OpenApiAuthenticationExtension):
    """A ticket in the address."""

    target_class = "feedback.photos.views.TicketAuthentication"
    name = "ticket"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "query",
            "name": "ticket",
            "description": "Vé của POST photos/ticket/, chỉ để tải ảnh lên.",
        }
