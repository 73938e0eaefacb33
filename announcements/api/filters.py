"""Parameters of GET announcements/."""

import django_filters

from announcements.workflow import Kind
from foundation.api.pagination import PageParameters
from foundation.api.parameters import MAX_TEXT, Parameters


class AnnouncementParameters(Parameters, PageParameters):
    """GET announcements/."""

    search = django_filters.CharFilter(
        max_length=MAX_TEXT,
        help_text="Điều người dân tìm, có dấu hay không dấu; phù hợp nhất đứng trước.",
    )
    kind = django_filters.ChoiceFilter(choices=Kind.choices, help_text="Loại tin.")
    office = django_filters.CharFilter(max_length=80, help_text="Mã đơn vị đăng, xem offices/.")
    area = django_filters.CharFilter(
        max_length=80,
        help_text="Mã công an xã, phường: tin của nơi đó và tin của toàn tỉnh.",
    )
    pinned = django_filters.ChoiceFilter(
        choices=[("true", "Có"), ("false", "Không")], help_text="Chỉ tin đang ghim, hoặc không."
    )
    since = django_filters.IsoDateTimeFilter(help_text="Tin đăng hoặc đính chính từ lúc này (UTC).")
