"""The check list of one citizen's case."""

from typing import Any

from rest_framework import serializers

from offices.api.serializers import (
    DISTANCE,
    OfficeContactSerializer,
    OfficeDirectionsSerializer,
    OfficePointSerializer,
    OfficeReferenceSerializer,
)
from offices.finding.receiving import Receives
from procedures.api.serializers.parts import (
    FeeReductionSerializer,
    NamedCodeSerializer,
    OfficialFormSerializer,
    ProcedureFeeSerializer,
    RequiredDocumentSerializer,
)
from procedures.api.serializers.translation import TranslationSerializer
from procedures.choices import ChannelKind, TimeRelation, Trust


class ChecklistConditionSerializer(serializers.Serializer[Any]):
    """A condition to tick."""

    id = serializers.CharField(help_text="Mã để gửi lại trong tham số condition.")
    text = serializers.CharField(help_text="Lời của điều kiện.")
    group = serializers.CharField(
        help_text="Câu hỏi mà điều kiện này là một trả lời: chỉ chọn một; trống nếu chọn riêng."
    )
    needs = serializers.CharField(help_text="Người dân phải có sẵn gì thì mới được chọn.")
    affects = serializers.ListField(
        child=serializers.ChoiceField(
            [("documents", "Giấy tờ"), ("fee", "Phí, lệ phí"), ("time", "Thời hạn")]
        ),
        help_text="Điều kiện này ảnh hưởng tới gì.",
    )
    documents = serializers.ListField(
        child=serializers.CharField(),
        help_text="Giấy tờ cần thêm khi chọn, ví dụ với điều kiện «Nếu có».",
    )
    ticked = serializers.BooleanField(help_text="Đang được chọn.")


class ChecklistFeeSerializer(serializers.Serializer[Any]):
    """The fee of this case."""

    verified = serializers.BooleanField(help_text="Mức thu đã được xác minh.")
    text = serializers.CharField(help_text="Một dòng để hiển thị; ví dụ «Chưa xác minh».")
    reason = serializers.CharField(help_text="Vì sao chưa nói được đúng mức thu.")
    amounts = ProcedureFeeSerializer(many=True, help_text="Các mức thu liên quan hôm nay.")
    reductions = FeeReductionSerializer(many=True, help_text="Miễn, giảm ở mọi cách thức.")


class ChecklistLimitSerializer(serializers.Serializer[Any]):
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
    """When the result is ready."""

    relation = serializers.ChoiceField(
        TimeRelation.choices, help_text="Các thời hạn liên quan với nhau thế nào."
    )
    relation_name = serializers.CharField(
        help_text="Các thời hạn liên quan với nhau thế nào, bằng chữ."
    )
    limits = ChecklistLimitSerializer(many=True, help_text="Các thời hạn áp dụng.")
    due_on = serializers.DateField(
        allow_null=True, help_text="Ngày hẹn trả, khi chỉ có một khả năng."
    )


class ReceivingOfficeSerializer(OfficeReferenceSerializer):
    """An office, and whether it receives this procedure through this channel."""

    receives = serializers.ChoiceField(
        choices=Receives.choices, help_text="Đơn vị có tiếp nhận thủ tục này không."
    )
    receives_name = serializers.CharField(help_text="Có tiếp nhận không, bằng chữ.")
    reason = serializers.CharField(allow_blank=True, help_text="Vì sao; hiện dưới tên đơn vị.")
    address = serializers.CharField(allow_blank=True, help_text="Địa chỉ; trống khi chưa có nguồn.")
    point = OfficePointSerializer(allow_null=True, help_text="Vị trí; null khi chưa có nguồn.")
    directions = OfficeDirectionsSerializer(
        allow_null=True, help_text="Chỉ đường; null khi chưa biết địa chỉ lẫn vị trí."
    )
    contact = OfficeContactSerializer(help_text="Gọi điện, nhắn tin Zalo.")
    matched_name = serializers.CharField(
        allow_null=True, help_text="Tên địa danh đã khớp với `place`."
    )
    distance_m = serializers.IntegerField(allow_null=True, help_text=DISTANCE)


class ChecklistSerializer(serializers.Serializer[Any]):
    """A check list for one citizen's case."""

    procedure = serializers.CharField(help_text="Định danh thủ tục.")
    name = serializers.CharField(help_text="Tên thủ tục.")
    cases = serializers.ListField(
        child=serializers.CharField(), help_text="Các trường hợp để chọn."
    )
    case = serializers.CharField(help_text="Trường hợp đang chọn.")
    age_question = serializers.CharField(
        help_text="Câu hỏi về tuổi, trả lời bằng `age`; trống khi tuổi không quyết định gì. "
        "Nên hỏi trước trường hợp: tuổi chọn sẵn trường hợp, giấy tờ và miễn, giảm."
    )
    cases_of_age = serializers.ListField(
        child=serializers.CharField(),
        help_text="Những trường hợp nói đúng tuổi đã gửi, hiện trước các trường hợp khác. Chỉ có "
        "một thì nó được chọn sẵn (`case`).",
    )
    channels = NamedCodeSerializer(many=True, help_text="Các cách thức nộp để chọn.")
    channel = serializers.ChoiceField(ChannelKind.choices, help_text="Cách thức đang chọn.")
    channel_name = serializers.CharField(help_text="Tên cách thức đang chọn.")
    conditions = ChecklistConditionSerializer(many=True, help_text="Các điều kiện để chọn.")
    documents = RequiredDocumentSerializer(many=True, help_text="Giấy tờ cần mang.")
    general = serializers.ListField(
        child=serializers.CharField(), help_text="Điều đúng với mọi thủ tục, hiện dưới giấy tờ."
    )
    forms = OfficialFormSerializer(
        many=True, help_text="Mẫu đơn, tờ khai hôm nay; mẫu đã được thay đứng sau."
    )
    where = serializers.CharField(help_text="Nơi nộp, như thủ tục viết.")
    offices = ReceivingOfficeSerializer(
        many=True,
        help_text="Nơi nộp theo cách thức đang chọn, nơi tiếp nhận đứng trước; cần `place` hoặc "
        "`near` để biết công an xã, phường.",
    )
    offices_note = serializers.CharField(
        allow_blank=True, help_text="Điều cần biết về nơi nộp; trống khi không có."
    )
    fee = ChecklistFeeSerializer(help_text="Phí, lệ phí.")
    time = ChecklistTimeSerializer(help_text="Thời hạn.")
    as_of = serializers.DateField(help_text="Dữ liệu tính đến ngày.")
    trust = serializers.ChoiceField(Trust.choices, help_text="Mức độ tin cậy của thủ tục.")
    trust_name = serializers.CharField(help_text="Mức độ tin cậy bằng chữ.")
    changed = serializers.CharField(
        help_text="Quy định vừa thay đổi mà nội dung chưa cập nhật; trống nếu không."
    )
    closed = serializers.CharField(
        help_text="Thủ tục đang dừng: câu hiện thay cho danh mục; trống nếu đang nhận hồ sơ."
    )
    translation = TranslationSerializer(
        required=False, help_text="Nguồn của bản dịch; chỉ có khi gửi `lang` và có bản dịch."
    )
