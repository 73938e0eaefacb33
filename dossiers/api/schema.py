"""What the OpenAPI document says of dossiers and of connectors."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from dossiers import workflow
from dossiers.models import Channel, Kind
from foundation.api.schema_parts import Tag

TAGS: tuple[Tag, ...] = (
    {
        "name": "dossiers",
        "description": "Hồ sơ của tôi, tra cứu bằng mã và yếu tố thứ hai, theo dõi.",
    },
    {
        "name": "integration",
        "description": "Dành cho hệ thống của tỉnh, không dành cho Mini App.",
    },
)
ENUM_NAMES = {
    "DossierStatusEnum": workflow.Status,
    "FilingChannelEnum": Channel,
    "TimelineEntryKindEnum": Kind,
}


class ConnectorScheme(OpenApiAuthenticationExtension):
    """A connector's key as a bearer token."""

    target_class = "dossiers.connector.authentication.ConnectorAuthentication"
    name = "connector"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Khoá kết nối `<mã>.<bí mật>` do quản trị cấp.",
        }
