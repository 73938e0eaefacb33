"""Offices and fields in the API. The same serializers render the snapshot and document the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from foundation.zalo.outside import is_external
from offices.geography.maps import APPROXIMATE, directions_to
from offices.models import Field, Level, Office, Officer, OpeningException, OpeningHours
from offices.validators import parse_phone
from offices.working_time.weeks import Part

ASSUMED = (
    "Suy ra từ việc thủ tục của lĩnh vực này do công an cấp xã tiếp nhận; đơn vị chưa xác nhận."
)

STATES = {
    "active": "Đang hoạt động",
    "ended": "Đã kết thúc",
    "not_started": "Chưa hoạt động",
}
DISTANCE = "Khoảng cách tới `near`, tính bằng mét; null khi không hỏi hoặc chưa có vị trí."


class AdministrativeFieldSerializer(serializers.ModelSerializer[Field]):
    """A field."""

    class Meta:
        model = Field
        fields = ["code", "name", "served_by_communes", "only_some_communes"]


class OfficeReferenceSerializer(serializers.Serializer[Office]):
    """A reference to an office."""

    id = serializers.CharField(help_text="Mã đơn vị, dùng cho GET offices/{id}/.")
    name = serializers.CharField(help_text="Tên đơn vị.")
    kind = serializers.ChoiceField(choices=Office.Kind.choices, help_text="Loại đơn vị.")
    kind_name = serializers.CharField(source="get_kind_display", help_text="Tên loại đơn vị.")


class OfficePhoneSerializer(serializers.Serializer[Any]):
    """A phone, in the form of the Mini App's SDK."""

    name = serializers.CharField(
        allow_blank=True, help_text="Tên máy, ví dụ «Trực ban»; có thể trống."
    )
    openPhone = inline_serializer(  # noqa: N815  # the SDK's own name
        "OpenPhone",
        {"phoneNumber": serializers.CharField(help_text="Số để gọi, chỉ gồm chữ số.")},
        help_text="Đưa nguyên vào openPhone() của Zalo Mini App.",
    )  # the SDK's own name


class OfficeContactSerializer(serializers.Serializer[Any]):
    """Contact of an office."""

    phones = OfficePhoneSerializer(
        many=True, help_text="Các số điện thoại; trống khi chưa có nguồn."
    )
    openChat = inline_serializer(  # noqa: N815  # the SDK's own name
        "OpenChat",
        {
            "type": serializers.ChoiceField(
                choices=[("oa", "Official Account")], help_text="Luôn là «oa»."
            ),
            "id": serializers.CharField(help_text="Mã Official Account."),
        },
        allow_null=True,
        help_text="Đưa nguyên vào openChat() của Zalo Mini App; null khi đơn vị chưa có Zalo OA.",
    )


class OfficePointSerializer(serializers.Serializer[Any]):
    """A point on the map."""

    latitude = serializers.FloatField(help_text="Vĩ độ.")
    longitude = serializers.FloatField(help_text="Kinh độ.")
    approximate = serializers.BooleanField(
        help_text="Vị trí là trung tâm xã, chưa phải trụ sở; hiện kèm `note`."
    )
    note = serializers.CharField(
        allow_blank=True, help_text="Lời nhắc hiện cạnh bản đồ khi vị trí là ước chừng."
    )


class OfficeDirectionsSerializer(serializers.Serializer[Any]):
    """A link that shows the way on a map."""

    openWebview = inline_serializer(  # noqa: N815  # the SDK's own name
        "OpenWebview",
        {"url": serializers.CharField(help_text="Địa chỉ trang chỉ đường.")},
        help_text="Đưa nguyên vào openWebview() của Zalo Mini App.",
    )
    external = serializers.BooleanField(
        help_text="Trang ở ngoài Zalo: mở ra hay hiện để chép, xem `external_links` của GET "
        "configuration/."
    )


def phone_of(line: str) -> dict[str, Any]:
    """Return the phone in a line of `Office.phones`."""
    number, label = parse_phone(line)
    return {"name": label, "openPhone": {"phoneNumber": number}}


