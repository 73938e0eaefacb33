"""What citizens get.

Publishing renders with these serializers, and the OpenAPI document is made from them.

Missing text is an empty string, a missing number or date is null.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Choices
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.pagination import page_serializer
from foundation.api.schema import ProblemSerializer
from procedures import texts
from procedures.choices import FINAL_FEES, ApplicantType, Level, SourceType
from procedures.models import (
    Fee,
    Form,
    LegalBasis,
    Procedure,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)


class NamedSerializer(serializers.Serializer[Any]):
    """A code with its Vietnamese name."""

    code = serializers.CharField(help_text="Mã ổn định.")
    name = serializers.CharField(help_text="Tên hiển thị.")


def named(codes: Iterable[str], choices: type[Choices]) -> list[dict[str, str]]:
    """Return `codes` with their names."""
    return [{"code": code, "name": str(choices(code).label)} for code in codes]


class DocumentItemSerializer(serializers.ModelSerializer[RequiredDocument]):
    """A document to bring."""

    class Meta:
        model = RequiredDocument
        fields = ("name", "original_count", "copy_count", "requirement", "condition", "form_code")


class StepSerializer(serializers.ModelSerializer[Step]):
    """A step."""

    class Meta:
        model = Step
        fields = ("title", "detail")


class TimeLimitSerializer(serializers.ModelSerializer[TimeLimit]):
    """A time limit of a channel."""

    value = serializers.FloatField(allow_null=True, help_text="Số; null khi chỉ có lời diễn giải.")
    text = serializers.SerializerMethodField(help_text="Thời hạn bằng chữ.")

    class Meta:
        model = TimeLimit
        fields = ("value", "unit", "text", "condition", "legal_basis")
        extra_kwargs = {"unit": {"required": True}}

    def get_text(self, limit: TimeLimit) -> str:
        """Return the limit in words."""
        return texts.time_limit(limit)


class FeeSerializer(serializers.ModelSerializer[Fee]):
    """A fee of a channel; final only when the fee status of the procedure says so."""

    amount = serializers.FloatField(help_text="Số tiền.")
    text = serializers.SerializerMethodField(help_text="Mức thu bằng chữ.")

    class Meta:
        model = Fee
        fields = ("amount", "currency", "unit", "text", "condition", "legal_basis")

    def get_text(self, fee: Fee) -> str:
        """Return the amount in words."""
        return texts.money(fee)


class FormSerializer(serializers.ModelSerializer[Form]):
    """A form."""

    class Meta:
        model = Form
        fields = ("code", "name", "issued_with", "link", "link_source")


class LegalBasisSerializer(serializers.ModelSerializer[LegalBasis]):
    """A legal basis."""

    class Meta:
        model = LegalBasis
        fields = ("number", "title", "issued_date", "superseded_by", "expired_on")


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A source."""

    type_name = serializers.CharField(source="get_type_display", help_text="Loại nguồn bằng chữ.")
    type = serializers.ChoiceField(SourceType.choices, help_text="Mức chính thức của nguồn.")

    class Meta:
        model = Source
        fields = ("name", "type", "type_name", "url", "date")


class CaseSerializer(serializers.Serializer[Any]):
    """A case with what is only needed in it."""

    name = serializers.CharField(help_text="Tên trường hợp.")
    documents = DocumentItemSerializer(many=True, help_text="Giấy tờ chỉ cần trong trường hợp này.")
    steps = StepSerializer(many=True, help_text="Các bước chỉ có trong trường hợp này.")


class ChannelSerializer(serializers.Serializer[Any]):
    """A way to file, with its time limits and fees."""

    kind = serializers.CharField(help_text="direct, online hoặc postal.")
    name = serializers.CharField(help_text="Tên cách thức.")
    time_relation = serializers.CharField(help_text="single, alternatives, stages hoặc none.")
    time_summary = serializers.CharField(help_text="Thời hạn trong một dòng.")
    time_limits = TimeLimitSerializer(many=True, help_text="Các thời hạn.")
    fees = FeeSerializer(many=True, help_text="Các mức thu.")


class FeeSummarySerializer(serializers.Serializer[Any]):
    """How sure the fees are and what to show."""

    status = serializers.CharField(help_text="Độ tin cậy của mức thu.")
    status_name = serializers.CharField(help_text="Độ tin cậy bằng chữ.")
    final = serializers.BooleanField(help_text="Mức thu có được coi là chính thức không.")
    summary = serializers.CharField(help_text="Một dòng để hiển thị.")


