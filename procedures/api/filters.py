"""Parameters of the catalogue's endpoints."""

import django_filters

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters, TextsFilter
from offices.api.filters import MAX_PLACE, NEAR, PointFilter
from procedures.choices import ApplicantType, ChannelKind, Level, OnlineLevel
from procedures.translations.language_of_answer import LanguageParameter


class ProcedureParameters(Parameters, PageParameters, LanguageParameter):
    """Parameters of the list of procedures."""

    search = django_filters.CharFilter(
        help_text="Điều người dân cần, có dấu hay không dấu; kết quả xếp theo mức phù hợp."
    )
    field = django_filters.CharFilter(help_text="Mã lĩnh vực, xem fields/.")
    level = django_filters.ChoiceFilter(
        choices=Level.choices, help_text="Cấp tiếp nhận: bo, tinh, xa."
    )
    applicant = django_filters.ChoiceFilter(
        choices=ApplicantType.choices, help_text="Nhóm đối tượng."
    )
    channel = django_filters.ChoiceFilter(choices=ChannelKind.choices, help_text="Cách thức nộp.")
    online_level = django_filters.ChoiceFilter(
        choices=OnlineLevel.choices, help_text="Mức độ trực tuyến."
    )


class LanguageParameters(Parameters, LanguageParameter):
    """Parameters of endpoints that only take a language."""


class SuggestionParameters(Parameters, LanguageParameter):
    """Parameters of suggestions while typing."""

    former = {"q": "search"}

    search = django_filters.CharFilter(
        required=True, help_text="Chữ đang gõ, cần có, từ hai ký tự."
    )


class ChecklistParameters(Parameters, LanguageParameter):
    """Parameters of the check list."""

    case = django_filters.CharFilter(help_text="Tên trường hợp, nếu thủ tục có.")
    age = django_filters.NumberFilter(
        min_value=0,
        max_value=130,
        help_text="Tuổi của người làm: chọn trường hợp khi tuổi quyết định, nếu chưa gửi `case`.",
    )
    channel = django_filters.ChoiceFilter(
        choices=ChannelKind.choices, help_text="Cách thức nộp; mặc định là cách thức đầu tiên."
    )
    condition = TextsFilter(
        help_text="Mã các điều kiện đã chọn; lặp lại tham số cho nhiều điều kiện."
    )
    place = django_filters.CharFilter(
        max_length=MAX_PLACE,
        help_text="Xã, phường nơi ở, tên hiện nay hoặc trước sáp nhập; để biết nơi nộp.",
    )
    near = PointFilter(
        max_length=60, help_text=f"{NEAR}; nơi nộp gần nhất đứng trước, kèm khoảng cách."
    )
    accepted_at = django_filters.IsoDateTimeFilter(
        help_text="Thời điểm hồ sơ được tiếp nhận (ISO 8601); cần để tính ngày hẹn trả. Gửi giây "
        "đầu hoặc giây cuối của giờ (15:59:59) thì câu trả lời được giữ lại và dùng chung."
    )