class StaticCardSerializer(serializers.ModelSerializer[Office]):
    """The part of a card that does not depend on time."""

    kind_name = serializers.SerializerMethodField(help_text="Tên loại đơn vị.")
    level = serializers.ChoiceField(choices=Level.choices, help_text="Cấp hành chính của đơn vị.")
    parent = serializers.CharField(  # type: ignore[assignment]  # DRF takes declared fields out of the class
        source="parent_id", allow_null=True, help_text="Mã đơn vị cấp trên."
    )
    contact = serializers.SerializerMethodField(help_text="Cách liên hệ.")
    point = serializers.SerializerMethodField(help_text="Vị trí; null khi chưa có nguồn.")
    directions = serializers.SerializerMethodField(
        help_text="Chỉ đường; null khi chưa biết địa chỉ lẫn vị trí."
    )

    class Meta:
        model = Office
        fields = [
            "id",
            "name",
            "kind",
            "kind_name",
            "level",
            "parent",
            "area",
            "former_names",
            "address",
            "point",
            "directions",
            "contact",
            "verified",
        ]

    def get_kind_name(self, office: Office) -> str:
        """Return the kind in words. As a source, it would be inspected for every office."""
        return str(Office.Kind(office.kind).label)

    @extend_schema_field(OfficeContactSerializer)
    def get_contact(self, office: Office) -> dict[str, Any]:
        """Return the contact in the form of the SDK."""
        chat = {"type": "oa", "id": office.oa_id} if office.oa_id else None
        return {"phones": [phone_of(line) for line in office.phones], "openChat": chat}

    @extend_schema_field(OfficePointSerializer(allow_null=True))
    def get_point(self, office: Office) -> dict[str, Any] | None:
        """Return the point, if known."""
        point = office.point
        return point and {
            "latitude": point.latitude,
            "longitude": point.longitude,
            "approximate": office.point_approximate,
            "note": APPROXIMATE if office.point_approximate else "",
        }

    @extend_schema_field(OfficeDirectionsSerializer(allow_null=True))
    def get_directions(self, office: Office) -> dict[str, Any] | None:
        """Return the directions in the form of the SDK."""
        link = directions_to(
            office.name, office.address, office.point, approximate=office.point_approximate
        )
        return {"openWebview": {"url": link}, "external": is_external(link)} if link else None


class OpennessSerializer(serializers.Serializer[Any]):
    """The part that depends on the time of the request."""

    open_now = serializers.BooleanField(
        allow_null=True, help_text="Đang tiếp dân hay không; null khi chưa biết giờ tiếp dân."
    )
    opens_next = serializers.DateTimeField(
        allow_null=True, help_text="Lần mở cửa kế tiếp (UTC); null khi chưa biết."
    )


class OfficeCardSerializer(OpennessSerializer, StaticCardSerializer):
    """An office in a list."""

    matched_name = serializers.CharField(
        allow_null=True,
        help_text="Tên địa danh đã khớp với `place`; null khi không tìm theo địa danh.",
    )
    distance_m = serializers.IntegerField(allow_null=True, help_text=DISTANCE)

    class Meta(StaticCardSerializer.Meta):
        fields = [
            *StaticCardSerializer.Meta.fields,
            "open_now",
            "opens_next",
            "matched_name",
            "distance_m",
        ]


