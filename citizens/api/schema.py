"""What the OpenAPI document says of citizens and their sessions."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from citizens.login.zalo_problems import PhoneErrorCode
from citizens.models import Purpose
from citizens.requests import workflow
from foundation.api.schema_parts import Tag

TAGS: tuple[Tag, ...] = (
    {
        "name": "citizens",
        "description": "Đăng nhập bằng Zalo, thông tin của tôi, số điện thoại, thông báo, yêu cầu "
        "về dữ liệu.",
    },
    {
        "name": "privacy",
        "description": "Dữ liệu cá nhân: mục đích và thời hạn lưu, đồng ý và rút lại, tải dữ liệu "
        "của tôi.",
    },
)
ENUM_NAMES = {
    "ConsentPurposeEnum": Purpose,
    "PhoneErrorCodeEnum": PhoneErrorCode,
    "PersonalRequestKindEnum": workflow.Kind,
    "PersonalRequestStatusEnum": workflow.Status,
}


class CitizenScheme(OpenApiAuthenticationExtension):
    """A bearer token."""

    target_class = "citizens.login.authentication.CitizenAuthentication"
    name = "citizen"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Token của POST session/."}
