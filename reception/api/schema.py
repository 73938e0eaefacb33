"""What the OpenAPI document says of the counter."""

from foundation.api.schema_parts import Tag
from reception import workflow
from reception.actions.places import Left

TAGS: tuple[Tag, ...] = (
    {
        "name": "reception",
        "description": "Đặt lịch đến làm thủ tục, lấy số tại chỗ, hàng chờ. Đặt lịch chưa phải là "
        "nộp hồ sơ; không đặt lịch vẫn được tiếp nhận.",
    },
)
ENUM_NAMES = {"QueueNumberStateEnum": workflow.State, "PlacesLeftEnum": Left}