@extend_schema_field({"type": "string", "pattern": r"^\d\d:\d\d$"})
class ClockField(serializers.TimeField):
    """A time on Vietnam's clocks, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class OpeningHoursSerializer(serializers.ModelSerializer[OpeningHours]):
    """One period of a weekday."""

    weekday_name = serializers.CharField(
        source="get_weekday_display", help_text="Thứ trong tuần, bằng chữ."
    )
    opens = ClockField(help_text="Giờ mở cửa (giờ Việt Nam).")
    closes = ClockField(help_text="Giờ đóng cửa (giờ Việt Nam).")

    class Meta:
        model = OpeningHours
        fields = ["weekday", "weekday_name", "opens", "closes"]


class OpenDaySerializer(serializers.Serializer[Any]):
    """A day of which no times are known."""

    weekday = serializers.ChoiceField(
        choices=OpeningHours.Weekday.choices, help_text="Ngày trong tuần."
    )
    weekday_name = serializers.CharField(help_text="Thứ trong tuần, bằng chữ.")
    part = serializers.ChoiceField(choices=Part.choices, help_text="Phần nào của ngày.")
    part_name = serializers.CharField(help_text="Phần nào của ngày, bằng chữ.")


LEVELS = (
    ("office", "Của chính đơn vị"),
    ("kind", "Chung của loại đơn vị"),
    ("province", "Chung của cả tỉnh"),
    ("", "Chưa biết"),
)


class OpeningExceptionSerializer(serializers.ModelSerializer[OpeningException]):
    """A date with different hours."""

    opens = ClockField(allow_null=True, help_text="Giờ mở cửa; null khi đóng cửa cả ngày.")
    closes = ClockField(allow_null=True, help_text="Giờ đóng cửa; null khi đóng cửa cả ngày.")

    class Meta:
        model = OpeningException
        fields = ["date", "closed", "opens", "closes", "note"]


class PublicOfficerSerializer(serializers.Serializer[Officer]):
    """An officer whom the office publishes."""

    name = serializers.CharField(source="public_name", help_text="Tên công khai.")
    title = serializers.CharField(allow_blank=True, help_text="Chức danh.")
    phone = serializers.SerializerMethodField(help_text="Điện thoại công khai; null khi không có.")

    @extend_schema_field(OfficePhoneSerializer(allow_null=True))
    def get_phone(self, officer: Officer) -> dict[str, Any] | None:
        """Return the published phone."""
        return phone_of(officer.phone) if officer.phone else None


class OfficeFieldSerializer(serializers.Serializer[Field]):
    """A field that an office serves."""

    code = serializers.CharField(help_text="Mã lĩnh vực.")
    name = serializers.CharField(help_text="Tên lĩnh vực.")


class StaticDetailSerializer(StaticCardSerializer):
    """The part of an office's page that does not depend on time."""

    level_name = serializers.CharField(source="level.label", help_text="Tên cấp hành chính.")
    hours = OpeningHoursSerializer(
        many=True, help_text="Giờ tiếp dân theo thứ trong tuần; trống khi chưa có nguồn."
    )
    days = OpenDaySerializer(
        many=True, help_text="Ngày có tiếp dân mà chưa biết giờ; không có trong `hours`."
    )
    hours_level = serializers.ChoiceField(
        choices=LEVELS, allow_blank=True, help_text="`hours` và `days` là của ai."
    )
    hours_note = serializers.CharField(
        allow_blank=True, help_text="Lời nhắc hiện cạnh giờ tiếp dân."
    )

    class Meta(StaticCardSerializer.Meta):
        fields = [
            *StaticCardSerializer.Meta.fields,
            "level_name",
            "hours",
            "days",
            "hours_level",
            "hours_note",
            "receives_visitors",
            "note",
            "source",
            "as_of",
            "valid_from",
            "valid_to",
        ]


class OfficeDetailSerializer(OpennessSerializer, StaticDetailSerializer):
    """Everything about an office."""

    distance_m = serializers.IntegerField(allow_null=True, help_text=DISTANCE)

    fields_served = OfficeFieldSerializer(many=True, help_text="Lĩnh vực đơn vị tiếp nhận.")
    fields_note = serializers.CharField(
        allow_null=True, help_text="Điều chưa chắc chắn về các lĩnh vực; null khi đơn vị đã khai."
    )
    state = serializers.ChoiceField(
        choices=list(STATES.items()),
        help_text="Hiệu lực của đơn vị hôm nay; khi đã kết thúc, xem `successor`.",
    )
    state_name = serializers.CharField(help_text="Hiệu lực của đơn vị hôm nay, bằng chữ.")
    parents = OfficeReferenceSerializer(
        many=True, help_text="Các đơn vị cấp trên, từ cao xuống thấp."
    )
    children = OfficeReferenceSerializer(
        many=True, help_text="Các đơn vị trực thuộc đang hoạt động."
    )
    exceptions = OpeningExceptionSerializer(
        many=True, help_text="Ngày đóng cửa hoặc có giờ đặc biệt, từ hôm nay trở đi."
    )
    successor = OfficeReferenceSerializer(
        allow_null=True, help_text="Đơn vị đang hoạt động thay cho đơn vị này; null khi không có."
    )
    officers = PublicOfficerSerializer(many=True, help_text="Cán bộ được công khai.")

    class Meta(StaticDetailSerializer.Meta):
        fields = [
            *StaticDetailSerializer.Meta.fields,
            "fields_served",
            "fields_note",
            "state",
            "state_name",
            "parents",
            "children",
            "exceptions",
            "successor",
            "officers",
            "open_now",
            "opens_next",
            "distance_m",
        ]
