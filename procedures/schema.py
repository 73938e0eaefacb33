"""What the OpenAPI document says of procedures."""

from foundation.api.schema_parts import Tag

TAGS: tuple[Tag, ...] = (
    {
        "name": "procedures",
        "description": "Thủ tục: tìm kiếm, chi tiết, danh mục giấy tờ cho trường hợp của mình. "
        "Không cần đăng nhập.",
    },
)
