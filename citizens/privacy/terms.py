"""The terms of use, by version. A published version is never edited; a change is put first.

Who is behind the service, and how to complain, stand beside them as the settings say.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One part of the terms, for citizens."""

    title: str
    text: str


TEXTS: Mapping[str, tuple[Section, ...]] = {
    "2026-11": (
        Section(
            "Dịch vụ này làm gì",
            "Giúp ông/bà tìm hiểu thủ tục hành chính của Công an, nơi nộp, giấy tờ và mức thu; "
            "theo dõi hồ sơ đã nộp; hỏi và góp ý với đơn vị Công an trong tỉnh. Dùng dịch vụ "
            "không mất tiền.",
        ),
        Section(
            "Dịch vụ này không làm gì",
            "Đây không phải nơi nộp hồ sơ, nộp tiền hay báo tin khẩn cấp. Khi khẩn cấp, ông/bà gọi "
            "113 (Công an), 114 (cứu hoả, cứu nạn) hoặc 115 (cấp cứu).",
        ),
        Section(
            "Thông tin đúng đến đâu",
            "Mỗi thông tin ghi rõ nguồn, ngày và độ chắc chắn. Khi khác với văn bản quy phạm pháp "
            "luật đang có hiệu lực thì theo văn bản. Chỗ ghi «chưa xác minh», ông/bà hỏi lại nơi "
            "nộp trước khi đi.",
        ),
        Section(
            "Ông/bà cần làm gì",
            "Cung cấp thông tin đúng sự thật, không mạo danh người khác, không gửi nội dung vi "
            "phạm pháp luật hoặc xúc phạm người khác. Người gửi chịu trách nhiệm về nội dung mình "
            "gửi.",
        ),
        Section(
            "Đăng nhập và quyền",
            "Ông/bà xem thủ tục, đơn vị, tra cứu hồ sơ mà không cần đăng nhập. Số điện thoại, vị "
            "trí, ảnh chỉ được dùng khi ông/bà đồng ý; không đồng ý, ông/bà vẫn có cách khác.",
        ),
        Section(
            "Dữ liệu cá nhân",
            "Theo Thông báo về dữ liệu cá nhân của dịch vụ này. Ông/bà xem, tải về và xoá được dữ "
            "liệu của mình bất cứ lúc nào.",
        ),
        Section(
            "Tạm dừng và thay đổi",
            "Dịch vụ có thể tạm dừng để bảo trì. Điều khoản thay đổi thì có phiên bản mới và được "
            "hiện trước khi áp dụng.",
        ),
    ),
}
CURRENT = next(iter(TEXTS))
_COMPLAIN = (
    "Ông/bà không hài lòng với dịch vụ hoặc cách giải quyết thì {ways}. Quyền khiếu nại, tố cáo "
    "với cơ quan có thẩm quyền theo quy định của pháp luật không bị ảnh hưởng."
)
_CALL, _WRITE, _ASK = "gọi {phone}", "gửi thư tới {address}", "gửi câu hỏi trong ứng dụng"


def complain(phone: str, address: str) -> str:
    """Return how to complain: nobody is sent to a phone or an address that is not known."""
    ways = [
        *([_CALL.format(phone=phone)] if phone else []),
        *([_WRITE.format(address=address)] if address else []),
        _ASK,
    ]
    return _COMPLAIN.format(ways=", hoặc ".join(ways))