class TrustSerializer(serializers.Serializer[Any]):
    """How sure the entry is."""

    status = serializers.CharField(help_text="Độ tin cậy.")
    status_name = serializers.CharField(help_text="Độ tin cậy bằng chữ.")
    as_of = serializers.DateField(help_text="Dữ liệu tính đến ngày.")
    official_sources = serializers.IntegerField(help_text="Số nguồn chính thức khớp nhau.")
    listed_on_ministry_portal = serializers.DateField(
        allow_null=True, help_text="Ngày gần nhất thấy trên cổng Bộ Công an."
    )
    doubts = serializers.ListField(child=serializers.CharField(), help_text="Các điểm chưa chắc.")


class VersionStampSerializer(serializers.Serializer[Any]):
    """Which publication this is."""

    number = serializers.IntegerField(help_text="Số phiên bản.")
    published_at = serializers.DateTimeField(help_text="Thời điểm công bố (UTC).")


class ProcedureSerializer(serializers.ModelSerializer[Procedure]):
    """Everything about a procedure, as published."""

    name = serializers.CharField(source="title", help_text="Tên chính thức hiện nay.")
    listed_name = serializers.CharField(
        source="name", help_text="Tên trên Cổng Dịch vụ công quốc gia."
    )
    field = NamedSerializer(help_text="Lĩnh vực.")
    levels = serializers.SerializerMethodField(help_text="Cấp tiếp nhận.")
    applicant_types = serializers.SerializerMethodField(help_text="Nhóm đối tượng.")
    online_level_name = serializers.CharField(
        source="get_online_level_display", help_text="Mức độ trực tuyến bằng chữ."
    )
    cases = serializers.SerializerMethodField(help_text="Các trường hợp, nếu có.")
    documents = serializers.SerializerMethodField(help_text="Giấy tờ dùng cho mọi trường hợp.")
    steps = serializers.SerializerMethodField(help_text="Các bước dùng cho mọi trường hợp.")
    channels = serializers.SerializerMethodField(
        help_text="Cách thức nộp, với thời hạn và mức thu."
    )
    fee = serializers.SerializerMethodField(help_text="Phí, lệ phí.")
    forms = FormSerializer(many=True, help_text="Mẫu đơn, tờ khai.")
    legal_basis = LegalBasisSerializer(many=True, help_text="Căn cứ pháp lý.")
    trust = serializers.SerializerMethodField(help_text="Nội dung chắc chắn đến đâu.")
    sources = SourceSerializer(many=True, help_text="Nguồn.")
    portal_url = serializers.SerializerMethodField(
        help_text="Trang trên Cổng Dịch vụ công quốc gia để nộp hồ sơ; trống nếu chưa rõ."
    )
    superseded_by = serializers.CharField(
        source="superseded_by_id", allow_null=True, help_text="Thủ tục thay thế."
    )
    version = serializers.SerializerMethodField(help_text="Lần công bố này.")

    class Meta:
        model = Procedure
        fields = (
            "id", "code", "former_codes", "name", "listed_name", "short_name", "field", "levels", "scope", "implementing_agency",
            "deciding_agency", "applicants", "applicant_types", "online_level", "online_level_name", "online_note", "document_sets",
            "documents", "cases", "steps", "channels", "same_day_cutoff", "fee", "forms", "results", "conditions", "legal_basis",
            "publication_decision", "effective_from", "effective_to", "superseded_by", "applicability_note", "trust", "sources",
            "portal_url", "version",
        )  # fmt: skip

    @extend_schema_field(NamedSerializer(many=True))
    def get_levels(self, procedure: Procedure) -> list[dict[str, str]]:
        """Return the levels with names."""
        return named(procedure.levels, Level)

    @extend_schema_field(NamedSerializer(many=True))
    def get_applicant_types(self, procedure: Procedure) -> list[dict[str, str]]:
        """Return the applicant types with names."""
        return named(procedure.applicant_types, ApplicantType)

    @extend_schema_field(DocumentItemSerializer(many=True))
    def get_documents(self, procedure: Procedure) -> Any:
        """Return the documents of every case."""
        return DocumentItemSerializer(
            [d for d in procedure.documents.all() if d.case_id is None], many=True
        ).data

    @extend_schema_field(StepSerializer(many=True))
    def get_steps(self, procedure: Procedure) -> Any:
        """Return the steps of every case."""
        return StepSerializer(
            [s for s in procedure.steps.all() if s.case_id is None], many=True
        ).data

    @extend_schema_field(CaseSerializer(many=True))
    def get_cases(self, procedure: Procedure) -> Any:
        """Return the cases with their own documents and steps."""
        cases = [
            {
                "name": case.name,
                "documents": [d for d in procedure.documents.all() if d.case_id == case.pk],
                "steps": [s for s in procedure.steps.all() if s.case_id == case.pk],
            }
            for case in procedure.cases.all()
        ]
        return CaseSerializer(cases, many=True).data

    @extend_schema_field(ChannelSerializer(many=True))
    def get_channels(self, procedure: Procedure) -> Any:
        """Return the channels, each with the limits and fees that hold in it."""
        return ChannelSerializer(
            [channel_parts(procedure, channel) for channel in procedure.channels.all()], many=True
        ).data

    @extend_schema_field(FeeSummarySerializer)
    def get_fee(self, procedure: Procedure) -> dict[str, Any]:
        """Return how sure the fees are."""
        return {
            "status": procedure.fee_status,
            "status_name": procedure.get_fee_status_display(),
            "final": procedure.fee_status in FINAL_FEES,
            "summary": texts.fee_summary(procedure),
        }

    @extend_schema_field(TrustSerializer)
    def get_trust(self, procedure: Procedure) -> Any:
        """Return how sure the entry is."""
        return TrustSerializer(
            {
                "status": procedure.trust,
                "status_name": procedure.get_trust_display(),
                "as_of": procedure.as_of,
                "official_sources": procedure.official_sources,
                "listed_on_ministry_portal": procedure.listed_on_ministry_portal,
                "doubts": procedure.doubts,
            }
        ).data

    def get_portal_url(self, procedure: Procedure) -> str:
        """Return the page on the national portal, where dossiers are filed (NĐ 224/2026 Đ15)."""
        return next(
            (
                s.url
                for s in procedure.sources.all()
                if s.type == SourceType.NATIONAL_PORTAL and s.url
            ),
            "",
        )

    @extend_schema_field(VersionStampSerializer)
    def get_version(self, _procedure: Procedure) -> dict[str, Any]:
        """Return the stamp that publishing gives."""
        return dict(self.context["version"])


