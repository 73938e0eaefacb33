"""What a printed link to a procedure shows to people without Zalo."""

from foundation.zalo.deep_links import Screen
from foundation.zalo.landings import Landing
from procedures.choices import State
from procedures.models import Procedure

PROCEDURE = Screen("procedure", "Một thủ tục; giá trị là định danh thủ tục.", is_printable=True)


def landing_of_procedure(key: str) -> Landing | None:
    """Return the name of a published procedure and how to proceed."""
    published = Procedure.objects.filter(pk=key, state=State.PUBLISHED).first()
    if published is None:
        return None
    lines = (
        "Giấy tờ, thời hạn và lệ phí: hỏi cán bộ tiếp dân, hoặc xem trong ứng dụng trên Zalo.",
    )
    return Landing(published.name, lines)
