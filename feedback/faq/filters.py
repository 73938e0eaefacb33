"""Parameters of GET faq/."""

import django_filters

from foundation.api.pagination import PageParameters
from foundation.api.parameters import MAX_TEXT, Parameters


class FaqParameters(Parameters, PageParameters):
    """GET faq/."""

    search = django_filters.CharFilter(
        max_length=MAX_TEXT,
        help_text="Điều người dân hỏi, có dấu hay không dấu; phù hợp nhất đứng trước.",
    )
    procedure = django_filters.CharFilter(
        max_length=200, help_text="Mã thủ tục: câu trả lời cho trang của thủ tục đó."
    )
    field = django_filters.CharFilter(max_length=20, help_text="Mã lĩnh vực, xem fields/.")
