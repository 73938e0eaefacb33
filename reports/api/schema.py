"""What the OpenAPI document says of reports."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from citizens.api.schema import CitizenScheme
from foundation.api.schema_parts import Tag
from foundation.media.file_types import FileType
from reports import workflow
from reports.models import (
    Anonymity,
    Certainty,
    HandlingOpinion,
    Identity,
    Need,
    Particular,
    ReportMessage,
    Stage,
)

TAGS: tuple[Tag, ...] = (
    {
        "name": "reports",
        "description": "Phản ánh, kiến nghị, tố giác: kiểm tra trước khi gửi, gửi kèm bằng chứng, "
        "theo dõi; gửi được không tên.",
    },
)
ENUM_NAMES = {
    "EvidenceTypeEnum": FileType,
    "ReportStatusEnum": workflow.Status,
    "ReportIdentityEnum": Identity,
    "PlaceCertaintyEnum": Certainty,
    "ReportMessageAuthorEnum": ReportMessage.Author,
    "HandlingMarkEnum": HandlingOpinion.Mark,
    "ReportAnonymityEnum": Anonymity,
    "ReportParticularEnum": Particular,
    "ReportNeedEnum": Need,
    "ReportStageEnum": Stage,
}


class PassScheme(OpenApiAuthenticationExtension):
    """A pass for one report."""

    target_class = "reports.by_code.PassAuthentication"
    name = "reportPass"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "«Report » và `report_pass` của POST reports/lookup/, cho một phản ánh "
            "không tên.",
        }


class HolderScheme(OpenApiAuthenticationExtension):
    """A ticket for uploads, in the address; the session's header does as well."""

    target_class = "reports.evidence.authentication.HolderAuthentication"
    name = "evidenceTicket"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "query",
            "name": "ticket",
            "description": "Vé của POST evidence/ticket/, thay cho phiên khi tải bằng chứng.",
        }

    def get_security_requirement(self, _auto_schema: object) -> list[dict[str, list[str]]]:
        """Return the ticket or the session."""
        return [{self.name: []}, {CitizenScheme.name: []}]
