"""Parameters of the photo endpoints."""

import django_filters

from foundation.api.parameters import Parameters


class TicketParameters(Parameters):
    """POST photos/."""

    ticket = django_filters.CharFilter(
        max_length=200,
        help_text="Vé của POST photos/ticket/, thay cho `Authorization` khi openMediaPicker tự "
        "gửi ảnh.",
    )
