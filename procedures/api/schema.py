"""Parts of the OpenAPI document about procedures."""

from foundation.api.schema_parts import Tag
from procedures.answers.cards import Kind as AnswerKind
from procedures.answers.parts import Part
from procedures.answers.serializers import AnswerCertainty
from procedures.choices import (
    FeeStatus,
    FormPurpose,
    Language,
    OnlineLevel,
    Origin,
    Requirement,
    Scope,
    SourceType,
    TimeRelation,
    TimeUnit,
    Trust,
)

TAGS: tuple[Tag, ...] = (
    {
        "name": "procedures",
        "description": "Thủ tục: tìm kiếm, chi tiết, danh mục giấy tờ cho trường hợp của mình. "
        "Không cần đăng nhập.",
    },
)
ENUM_NAMES = {
    "AnswerCertaintyEnum": AnswerCertainty,
    "AnswerKindEnum": AnswerKind,
    "AnswerPartEnum": Part,
    "FeeStatusEnum": FeeStatus,
    "FormPurposeEnum": FormPurpose,
    "TimeRelationEnum": TimeRelation,
    "OnlineLevelEnum": OnlineLevel,
    "ProcedureScopeEnum": Scope,
    "ProcedureTrustEnum": Trust,
    "RequirementEnum": Requirement,
    "SourceTypeEnum": SourceType,
    "TranslationLanguageEnum": Language,
    "TranslationOriginEnum": Origin,
    "TimeUnitEnum": TimeUnit,
}
