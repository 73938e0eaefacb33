"""What a citizen reads before agreeing, by policy version and purpose; and a person's rights.

The text here is the proof of a consent, so a published version is never edited. A change is a new
version, put first. Earlier versions stay, for clients that still show them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from citizens.models import Purpose

TEXTS: Mapping[str, Mapping[str, str]] = {
    "2026-11": {
        Purpose.PHONE: (
            "Tôi đồng ý để cơ quan công an lưu số điện thoại mà Zalo xác nhận, dùng để tìm hồ sơ "
            "đã nộp bằng số này và liên hệ về "
            "hồ sơ. Số được mã hoá, không chia sẻ cho bên khác. Tôi có thể gỡ số bất cứ lúc nào; "
            "mọi việc không cần số vẫn dùng được."
        ),
        Purpose.LOCATION: (
            "Tôi đồng ý để dịch vụ dùng vị trí hiện tại của tôi để tìm đơn vị công an gần nhất "
            "hoặc kèm vào phản ánh tôi gửi. "
            "Tôi có thể rút lại bất cứ lúc nào; không có vị trí, tôi vẫn tìm được đơn vị theo tên."
        ),
        Purpose.NOTICES: (
            "Tôi đồng ý nhận thông báo về hồ sơ và câu hỏi của tôi qua Zalo. Tôi có thể tắt bất "
            "cứ lúc nào và tự vào xem tình trạng."
        ),
        Purpose.PHOTO: (
            "Tôi đồng ý để cơ quan công an lưu ảnh tôi đính kèm để giải quyết việc tôi gửi. "
            "Tôi có thể rút lại bất cứ lúc nào, khi đó ảnh đã gửi bị xoá; không có ảnh, tôi vẫn "
            "gửi được."
        ),
    },
}
CURRENT = next(iter(TEXTS))


def text_of(policy_version: str, purpose: str) -> str:
    """Return what `policy_version` says about `purpose`. Raises KeyError for an unknown version."""
    return TEXTS[policy_version][purpose]


@dataclass(frozen=True)
class Right:
    """A right that the law gives, and how a person uses it here."""

    title: str
    how: str


# Luật 91/2025/QH15, Điều 4 [S]. The periods are those of NĐ 356/2025/NĐ-CP, kept in
# citizens/requests/workflow.py.
RIGHTS = (
    Right(
        "Được biết",
        "Trang này cho biết dữ liệu nào được lưu, để làm gì, trong bao lâu và liên hệ với ai.",
    ),
    Right(
        "Đồng ý, không đồng ý và rút lại đồng ý",
        "Bật, tắt từng mục đích trong ứng dụng bất cứ lúc nào. Không đồng ý, ông/bà vẫn dùng được "
        "mọi chức năng không cần dữ liệu ấy.",
    ),
    Right(
        "Xem và nhận bản sao",
        "Tải về toàn bộ dữ liệu của ông/bà trong ứng dụng, hoặc gửi yêu cầu để cán bộ trả lời "
        "trong 10 ngày.",
    ),
    Right(
        "Chỉnh sửa",
        "Tự đổi tên, đổi số điện thoại trong ứng dụng; dữ liệu khác thì gửi yêu cầu, được trả lời "
        "trong 10 ngày.",
    ),
    Right(
        "Xoá",
        "Tự xoá toàn bộ dữ liệu trong ứng dụng, có hiệu lực ngay; hoặc gửi yêu cầu, được giải "
        "quyết trong 20 ngày. "
        "Ông/bà được báo phần nào phải giữ lại theo luật và vì sao.",
    ),
    Right(
        "Hạn chế và phản đối việc xử lý", "Gửi yêu cầu trong ứng dụng, được trả lời trong 15 ngày."
    ),
    Right(
        "Khiếu nại, tố cáo",
        "Liên hệ đầu mối nêu ở trang này, hoặc cơ quan có thẩm quyền theo quy định của pháp luật.",
    ),
)