def channel_parts(procedure: Procedure, channel: Any) -> dict[str, Any]:
    """Return one channel with the limits and fees that name it or no channel."""
    here = {"", channel.kind}
    limits = [limit for limit in procedure.time_limits.all() if limit.channel in here]
    return {
        "kind": channel.kind,
        "name": channel.get_kind_display(),
        "time_relation": channel.time_relation,
        "time_summary": texts.time_summary(limits, channel.time_relation),
        "time_limits": limits,
        "fees": [fee for fee in procedure.fees.all() if fee.channel in here],
    }


class ProcedureCardSerializer(serializers.ModelSerializer[Procedure]):
    """A procedure in a list: at most about 600 bytes, because citizens pay for each kilobyte."""

    field = serializers.CharField(source="field_id", help_text="Mã lĩnh vực.")
    name = serializers.SerializerMethodField(help_text="Tên gọn để hiển thị.")
    levels = serializers.ListField(
        child=serializers.ChoiceField(Level.choices), help_text="Cấp tiếp nhận."
    )
    channels = serializers.SerializerMethodField(help_text="Các cách thức nộp.")
    time = serializers.SerializerMethodField(help_text="Thời hạn trong một dòng.")
    fee = serializers.SerializerMethodField(help_text="Phí, lệ phí trong một dòng.")

    class Meta:
        model = Procedure
        fields = (
            "id",
            "code",
            "name",
            "field",
            "levels",
            "online_level",
            "channels",
            "time",
            "fee",
            "trust",
            "as_of",
        )

    def get_name(self, procedure: Procedure) -> str:
        """Return the short name."""
        return procedure.short_name or procedure.title

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_channels(self, procedure: Procedure) -> list[str]:
        """Return the kinds of the channels."""
        return [channel.kind for channel in procedure.channels.all()]

    def get_time(self, procedure: Procedure) -> str:
        """Return the time limit of the first channel."""
        channel = next(iter(procedure.channels.all()), None)
        return channel_parts(procedure, channel)["time_summary"] if channel else ""

    def get_fee(self, procedure: Procedure) -> str:
        """Return the fee, or that it is not confirmed."""
        return texts.fee_summary(procedure)


class HintSerializer(serializers.Serializer[Any]):
    """Something to know before the results.

    An emergency number, who else does it, what is easily confused.
    """

    type = serializers.ChoiceField(
        ["emergency", "not_police", "confusable"], help_text="Loại lời nhắc."
    )
    text = serializers.CharField(help_text="Lời nhắc để hiển thị.")
    agency = serializers.CharField(required=False, help_text="Cơ quan làm việc này (not_police).")
    phone = serializers.CharField(
        required=False, help_text="Số gọi ngay (emergency), dùng cho openPhone."
    )


class SuccessorSerializer(serializers.Serializer[Any]):
    """The procedure that replaced a withdrawn one."""

    id = serializers.CharField(help_text="Định danh của thủ tục thay thế.")
    name = serializers.CharField(help_text="Tên gọn của thủ tục thay thế.")
    url = serializers.CharField(help_text="Địa chỉ tương đối của thủ tục thay thế.")


