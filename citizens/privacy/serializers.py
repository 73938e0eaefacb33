"""What citizens send and get about their data and their consents."""

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from citizens.models import Purpose
from citizens.privacy import policy
from foundation.api.bodies import Body
from foundation.api.moments import MomentField


@extend_schema_field(OpenApiTypes.STR)
class PolicyVersionField(serializers.ChoiceField):
    """A version of the policy that was ever published.

    The document calls it a text: as an enum, the next version would break clients made from it.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=list(policy.TEXTS), **kwargs)


class ConsentBody(Body):
    """POST me/consents/."""

    example: ClassVar = {"purpose": "notices", "granted": True, "policy_version": policy.CURRENT}

    purpose = serializers.ChoiceField(
        choices=Purpose.choices, help_text="Mục đích được quyết định."
    )
    granted = serializers.BooleanField(help_text="true: đồng ý; false: không đồng ý hoặc rút lại.")
    policy_version = PolicyVersionField(
        help_text="Phiên bản chính sách có nội dung mà công dân đã đọc khi quyết định."
    )


class ConsentPurposeSerializer(serializers.Serializer[Any]):
    """A purpose and what is said of it."""

    purpose = serializers.ChoiceField(choices=Purpose.choices, help_text="Mã của mục đích.")
    title = serializers.CharField(help_text="Tên mục đích, hiển thị được.")
    text = serializers.CharField(
        help_text="Nội dung hiện hành để hiển thị trước khi công dân quyết định."
    )


class ConsentSerializer(ConsentPurposeSerializer):
    """What the citizen decided last of a purpose."""

    granted = serializers.BooleanField(help_text="Đang đồng ý. Chưa quyết định là không đồng ý.")
    since = MomentField(
        allow_null=True, help_text="Lúc quyết định gần nhất (UTC); null khi chưa quyết định."
    )
    agreed_version = serializers.CharField(
        allow_null=True,
        help_text="Phiên bản đã đọc khi quyết định; khác `policy_version` thì nên hỏi lại. null "
        "khi chưa quyết định.",
    )


class ConsentsSerializer(serializers.Serializer[Any]):
    """All purposes."""

    policy_version = serializers.CharField(
        help_text="Phiên bản chính sách hiện hành, gửi lại khi quyết định."
    )
    consents = ConsentSerializer(
        many=True, help_text="Từng mục đích, mỗi mục đích quyết định riêng."
    )


class DataControllerSerializer(serializers.Serializer[Any]):
    """Who answers for the data."""

    name = serializers.CharField(help_text="Cơ quan kiểm soát dữ liệu.")
    address = serializers.CharField(help_text="Địa chỉ; trống khi chưa công bố.")
    phone = serializers.CharField(help_text="Điện thoại; trống khi chưa công bố.")


class PrivacyContactSerializer(serializers.Serializer[Any]):
    """Whom to ask."""

    name = serializers.CharField(help_text="Đầu mối về dữ liệu cá nhân; trống khi chưa công bố.")
    phone = serializers.CharField(help_text="Điện thoại; trống khi chưa công bố.")
    email = serializers.CharField(help_text="Thư điện tử; trống khi chưa công bố.")


class DataRetentionSerializer(serializers.Serializer[Any]):
    """What is kept how long."""

    title = serializers.CharField(help_text="Loại dữ liệu.")
    keeps = serializers.CharField(help_text="Được giữ bao lâu.")
    reason = serializers.CharField(help_text="Vì sao giữ.")


class DataRightSerializer(serializers.Serializer[Any]):
    """A right and how it is used."""

    title = serializers.CharField(help_text="Quyền.")
    how = serializers.CharField(help_text="Cách thực hiện quyền.")


class PrivacyNoticeSerializer(serializers.Serializer[Any]):
    """The privacy notice."""

    policy_version = serializers.CharField(help_text="Phiên bản chính sách hiện hành.")
    app_name = serializers.CharField(help_text="Tên ứng dụng.")
    controller = DataControllerSerializer(help_text="Cơ quan kiểm soát dữ liệu.")
    contact = PrivacyContactSerializer(help_text="Đầu mối về dữ liệu cá nhân.")
    purposes = ConsentPurposeSerializer(
        many=True, help_text="Các mục đích cần đồng ý, kèm nội dung hiện hành."
    )
    held_data = serializers.ListField(
        child=serializers.CharField(), help_text="Những dữ liệu được lưu về một công dân."
    )
    retention = DataRetentionSerializer(many=True, help_text="Loại nào giữ bao lâu và vì sao.")
    rights = DataRightSerializer(many=True, help_text="Quyền của công dân và cách thực hiện.")
    complain = serializers.CharField(help_text="Cách phản ánh, khiếu nại.")


class TermsSectionSerializer(serializers.Serializer[Any]):
    """One part of the terms."""

    title = serializers.CharField(help_text="Tên mục.")
    text = serializers.CharField(help_text="Nội dung.")


class TermsSerializer(serializers.Serializer[Any]):
    """The terms of use."""

    version = serializers.CharField(help_text="Phiên bản hiện hành.")
    app_name = serializers.CharField(help_text="Tên ứng dụng.")
    owner = DataControllerSerializer(help_text="Cơ quan chủ quản.")
    sections = TermsSectionSerializer(many=True, help_text="Các mục, theo thứ tự hiển thị.")
    complain = serializers.CharField(help_text="Cách phản ánh, khiếu nại.")


class DataExportPartSerializer(serializers.Serializer[Any]):
    """One kind of data."""

    title = serializers.CharField(help_text="Tên phần dữ liệu.")
    content = serializers.JSONField(help_text="Toàn bộ dữ liệu của phần này.")


class DataExportSerializer(serializers.Serializer[Any]):
    """Everything."""

    exported_at = MomentField(help_text="Lúc lập bản sao (UTC).")
    parts = serializers.DictField(
        child=DataExportPartSerializer(), help_text="Mã phần dữ liệu → nội dung."
    )


class ErasedPartSerializer(serializers.Serializer[Any]):
    """What went."""

    what = serializers.CharField(help_text="Phần dữ liệu.")
    rows = serializers.IntegerField(min_value=1, help_text="Số dòng đã xoá hoặc xoá trống.")


class KeptPartSerializer(serializers.Serializer[Any]):
    """What stays."""

    what = serializers.CharField(help_text="Phần còn giữ, không còn gắn với người nào.")
    reason = serializers.CharField(help_text="Vì sao phải giữ.")


class ErasureReportSerializer(serializers.Serializer[Any]):
    """What became of the data."""

    erased_at = MomentField(source="at", help_text="Lúc xoá (UTC).")
    deleted = ErasedPartSerializer(many=True, help_text="Những phần đã xoá.")
    kept = KeptPartSerializer(many=True, help_text="Những phần còn giữ và vì sao.")
