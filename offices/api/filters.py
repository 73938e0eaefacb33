"""Query parameters of the offices' lists."""

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters
from offices.geography.places import Point
from offices.models import Level, Office
from offices.snapshot import directory

MAX_PLACE = 200
NEAR = "Vĩ độ,kinh độ của người hỏi, ví dụ 21.3227,105.4019"
_FRACTION = r"(\.[0-9]{1,15})?"
_LATITUDE = rf"[+-]?([0-8]?[0-9]{_FRACTION}|90(\.0{{1,15}})?)"
_LONGITUDE = rf"[+-]?([0-9]{{1,2}}{_FRACTION}|1[0-7][0-9]{_FRACTION}|180(\.0{{1,15}})?)"
_POINT = rf"{_LATITUDE} ?, ?{_LONGITUDE}"  # documented in this form, so that clients can check it


class PointFormField(forms.CharField):
    """A point written `lat,lng` in degrees."""

    def clean(self, value: Any) -> Point | None:
        """Return the point, or None for an empty value."""
        text = super().clean(value)
        if not text:
            return None
        if not re.fullmatch(_POINT, text):
            raise ValidationError(
                "Ghi vĩ độ rồi kinh độ, cách nhau bằng dấu phẩy, ví dụ 21.3227,105.4019.",
                code="invalid_point",
            )
        latitude, longitude = text.split(",")
        return Point(float(latitude), float(longitude))


class PointFilter(django_filters.CharFilter):
    """A parameter that is a point."""

    field_class = PointFormField
    # An empty value counts as not sent, like every parameter.
    documented_as = {"type": "string", "pattern": f"^({_POINT})?$"}


def _field_choices() -> list[tuple[str, str]]:
    return list(directory.current().field_names.items())


class FieldParameters(PageParameters, Parameters):
    """Parameters of GET fields/."""


class OfficeParameters(PageParameters, Parameters):
    """Parameters of GET offices/."""

    field = django_filters.ChoiceFilter(
        choices=_field_choices,
        label="lĩnh vực",
        help_text="Mã lĩnh vực mà đơn vị tiếp nhận; xem GET fields/.",
    )
    level = django_filters.ChoiceFilter(
        choices=Level.choices, label="cấp", help_text="Cấp hành chính: bo, tinh hoặc xa."
    )
    kind = django_filters.ChoiceFilter(
        choices=Office.Kind.choices, label="loại", help_text="Loại đơn vị."
    )
    place = django_filters.CharFilter(
        max_length=MAX_PLACE,
        label="địa danh",
        help_text="Tên xã, phường hiện nay hoặc trước sáp nhập, có dấu hoặc không: «Bạch Hạc», "
        "«bach hac», «phường Bạch Hạc». "
        "Kèm `field`, `level` hoặc `kind` thì có cả đơn vị nơi khác phụ trách địa bàn đó.",
    )
    near = PointFilter(max_length=60, label="gần", help_text=f"{NEAR}; đơn vị gần nhất đứng trước.")
    # Not BooleanFilter: it ignores unknown values.
    open_now = django_filters.ChoiceFilter(
        choices=[("true", "đang tiếp dân")],
        label="đang mở cửa",
        help_text="true: chỉ đơn vị chắc chắn đang tiếp dân, theo giờ Việt Nam của máy chủ; đơn vị "
        "chưa có giờ tiếp dân thì không có trong danh sách.",
    )


class OfficeDetailParameters(Parameters):
    """Parameters of GET offices/{id}/."""

    near = PointFilter(max_length=60, label="gần", help_text=f"{NEAR}, để biết khoảng cách.")


class BeatParameters(Parameters):
    """Parameters of GET offices/beats/."""

    name = django_filters.CharFilter(
        required=True,
        max_length=100,
        label="tên",
        help_text="Tên tổ, thôn, tên cũ hoặc tên đường, có dấu hay không: «to 5», «xóm Đồng».",
    )
    place = django_filters.CharFilter(
        max_length=MAX_PLACE,
        label="nơi",
        help_text="Mã đơn vị, hoặc tên xã, phường hiện nay hay trước sáp nhập.",
    )


class DutyParameters(Parameters):
    """Parameters of GET offices/{id}/duty/: none."""
