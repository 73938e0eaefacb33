"""The parts of a published procedure: documents, steps, channels, fees, sources."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Choices
from rest_framework import serializers

from procedures import fee_and_time_texts as texts
from procedures.choices import SourceType
from procedures.models import (
    Fee,
    Form,
    LegalBasis,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)


class NamedSerializer(serializers.Serializer[Any]):
    """A code with its Vietnamese name."""

    code = serializers.CharField(help_text="Mã ổn định.")
    name = serializers.CharField(help_text="Tên hiển thị.")


def name_codes(codes: Iterable[str], choices: type[Choices]) -> list[dict[str, str]]:
    """Return `codes` in the shape of `NamedSerializer`."""
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
        return texts.describe_time_limit(limit)


class FeeSerializer(serializers.ModelSerializer[Fee]):
    """A fee of a channel; final only when the fee status of the procedure says so."""

    amount = serializers.FloatField(help_text="Số tiền.")
    text = serializers.SerializerMethodField(help_text="Mức thu bằng chữ.")

    class Meta:
        model = Fee
        fields = ("amount", "currency", "unit", "text", "condition", "legal_basis")

    def get_text(self, fee: Fee) -> str:
        """Return the amount in words."""
        return texts.describe_fee(fee)


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
