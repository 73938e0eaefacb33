"""Drafts of the notices of an incident, to be copied, checked and signed."""

from datetime import datetime

from django.utils import timezone

from officers.first_page.words import number
from offices.snapshot import directory
from security.models import SecurityIncident
from security.owed import NOTICES
from security.workflow import Move

UNKNOWN = "chưa rõ, sẽ báo cáo bổ sung"
_HEAD = {
    Move.FIRST: "BÁO CÁO BAN ĐẦU VỀ SỰ CỐ AN NINH MẠNG",
    Move.REPORT: "BÁO CÁO SỰ CỐ AN NINH MẠNG",
    Move.PERSONAL_DATA: "THÔNG BÁO VI PHẠM QUY ĐỊNH VỀ BẢO VỆ DỮ LIỆU CÁ NHÂN",
    Move.ZALO: "THÔNG BÁO VI PHẠM DỮ LIỆU NHẬN TỪ ZALO",
}


def draft_of(row: SecurityIncident, move: Move) -> str:
    """Return the text of a notice: what is known, and «chưa rõ» for what is not."""
    notice, root = NOTICES[move], directory.current().root
    agency = root.document["name"] if root else UNKNOWN
    lines = [
        _HEAD[move],
        f"Căn cứ: {notice.law}.",
        f"Kính gửi: {notice.receiver}.",
        f"Đơn vị: {agency}. Hệ thống: dịch vụ công trong Zalo của đơn vị.",
        f"1. Sự cố: {row.title}",
        f"2. Phát hiện lúc: {_moment(row.noticed_at)}, bởi {row.noticed_by}.",
        f"Xảy ra từ: {_moment(row.happened_at)}.",
        f"3. Diễn biến, ảnh hưởng: {row.what}",
        f"4. Mức độ: {_gravity(row)}.",
        *_about_data(row, move),
        f"6. Đã làm: {row.measures or UNKNOWN}",
        f"7. Người liên hệ: {row.contact}.",
    ]
    return "\n".join(lines)


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%H giờ %M, ngày %d/%m/%Y}" if at else UNKNOWN


def _gravity(row: SecurityIncident) -> str:
    if row.at_once:
        return "nghiêm trọng, phải báo ngay"
    return "nghiêm trọng" if row.is_serious else "không nghiêm trọng"


def _about_data(row: SecurityIncident, move: Move) -> list[str]:
    if move is Move.FIRST and not row.personal_data:
        return ["5. Dữ liệu cá nhân: chưa thấy bị ảnh hưởng."]
    persons = UNKNOWN if row.persons is None else number(row.persons)
    which = "có dữ liệu nhận từ Zalo" if row.zalo_data else "không có dữ liệu nhận từ Zalo"
    held = "bị ảnh hưởng" if row.personal_data else "chưa thấy bị ảnh hưởng"
    return [f"5. Dữ liệu cá nhân: {held}, {which}; số người: {persons}."]