class WithdrawnProblemSerializer(ProblemSerializer):
    """The problem of a withdrawn procedure."""

    successor = SuccessorSerializer(allow_null=True, help_text="Thủ tục thay thế, hoặc null.")


ProcedurePageSerializer = page_serializer(
    "ProcedurePage",
    ProcedureCardSerializer,
    {
        "did_you_mean": serializers.CharField(
            allow_null=True, help_text="Cụm từ đã được sửa lỗi gõ để tìm; null nếu không sửa."
        ),
        "hints": HintSerializer(
            many=True, help_text="Lời nhắc, hiển thị trước kết quả; khẩn cấp đứng đầu."
        ),
    },
)


class SuggestionSerializer(serializers.Serializer[Any]):
    """A completion of what is being typed."""

    text = serializers.CharField(help_text="Chữ để hiển thị.")
    procedure = serializers.CharField(
        allow_null=True, help_text="Thủ tục mà gợi ý dẫn tới, hoặc null."
    )


class SuggestionsSerializer(serializers.Serializer[Any]):
    """Completions, best first."""

    results = SuggestionSerializer(many=True)


class ConditionSerializer(serializers.Serializer[Any]):
    """A condition to tick."""

    id = serializers.CharField(help_text="Mã để gửi lại trong tham số condition.")
    text = serializers.CharField(help_text="Lời của điều kiện.")
    affects = serializers.ListField(
        child=serializers.ChoiceField(["documents", "fee", "time"]),
        help_text="Điều kiện này ảnh hưởng tới gì.",
    )
    documents = serializers.ListField(
        child=serializers.CharField(),
        help_text="Giấy tờ cần thêm khi chọn, ví dụ với điều kiện «Nếu có».",
    )
    ticked = serializers.BooleanField(help_text="Đang được chọn.")


class ChecklistFeeSerializer(serializers.Serializer[Any]):
    """What it costs in this case."""

    verified = serializers.BooleanField(help_text="Mức thu đã được xác minh.")
    text = serializers.CharField(help_text="Một dòng để hiển thị; «Chưa xác minh» khi chưa chắc.")
    reason = serializers.CharField(help_text="Vì sao chưa nói được đúng mức thu.")
    amounts = FeeSerializer(many=True, help_text="Các mức thu liên quan.")


class LimitSerializer(serializers.Serializer[Any]):
    """A time limit that applies."""

    text = serializers.CharField(help_text="Thời hạn bằng chữ.")
    condition = serializers.CharField(help_text="Khi nào áp dụng.")
    due_on = serializers.DateField(
        allow_null=True, help_text="Ngày hẹn trả theo giờ Việt Nam, khi đã gửi accepted_at."
    )
    due_at = serializers.DateTimeField(
        allow_null=True, help_text="Thời điểm hẹn trả (UTC), chỉ với thời hạn tính bằng giờ."
    )
    note = serializers.CharField(help_text="Vì sao chưa tính được hạn.")


class ChecklistTimeSerializer(serializers.Serializer[Any]):
    """When it is ready."""

    relation = serializers.CharField(help_text="single, alternatives, stages hoặc none.")
    limits = LimitSerializer(many=True, help_text="Các thời hạn áp dụng.")
    due_on = serializers.DateField(
        allow_null=True, help_text="Ngày hẹn trả, khi chỉ có một khả năng."
    )


class ChecklistSerializer(serializers.Serializer[Any]):
    """A check list for one citizen's case."""

    procedure = serializers.CharField(help_text="Định danh thủ tục.")
    name = serializers.CharField(help_text="Tên thủ tục.")
    cases = serializers.ListField(
        child=serializers.CharField(), help_text="Các trường hợp để chọn."
    )
    case = serializers.CharField(help_text="Trường hợp đang chọn.")
    channels = NamedSerializer(many=True, help_text="Các cách thức nộp để chọn.")
    channel = serializers.CharField(help_text="Cách thức đang chọn.")
    conditions = ConditionSerializer(many=True, help_text="Các điều kiện để chọn.")
    documents = DocumentItemSerializer(many=True, help_text="Giấy tờ cần mang.")
    where = serializers.CharField(help_text="Nơi nộp.")
    fee = ChecklistFeeSerializer(help_text="Phí, lệ phí.")
    time = ChecklistTimeSerializer(help_text="Thời hạn.")
    as_of = serializers.DateField(help_text="Dữ liệu tính đến ngày.")
    trust = serializers.CharField(help_text="Độ tin cậy của thủ tục.")
