"""Query parameters of uploads: openMediaPicker sends nothing else."""

from typing import Any

import django_filters
from django.http import QueryDict

from foundation.api.parameters import Parameters
from reports.evidence.holders import MAX_TICKET
from reports.evidence.receiving import Said

# The sender chose to send a photo without what the camera wrote beside it.
REDRAWN = "redrawn"
# Types of zmp-sdk's openMediaPicker, and what a web page picks.
PICKERS = (
    ("photo", "Ảnh trong máy"),
    ("video", "Video trong máy"),
    ("file", "Tệp trong máy"),
    ("zcamera", "Máy ảnh của Zalo"),
    ("zcamera_photo", "Chụp ảnh bằng Zalo"),
    ("zcamera_video", "Quay video bằng Zalo"),
    ("web", "Ngoài Zalo"),
    (REDRAWN, "Ảnh đã vẽ lại trong máy của người gửi, không có dữ liệu riêng của tệp"),
)
_YES_NO = [("true", "Có"), ("false", "Không")]


class TicketParameters(Parameters):
    """Uploads in parts."""

    ticket = django_filters.CharFilter(
        max_length=MAX_TICKET,
        help_text="Vé của POST evidence/ticket/, thay cho `Authorization`.",
    )


class EvidenceParameters(TicketParameters):
    """POST evidence/."""

    picker = django_filters.ChoiceFilter(
        choices=PICKERS,
        help_text="Cách chọn tệp: `type` của openMediaPicker; «web» ngoài Zalo, «redrawn» ảnh đã "
        "vẽ lại không kèm dữ liệu riêng.",
    )
    own_recording = django_filters.ChoiceFilter(
        choices=_YES_NO, help_text="«true»: người gửi cho biết tự mình ghi hình."
    )
    keeps_original = django_filters.ChoiceFilter(
        choices=_YES_NO, help_text="«true»: người gửi cho biết còn giữ bản gốc."
    )

    @classmethod
    def said(cls, query: QueryDict) -> Said:
        """Return what the address says of the files."""
        values: dict[str, Any] = cls.read(query)
        return Said(
            values["picker"],
            own_recording=values["own_recording"] == "true",
            keeps_original=values["keeps_original"] == "true",
        )
