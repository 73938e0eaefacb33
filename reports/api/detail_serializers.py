"""A whole report as its sender sees it, and what sending and looking up answer."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.answers import all_shown, shown
from foundation.api.moments import MomentField
from offices.api.reachable import ReachableOfficeSerializer
from reports import by_code, workflow
from reports.api.serializers import (
    NamedKindSerializer,
    OpinionSerializer,
    PlaceSerializer,
    ReportCardSerializer,
    ReportMessageSerializer,
    SentEvidenceSerializer,
)
from reports.checking import completeness
from reports.checking.completeness import Draft
from reports.kinds.snapshot import report_kinds
from reports.models import Identity, Report, details
from reports.reporter import options, own_reports


class ReportDetailSerializer(ReportCardSerializer):
    """A report, as its sender sees it: rows come from `own_reports.for_sender`."""

    next_step = serializers.SerializerMethodField(
        help_text="Việc người gửi làm tiếp, hiển thị được."
    )
    due_words = serializers.SerializerMethodField(
        help_text="Hạn giải quyết bằng lời; null khi không có hạn."
    )
    topic = serializers.CharField(
        source="topic.name",
        default=None,
        allow_null=True,
        help_text="Hành vi; null khi không chọn.",
    )
    identity = serializers.ChoiceField(choices=Identity.choices, help_text="Cách gửi đã chọn.")
    identity_name = serializers.CharField(
        source="get_identity_display", read_only=True, help_text="Cách gửi, hiển thị được."
    )
    place = serializers.SerializerMethodField(help_text="Nơi xảy ra.")
    plates = serializers.SerializerMethodField(help_text="Biển số đã ghi.")
    contacts = serializers.SerializerMethodField(
        help_text="Số điện thoại, tài khoản, đường dẫn của kẻ lừa đảo đã ghi."
    )
    suspect = serializers.SerializerMethodField(help_text="Người liên quan đã ghi.")
    loss = serializers.SerializerMethodField(help_text="Số tiền bị mất, đồng; null khi không ghi.")
    evidence = serializers.SerializerMethodField(help_text="Các tệp đã gửi và dấu vân tay.")
    messages = serializers.SerializerMethodField(
        help_text="Những gì hai bên đã nói, cũ nhất trước."
    )
    asked = serializers.SerializerMethodField(
        help_text="Điều đơn vị đang hỏi thêm; null khi không hỏi."
    )
    opinion = serializers.SerializerMethodField(
        help_text="Nhận xét đã gửi về cách giải quyết; null khi chưa có."
    )
    can_write = serializers.SerializerMethodField(help_text="Gửi thêm lời, bằng chứng được.")
    can_withdraw = serializers.SerializerMethodField(
        help_text="Rút được; với tố giác tội phạm là bày tỏ nguyện vọng rút."
    )
    can_dispute_until = serializers.SerializerMethodField(
        help_text="Đề nghị xem xét lại được đến lúc này (UTC); null khi không được."
    )
    can_give_opinion = serializers.SerializerMethodField(
        help_text="Nhận xét cách giải quyết được; gửi lại thì thay lần trước."
    )

    class Meta:
        model = Report
        fields = [
            *ReportCardSerializer.Meta.fields,
            "next_step",
            "due_words",
            "topic",
            "identity",
            "identity_name",
            "words",
            "occurred_from",
            "occurred_to",
            "place",
            "plates",
            "contacts",
            "suspect",
            "loss",
            "evidence",
            "messages",
            "asked",
            "document_number",
            "opinion",
            "can_write",
            "can_withdraw",
            "can_dispute_until",
            "can_give_opinion",
        ]

    def get_next_step(self, report: Report) -> str:
        return workflow.NEXT_STEPS[report.status]

    def get_due_words(self, report: Report) -> str | None:
        return own_reports.due_words(report.due_at)

    @extend_schema_field(PlaceSerializer)
    def get_place(self, report: Report) -> Any:
        return {
            "words": report.place_words,
            "latitude": report.latitude,
            "longitude": report.longitude,
            "certainty": report.place_certainty,
        }

    def get_plates(self, report: Report) -> list[str]:
        return [row.plate for row in report.plates.all()]

    def get_contacts(self, report: Report) -> list[str]:
        return list(details.unpack(report.details).contacts)

    def get_suspect(self, report: Report) -> str:
        return details.unpack(report.details).suspect

    def get_loss(self, report: Report) -> int | None:
        return details.unpack(report.details).loss

    @extend_schema_field(SentEvidenceSerializer(many=True))
    def get_evidence(self, report: Report) -> Any:
        return all_shown(SentEvidenceSerializer, own_reports.files_of(report))

    @extend_schema_field(ReportMessageSerializer(many=True))
    def get_messages(self, report: Report) -> Any:
        return all_shown(ReportMessageSerializer, own_reports.messages_of(report))

    def get_asked(self, report: Report) -> str | None:
        return own_reports.asked_of(report)

    @extend_schema_field(OpinionSerializer(allow_null=True))
    def get_opinion(self, report: Report) -> Any:
        opinion = getattr(report, "opinion", None)
        return shown(OpinionSerializer, opinion) if opinion else None

    def get_can_write(self, report: Report) -> bool:
        return self._options(report).can_write

    def get_can_withdraw(self, report: Report) -> bool:
        return self._options(report).can_withdraw

    @extend_schema_field(MomentField(allow_null=True))
    def get_can_dispute_until(self, report: Report) -> str | None:
        until = self._options(report).dispute_until
        return MomentField().to_representation(until) if until else None

    def get_can_give_opinion(self, report: Report) -> bool:
        return self._options(report).can_give_opinion

    def _options(self, report: Report) -> options.Options:
        return options.options_of(report, timezone.now())


class ReceiptSerializer(serializers.Serializer[Any]):
    """What the sender keeps: it proves what came and when."""

    number = serializers.CharField(help_text="Số phản ánh.")
    secret_code = serializers.CharField(
        allow_null=True,
        help_text="Mã bí mật, chỉ hiện một lần: người gửi không tên đọc trả lời bằng số và mã này. "
        "null khi gửi có tài khoản.",
    )
    report_pass = serializers.CharField(
        allow_null=True,
        help_text="Với phản ánh không tên: gửi trong Authorization «Report <chuỗi này>» để xem và "
        "gửi thêm trong 30 phút; sau đó tra cứu lại. null khi gửi có tài khoản.",
    )
    kind = NamedKindSerializer(help_text="Loại phản ánh đã nhận; có thể khác loại đã chọn.")
    identity = serializers.ChoiceField(choices=Identity.choices, help_text="Cách gửi đã nhận.")
    first_received_at = MomentField(help_text="Nhận lúc (UTC); mọi thời hạn tính từ đây.")
    office = ReachableOfficeSerializer(help_text="Đơn vị nhận.")
    due_at = MomentField(allow_null=True, help_text="Hạn của bước đầu (UTC); null khi không có.")
    due_words = serializers.CharField(
        allow_null=True, help_text="Hạn bằng lời; null khi không có hạn."
    )
    evidence = SentEvidenceSerializer(many=True, help_text="Các tệp đã nhận và dấu vân tay.")
    advice = serializers.ListField(
        child=serializers.CharField(), help_text="Điều ông/bà nên biết hoặc làm thêm."
    )


class ReportLookupSerializer(serializers.Serializer[Any]):
    """What number and secret code open."""

    report = ReportDetailSerializer(help_text="Như GET reports/{number}/.")
    report_pass = serializers.CharField(
        help_text="Gửi trong Authorization «Report <chuỗi này>» để xem và gửi thêm."
    )
    expires_at = MomentField(help_text="Chuỗi này dùng được đến lúc này (UTC).")


def receipt_of(report: Report, draft: Draft, secret: str) -> dict[str, Any]:
    """Return the receipt; the secret code and a pass only of an anonymous report.

    Everything follows from the report and what was sent, so that who sends it once more because
    the answer got lost gets the same one.
    """
    anonymous = report.identity == Identity.ANONYMOUS
    receipt = {
        "number": report.number,
        "secret_code": secret if anonymous else None,
        "report_pass": by_code.make_pass(report) if anonymous else None,
        "kind": report.kind,
        "identity": report.identity,
        "first_received_at": report.first_received_at,
        "office": report.office,
        "due_at": report.due_at,
        "due_words": own_reports.due_words(report.due_at),
        "evidence": own_reports.files_of(report),
        "advice": _advice(report, draft),
    }
    return dict(ReceiptSerializer(receipt).data)


def _advice(report: Report, draft: Draft) -> list[str]:
    """Return what the check advised at the moment of sending."""
    kind = report_kinds().by_code[report.kind_id]
    checked = draft.with_files(report.evidence.all())
    found = completeness.check(checked, kind, report.first_received_at)
    return [one.detail for one in found.advice]
