"""The parts of a published procedure: documents, steps, channels, fees, sources."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Choices
from rest_framework import serializers

from foundation.zalo.outside import is_external
from procedures.choices import (
    ChannelKind,
    Currency,
    FeeStatus,
    FormPurpose,
    SourceType,
    TimeRelation,
    Trust,
)
from procedures.fees import fee_and_time_texts as texts
from procedures.models import (
    LegalBasis,
    NextProcedure,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)

EXTERNAL = (
    "Địa chỉ ở ngoài Zalo: mở ra hay hiện để chép, xem `external_links` của GET configuration/."
)


class NamedCodeSerializer(serializers.Serializer[Any]):
    """A code with its Vietnamese name."""

    code = serializers.CharField(help_text="Mã ổn định.")
    name = serializers.CharField(help_text="Tên hiển thị.")


def name_codes(codes: Iterable[str], choices: type[Choices]) -> list[dict[str, str]]:
    """Return `codes` in the shape of `NamedCodeSerializer`."""
    return [{"code": code, "name": str(choices(code).label)} for code in codes]


class RequiredDocumentSerializer(serializers.ModelSerializer[RequiredDocument]):
    """A document to bring."""

    requirement_name = serializers.CharField(
        source="get_requirement_display", help_text="Mức cần thiết bằng chữ."
    )

    class Meta:
        model = RequiredDocument
        fields = (
            *("name", "original_count", "copy_count", "requirement", "requirement_name"),
            *("condition", "form_code"),
        )


class ProcedureStepSerializer(serializers.ModelSerializer[Step]):
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
        return texts.describe_time_limit(limit)


class ProcedureFeeSerializer(serializers.Serializer[Any]):
    """A fee of a channel, in force today."""

    name = serializers.CharField(help_text="Khoản thu; trống nếu chỉ có một khoản.")
    group = serializers.CharField(help_text="Nhóm mà «condition» là một lựa chọn; trống nếu không.")
    condition = serializers.CharField(help_text="Trường hợp; trống nếu luôn thu.")
    amount = serializers.FloatField(allow_null=True, help_text="Số tiền; null khi chưa rõ.")
    amount_to = serializers.FloatField(
        allow_null=True, help_text="Mức cao nhất khi mức thu là một khoảng."
    )
    currency = serializers.ChoiceField(Currency.choices, help_text="Loại tiền.")
    unit = serializers.CharField(help_text="Tính trên gì, ví dụ: hộ chiếu.")
    text = serializers.CharField(help_text="Mức thu bằng chữ.")
    legal_basis = serializers.CharField(help_text="Căn cứ.")
    effective_from = serializers.DateField(allow_null=True, help_text="Ngày đầu tiên thu mức này.")
    effective_to = serializers.DateField(allow_null=True, help_text="Ngày cuối cùng thu mức này.")
    certain = serializers.BooleanField(help_text="Mức này có chắc chắn không.")
    doubt = serializers.CharField(help_text="Người dân nên biết gì khi mức này chưa chắc.")
    later = serializers.CharField(
        help_text="Mức sẽ thu và từ ngày nào, ví dụ «từ 01/01/2027: 200.000 đồng»."
    )


class FeeReductionSerializer(serializers.Serializer[Any]):
    """An exemption or reduction in force today."""

    name = serializers.CharField(help_text="Tên.")
    who = serializers.CharField(help_text="Ai được hưởng.")
    needs = serializers.CharField(help_text="Phải có sẵn gì.")
    channel = serializers.ChoiceField(
        ChannelKind.choices, allow_blank=True, help_text="Cách thức; trống nếu mọi cách thức."
    )
    text = serializers.CharField(help_text="Một dòng, ví dụ «Miễn phí khi nộp trực tuyến».")
    share = serializers.IntegerField(allow_null=True, help_text="Giảm bao nhiêu phần trăm.")
    amount = serializers.FloatField(allow_null=True, help_text="Còn phải nộp bao nhiêu.")
    legal_basis = serializers.CharField(help_text="Căn cứ.")
    effective_from = serializers.DateField(allow_null=True, help_text="Ngày đầu tiên.")
    effective_to = serializers.DateField(allow_null=True, help_text="Ngày cuối cùng.")
    certain = serializers.BooleanField(help_text="Có chắc chắn không.")
    doubt = serializers.CharField(help_text="Người dân nên biết gì khi chưa chắc.")


class OfficialFormSerializer(serializers.Serializer[Any]):
    """A form as of today."""

    id = serializers.CharField(help_text="Định danh của mẫu.")
    code = serializers.CharField(help_text="Ký hiệu, ví dụ TK01; trống nếu mẫu không có.")
    name = serializers.CharField(help_text="Tên chính thức.")
    issued_with = serializers.CharField(help_text="Văn bản ban hành mẫu.")
    effective_from = serializers.DateField(allow_null=True, help_text="Ngày đầu tiên dùng mẫu.")
    effective_to = serializers.DateField(allow_null=True, help_text="Ngày cuối cùng dùng mẫu.")
    purpose = serializers.ChoiceField(FormPurpose.choices, help_text="Mẫu để ai dùng.")
    condition = serializers.CharField(help_text="Khi nào cần; trống nếu luôn cần.")
    copies = serializers.IntegerField(allow_null=True, help_text="Số bản; null khi chưa rõ.")
    filled_online = serializers.BooleanField(help_text="Nộp trực tuyến thì khai ngay trên mạng.")
    how = serializers.CharField(help_text="Khai thế nào, lấy mẫu ở đâu; trống nếu chỉ cần tải tệp.")
    link = serializers.CharField(
        help_text="Tệp để tải; trống nếu chưa có tệp hoặc mẫu đã được thay."
    )
    link_source = serializers.CharField(help_text="Cơ quan đăng tệp.")
    external = serializers.BooleanField(help_text=EXTERNAL)
    replaced = serializers.CharField(
        help_text="Mẫu này đã được thay bằng mẫu nào, từ ngày nào; trống nếu mẫu đang dùng."
    )
    later = serializers.CharField(
        help_text="Thay đổi sắp tới, ví dụ «từ 01/01/2027: mẫu CT01 ban hành kèm …»."
    )
    certain = serializers.BooleanField(help_text="Mẫu này có chắc chắn không.")
    doubt = serializers.CharField(help_text="Người dân nên biết gì khi mẫu chưa chắc.")


class LegalBasisSerializer(serializers.ModelSerializer[LegalBasis]):
    """A legal basis."""

    class Meta:
        model = LegalBasis
        fields = ("number", "title", "issued_date", "superseded_by", "expired_on")


class NextProcedureSerializer(serializers.ModelSerializer[NextProcedure]):
    """What people often do next."""

    id = serializers.CharField(source="target_id", help_text="Định danh của thủ tục đó.")
    name = serializers.SerializerMethodField(help_text="Tên gọn của thủ tục đó.")

    class Meta:
        model = NextProcedure
        fields = ("id", "name", "sentence")

    def get_name(self, _link: NextProcedure) -> str:
        """Return nothing: `Names.put_into` writes the published name of the day."""
        return ""


class ProcedureSourceSerializer(serializers.ModelSerializer[Source]):
    """A source."""

    type_name = serializers.CharField(source="get_type_display", help_text="Loại nguồn bằng chữ.")
    type = serializers.ChoiceField(SourceType.choices, help_text="Mức chính thức của nguồn.")
    external = serializers.SerializerMethodField(help_text=EXTERNAL)

    class Meta:
        model = Source
        fields = ("name", "type", "type_name", "url", "external", "date")

    def get_external(self, source: Source) -> bool:
        """Return True if the address leads out of Zalo."""
        return is_external(source.url)


class ProcedureCaseSerializer(serializers.Serializer[Any]):
    """A case with its own documents and steps."""

    name = serializers.CharField(help_text="Tên trường hợp.")
    documents = RequiredDocumentSerializer(
        many=True, help_text="Giấy tờ chỉ cần trong trường hợp này."
    )
    steps = ProcedureStepSerializer(many=True, help_text="Các bước chỉ có trong trường hợp này.")


class ProcedureChannelSerializer(serializers.Serializer[Any]):
    """A way to file, with its time limits and fees."""

    kind = serializers.ChoiceField(ChannelKind.choices, help_text="Mã cách thức.")
    name = serializers.CharField(help_text="Tên cách thức.")
    time_relation = serializers.ChoiceField(
        TimeRelation.choices, help_text="Các thời hạn liên quan với nhau thế nào."
    )
    time_relation_name = serializers.CharField(
        help_text="Các thời hạn liên quan với nhau thế nào, bằng chữ."
    )
    time_summary = serializers.CharField(help_text="Thời hạn trong một dòng.")
    time_limits = TimeLimitSerializer(many=True, help_text="Các thời hạn.")
    fees = ProcedureFeeSerializer(many=True, help_text="Các mức thu hôm nay.")


class LaterFeeSerializer(serializers.Serializer[Any]):
    """A future fee of a procedure."""

    effective_from = serializers.DateField(help_text="Từ ngày nào.")
    text = serializers.CharField(help_text="Ví dụ «từ 01/01/2027: 200.000 đồng/hộ chiếu».")


class FeeSummarySerializer(serializers.Serializer[Any]):
    """The fee of one day and its certainty."""

    status = serializers.ChoiceField(FeeStatus.choices, help_text="Mức độ tin cậy của mức thu.")
    status_name = serializers.CharField(help_text="Mức độ tin cậy bằng chữ.")
    final = serializers.BooleanField(help_text="Mọi mức thu hôm nay có chắc chắn không.")
    summary = serializers.CharField(help_text="Một dòng để hiển thị.")
    doubt = serializers.CharField(help_text="Vì sao chưa nói được mức thu.")
    day = serializers.DateField(help_text="Mức thu của ngày nào, theo giờ Việt Nam.")
    later = LaterFeeSerializer(many=True, help_text="Các lần mức thu sẽ thay đổi.")
    reductions = FeeReductionSerializer(many=True, help_text="Miễn, giảm đang áp dụng.")


class ProcedureClosureSerializer(serializers.Serializer[Any]):
    """When an act closes a procedure, for a time or for good."""

    closed_from = serializers.DateField(help_text="Ngày đầu tiên không nhận hồ sơ.")
    closed_to = serializers.DateField(
        allow_null=True, help_text="Ngày cuối cùng còn dừng; null nếu bãi bỏ hẳn."
    )
    note = serializers.CharField(help_text="Văn bản nào bỏ, nay làm thế nào.")
    in_force = serializers.BooleanField(help_text="Hôm nay có đang dừng không.")
    text = serializers.CharField(help_text="Câu để hiển thị thay cho nội dung.")


class ProcedureTrustSerializer(serializers.Serializer[Any]):
    """The certainty of the entry."""

    status = serializers.ChoiceField(Trust.choices, help_text="Mức độ tin cậy.")
    status_name = serializers.CharField(help_text="Mức độ tin cậy bằng chữ.")
    as_of = serializers.DateField(help_text="Dữ liệu tính đến ngày.")
    official_sources = serializers.IntegerField(help_text="Số nguồn chính thức khớp nhau.")
    listed_on_ministry_portal = serializers.DateField(
        allow_null=True, help_text="Ngày gần nhất thấy trên cổng Bộ Công an."
    )
    doubt = serializers.CharField(help_text="Một câu nếu người dân nên biết điều gì chưa chắc.")
    changed_on = serializers.DateField(
        allow_null=True, help_text="Quy định vừa thay đổi ngày nào mà nội dung chưa cập nhật."
    )
    changed = serializers.CharField(help_text="Câu đó để hiển thị; trống nếu không.")


class VersionStampSerializer(serializers.Serializer[Any]):
    """The number and time of a publication."""

    number = serializers.IntegerField(help_text="Số phiên bản.")
    published_at = serializers.DateTimeField(help_text="Thời điểm công bố (UTC).")
