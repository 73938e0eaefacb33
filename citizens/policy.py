"""What a citizen reads before agreeing, by policy version and purpose.

A consent is proved by the text that stood here, so a published version is never edited: a change is a new
version in front. Former versions stay, for clients that still show them.
"""

from collections.abc import Mapping

from citizens.models import Purpose

TEXTS: Mapping[str, Mapping[str, str]] = {
    "2026-11": {
        Purpose.PHONE: (
            "Tôi đồng ý để cơ quan công an lưu số điện thoại mà Zalo xác nhận, dùng để tìm hồ sơ đã nộp bằng số này và liên hệ về "
            "hồ sơ. Số được mã hoá, không chia sẻ cho bên khác. Tôi có thể gỡ số bất cứ lúc nào; mọi việc không cần số vẫn dùng được."
        ),
        Purpose.LOCATION: (
            "Tôi đồng ý để dịch vụ dùng vị trí hiện tại của tôi để tìm đơn vị công an gần nhất hoặc kèm vào phản ánh tôi gửi. "
            "Tôi có thể rút lại bất cứ lúc nào; không có vị trí, tôi vẫn tìm được đơn vị theo tên."
        ),
        Purpose.NOTICES: (
            "Tôi đồng ý nhận thông báo về hồ sơ và câu hỏi của tôi qua Zalo. Tôi có thể tắt bất cứ lúc nào và tự vào xem tình trạng."
        ),
        Purpose.PHOTO: (
            "Tôi đồng ý để cơ quan công an lưu ảnh tôi đính kèm để giải quyết việc tôi gửi. "
            "Tôi có thể rút lại bất cứ lúc nào; không có ảnh, tôi vẫn gửi được."
        ),
    },
}
CURRENT = next(iter(TEXTS))


def text_of(policy_version: str, purpose: str) -> str:
    """Return what `policy_version` says of `purpose`. Raises KeyError for a version that never was."""
    return TEXTS[policy_version][purpose]
