"""A procedure as published: its whole page and its card in lists."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from foundation.api.schema import ProblemSerializer
from foundation.zalo.outside import is_external
from procedures.api.serializers.parts import (
    EXTERNAL,
    FeeSummarySerializer,
    LegalBasisSerializer,
    NamedCodeSerializer,
    NextProcedureSerializer,
    OfficialFormSerializer,
    ProcedureCaseSerializer,
    ProcedureChannelSerializer,
    ProcedureClosureSerializer,
    ProcedureSourceSerializer,
    ProcedureStepSerializer,
    ProcedureTrustSerializer,
    RequiredDocumentSerializer,
    VersionStampSerializer,
    name_codes,
)
from procedures.api.serializers.translation import TranslationSerializer
from procedures.choices import ApplicantType, ChannelKind, Language, Level, Origin, SourceType
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.of_day import card_line, fee_of_day
from procedures.fees.table import table_of
from procedures.law.standing import closure_of
from procedures.models import Channel, Procedure

Rendered = ReturnDict[str, Any] | ReturnList[Any]
_NAMES = serializers.ListField(child=serializers.CharField())


class ProcedureDetailSerializer(serializers.ModelSerializer[Procedure]):
    """Everything about a procedure, as published."""

    name = serializers.CharField(source="title", help_text="Tên chính thức hiện nay.")
    listed_name = serializers.CharField(
        source="name", help_text="Tên trên Cổng Dịch vụ công quốc gia."
    )
    field = NamedCodeSerializer(help_text="Lĩnh vực.")
    levels = serializers.SerializerMethodField(help_text="Cấp tiếp nhận.")
    applicant_types = serializers.SerializerMethodField(help_text="Nhóm đối tượng.")
    scope_name = serializers.CharField(
        source="get_scope_display", help_text="Ai tiếp nhận, bằng chữ."
    )
    online_level_name = serializers.SerializerMethodField(
        help_text="Làm qua mạng được đến đâu; trống nếu không nhận qua mạng."
    )
    cases = serializers.SerializerMethodField(help_text="Các trường hợp, nếu có.")
    documents = serializers.SerializerMethodField(help_text="Giấy tờ dùng cho mọi trường hợp.")
    steps = serializers.SerializerMethodField(help_text="Các bước dùng cho mọi trường hợp.")
    channels = serializers.SerializerMethodField(
        help_text="Cách thức nộp, với thời hạn và mức thu."
    )
    fee = serializers.SerializerMethodField(help_text="Phí, lệ phí.")
    forms = serializers.SerializerMethodField(
        help_text="Mẫu đơn, tờ khai hôm nay; mẫu đã được thay đứng sau."
    )
    legal_basis = LegalBasisSerializer(many=True, help_text="Căn cứ pháp lý.")
    trust = serializers.SerializerMethodField(help_text="Nội dung chắc chắn đến đâu.")
    sources = ProcedureSourceSerializer(many=True, help_text="Nguồn.")
    portal_url = serializers.SerializerMethodField(
        help_text="Trang trên Cổng Dịch vụ công quốc gia để nộp hồ sơ; trống nếu chưa rõ."
    )
    portal_external = serializers.SerializerMethodField(help_text=EXTERNAL)
    superseded_by = serializers.CharField(
        source="superseded_by_id", allow_null=True, help_text="Thủ tục thay thế."
    )
    closure = serializers.SerializerMethodField(
        help_text="Thủ tục bị bãi bỏ hoặc tạm dừng theo văn bản nào, từ ngày nào; null nếu không."
    )
    receiving_field = serializers.CharField(
        help_text="Mã lĩnh vực của đơn vị tiếp nhận, khi khác lĩnh vực của thủ tục; có thể trống.",
    )
    next_procedures = serializers.SerializerMethodField(help_text="Việc thường làm tiếp theo.")
    version = serializers.SerializerMethodField(help_text="Lần công bố này.")
    languages = serializers.SerializerMethodField(
        help_text="Các ngôn ngữ có bản dịch, để gửi trong `lang`."
    )
    translation = TranslationSerializer(
        required=False, help_text="Nguồn của bản dịch; chỉ có khi gửi `lang` và có bản dịch."
    )

    class Meta:
        model = Procedure
        fields = (
            *("id", "code", "former_codes", "name", "listed_name", "short_name", "field"),
            *("levels", "scope", "scope_name", "implementing_agency", "deciding_agency"),
            *("applicants", "applicant_types"),
            *("online_level", "online_level_name", "online_note"),
            *("document_sets", "documents", "cases", "steps", "channels"),
            *("same_day_cutoff", "fee", "forms", "results", "conditions"),
            *("legal_basis", "publication_decision", "effective_from", "effective_to"),
            *("closure", "receiving_field"),
            *("superseded_by", "next_procedures", "applicability_note", "trust", "sources"),
            *("portal_url", "portal_external", "version", "languages", "translation"),
        )

    @extend_schema_field(NamedCodeSerializer(many=True))
    def get_levels(self, procedure: Procedure) -> list[dict[str, str]]:
        """Return the levels of administration that receive it, with their names."""
        return name_codes(procedure.levels, Level)

    @extend_schema_field(NamedCodeSerializer(many=True))
    def get_applicant_types(self, procedure: Procedure) -> list[dict[str, str]]:
        """Return who may apply, with names."""
        return name_codes(procedure.applicant_types, ApplicantType)

    @extend_schema_field(RequiredDocumentSerializer(many=True))
    def get_documents(self, procedure: Procedure) -> Rendered:
        """Return the documents that every case needs."""
        documents = [d for d in procedure.documents.all() if d.case_id is None]
        return RequiredDocumentSerializer(documents, many=True).data

    @extend_schema_field(ProcedureStepSerializer(many=True))
    def get_steps(self, procedure: Procedure) -> Rendered:
        """Return the steps of every case."""
        steps = [step for step in procedure.steps.all() if step.case_id is None]
        return ProcedureStepSerializer(steps, many=True).data

    @extend_schema_field(ProcedureCaseSerializer(many=True))
    def get_cases(self, procedure: Procedure) -> Rendered:
        """Return the cases with their own documents and steps."""
        cases = [
            {
                "name": case.name,
                "documents": [d for d in procedure.documents.all() if d.case_id == case.pk],
                "steps": [s for s in procedure.steps.all() if s.case_id == case.pk],
            }
            for case in procedure.cases.all()
        ]
        return ProcedureCaseSerializer(cases, many=True).data

    @extend_schema_field(ProcedureChannelSerializer(many=True))
    def get_channels(self, procedure: Procedure) -> Rendered:
        """Return the channels, each with its time limits and fees."""
        channels = [describe_channel(procedure, channel) for channel in procedure.channels.all()]
        return ProcedureChannelSerializer(channels, many=True).data

    def get_online_level_name(self, procedure: Procedure) -> str:
        """Return how far it can be done online, in plain words."""
        kinds = [channel.kind for channel in procedure.channels.all()]
        return texts.describe_online_level(procedure.online_level, kinds)

    @extend_schema_field(NextProcedureSerializer(many=True))
    def get_next_procedures(self, procedure: Procedure) -> Rendered:
        """Return the links; `Names.put_into` keeps those that citizens can open."""
        return NextProcedureSerializer(procedure.next_procedures.all(), many=True).data

    @extend_schema_field(FeeSummarySerializer)
    def get_fee(self, procedure: Procedure) -> dict[str, Any]:
        """Return the certainty of the fees; `put_fees` adds those of a day, also to channels."""
        return {"status": procedure.fee_status}

    @extend_schema_field(OfficialFormSerializer(many=True))
    def get_forms(self, _procedure: Procedure) -> list[dict[str, Any]]:
        """Return nothing: `put_forms` adds those of a day."""
        return []

    @extend_schema_field(ProcedureTrustSerializer)
    def get_trust(self, procedure: Procedure) -> Rendered:
        """Return the certainty of the whole entry."""
        return ProcedureTrustSerializer(
            {
                "status": procedure.trust,
                "status_name": texts.describe_trust(procedure.trust),
                "as_of": procedure.as_of,
                "official_sources": procedure.official_sources,
                "listed_on_ministry_portal": procedure.listed_on_ministry_portal,
                "doubt": procedure.public_doubt,
                "changed_on": None,
                "changed": "",
            }
        ).data

    @extend_schema_field(ProcedureClosureSerializer(allow_null=True))
    def get_closure(self, procedure: Procedure) -> dict[str, Any] | None:
        """Return when it is closed; `put_standing` adds whether it is on a day."""
        return closure_of(procedure)

    def get_portal_url(self, procedure: Procedure) -> str:
        """Return the page on the national portal, where dossiers are filed (NĐ 224/2026 Đ15)."""
        pages = (s.url for s in procedure.sources.all() if s.type == SourceType.NATIONAL_PORTAL)
        return next(filter(None, pages), "")

    def get_portal_external(self, procedure: Procedure) -> bool:
        """Return True if the portal's page leads out of Zalo."""
        return is_external(self.get_portal_url(procedure))

    @extend_schema_field(VersionStampSerializer)
    def get_version(self, _procedure: Procedure) -> dict[str, Any]:
        """Return the number and time of the publication."""
        return dict(self.context["version"])

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Language.choices)))
    def get_languages(self, _procedure: Procedure) -> list[str]:
        """Return the languages of the translations that are published with it."""
        return list(self.context["languages"])


def describe_channel(procedure: Procedure, channel: Channel) -> dict[str, Any]:
    """Return one channel with the time limits for it or for every channel."""
    here = {"", channel.kind}
    limits = [limit for limit in procedure.time_limits.all() if limit.channel in here]
    return {
        "kind": channel.kind,
        "name": channel.get_kind_display(),
        "time_relation": channel.time_relation,
        "time_relation_name": channel.get_time_relation_display(),
        "time_summary": texts.summarise_time_limits(limits, channel.time_relation),
        "time_limits": limits,
        "fees": [],
    }


class ProcedureCardSerializer(serializers.ModelSerializer[Procedure]):
    """A procedure in a list: at most about 700 bytes, because citizens pay for each kilobyte."""

    field = serializers.CharField(source="field_id", help_text="Mã lĩnh vực.")
    field_name = serializers.CharField(source="field.name", help_text="Tên lĩnh vực.")  # type: ignore[assignment]  # hides an attribute of serializers
    name = serializers.SerializerMethodField(help_text="Tên gọn để hiển thị.")
    levels = serializers.ListField(
        child=serializers.ChoiceField(Level.choices), help_text="Cấp tiếp nhận."
    )
    level_names = serializers.SerializerMethodField(
        help_text="Tên các cấp tiếp nhận, theo thứ tự của `levels`: phân biệt các thẻ cùng tên."
    )
    online_level_name = serializers.CharField(
        source="get_online_level_display", help_text="Mức độ trực tuyến bằng chữ."
    )
    channels = serializers.SerializerMethodField(help_text="Các cách thức nộp.")
    channel_names = serializers.SerializerMethodField(
        help_text="Tên các cách thức nộp, theo thứ tự của `channels`."
    )
    trust_name = serializers.SerializerMethodField(help_text="Mức độ tin cậy bằng chữ.")
    time = serializers.SerializerMethodField(help_text="Thời hạn trong một dòng.")
    fee = serializers.SerializerMethodField(help_text="Phí, lệ phí trong một dòng.")
    translation_origin = serializers.ChoiceField(
        Origin.choices,
        required=False,
        allow_blank=True,
        help_text="Nguồn của tên khi gửi `lang`; trống nếu tên là tiếng Việt.",
    )

    class Meta:
        model = Procedure
        fields = (
            *("id", "code", "name", "field", "field_name", "levels", "level_names"),
            *("online_level", "online_level_name", "channels", "channel_names"),
            *("time", "fee", "trust", "trust_name", "as_of", "translation_origin"),
        )

    def get_name(self, procedure: Procedure) -> str:
        """Return the short name, or the current official one."""
        return procedure.short_name or procedure.title

    @extend_schema_field(_NAMES)
    def get_level_names(self, procedure: Procedure) -> list[str]:
        """Return the names of the levels."""
        return [str(Level(level).label) for level in procedure.levels]

    @extend_schema_field(_NAMES)
    def get_channel_names(self, procedure: Procedure) -> list[str]:
        """Return the names of the channels."""
        return [str(channel.get_kind_display()) for channel in procedure.channels.all()]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(ChannelKind.choices)))
    def get_channels(self, procedure: Procedure) -> list[str]:
        """Return how a dossier may be filed."""
        return [channel.kind for channel in procedure.channels.all()]

    def get_trust_name(self, procedure: Procedure) -> str:
        """Return the certainty of the entry in a few words."""
        return texts.name_trust(procedure.trust)

    def get_time(self, procedure: Procedure) -> str:
        """Return the time limit of the first channel."""
        channel = next(iter(procedure.channels.all()), None)
        return describe_channel(procedure, channel)["time_summary"] if channel else ""

    def get_fee(self, procedure: Procedure) -> str:
        """Return today's fee."""
        day = timezone.localdate()
        kinds = [channel.kind for channel in procedure.channels.all()]
        return card_line(fee_of_day(procedure.fee_status, table_of(procedure), kinds, day))


class ProcedureSuccessorSerializer(serializers.Serializer[Any]):
    """The procedure that replaced a withdrawn one."""

    id = serializers.CharField(help_text="Định danh của thủ tục thay thế.")
    name = serializers.CharField(help_text="Tên gọn của thủ tục thay thế.")
    url = serializers.CharField(help_text="Địa chỉ tương đối của thủ tục thay thế.")


class WithdrawnProblemSerializer(ProblemSerializer):
    """The problem of a withdrawn procedure."""

    successor = ProcedureSuccessorSerializer(
        allow_null=True, help_text="Thủ tục thay thế, hoặc null."
    )
