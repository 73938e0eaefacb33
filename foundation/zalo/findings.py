"""The findings of `check_zalo`, in Vietnamese, and what to do about each error of Zalo."""

from dataclasses import dataclass
from enum import StrEnum

from foundation.zalo.remedies import remedy
from zalo_client.errors import Reason, ZaloError


class Level(StrEnum):
    """How serious a finding is; `FAILED` makes the command end with 1."""

    OK = "ĐẠT"
    WARNING = "LƯU Ý"
    FAILED = "LỖI"


@dataclass(frozen=True)
class Finding:
    """The result of one check, with a hint if it failed."""

    level: Level
    text: str
    hint: str = ""


HINTS = {
    Reason.CONNECT: "Máy chủ không kết nối được. Kiểm tra DNS, tường lửa chiều ra cổng 443 và "
    "ZALO_PROXY.",
    Reason.RESET: "Kết nối bị ngắt giữa chừng. Kiểm tra tường lửa hoặc thiết bị lọc mạng đứng "
    "giữa.",
    Reason.TIMEOUT: "Quá thời gian chờ. Kiểm tra đường truyền, ZALO_PROXY.",
    Reason.TLS: "Không bắt tay được TLS. Kiểm tra đồng hồ máy chủ, gói chứng thư gốc, thiết bị "
    "chặn TLS (ZALO_CA_FILE).",
    Reason.PROXY: "Máy trung gian không trả lời hoặc từ chối. Kiểm tra địa chỉ, tài khoản trong "
    "ZALO_PROXY.",
    Reason.STATUS: "Máy chủ trả lời nhưng không phải 200. Có thể tường lửa hoặc máy trung gian "
    "trả lời thay Zalo.",
    Reason.NOT_JSON: "Câu trả lời không phải JSON. Có thể máy trung gian trả lời thay Zalo.",
    Reason.INTERNAL: "Zalo báo lỗi nội bộ. Thử lại sau.",
    Reason.QUOTA: "Ứng dụng đã hết hạn mức gọi. Thử lại sau một phút; nếu lặp lại, xin Zalo nâng "
    "hạn mức.",
    Reason.RATE: "Zalo đang hạn chế tần suất. Thử lại sau một phút.",
    Reason.ABROAD: "Địa chỉ ra Internet không ở Việt Nam. Đặt máy chủ tại Việt Nam, hoặc đặt "
    "ZALO_PROXY tới máy trung gian ở Việt Nam.",
    Reason.APP_DISABLED: "Ứng dụng Zalo bị tắt hoặc chưa kích hoạt. Mở developers.zalo.me và kích "
    "hoạt ứng dụng.",
    Reason.TOKEN: "Mã truy cập đã hết hạn hoặc không thuộc ứng dụng này. Lấy mã mới rồi chạy lại "
    "trong vòng một giờ.",
    Reason.UNKNOWN: "Số lỗi lạ, thường do ZALO_APP_SECRET sai hoặc mã thuộc ứng dụng khác. Sao "
    "chép lại khoá từ developers.zalo.me.",
    Reason.OA_REFRESH: "Zalo từ chối làm mới mã. Kiểm tra ZALO_APP_ID, ZALO_APP_SECRET; có thể "
    "cần cấp quyền lại cho Official Account.",
    Reason.CHANNEL: "Ứng dụng chưa liên kết hoặc chưa được cấp quyền với Official Account. Kiểm "
    "tra trong trang quản lý.",
    Reason.REQUEST: "Khoá hoặc địa chỉ có ký tự lạ. Sao chép lại từ trang quản lý của Zalo.",
    Reason.ADDRESS: "Địa chỉ không hợp lệ. Bỏ ZALO_SIMULATOR_URL khỏi môi trường.",
    Reason.PROOF: "Zalo không nhận bằng chứng ứng dụng (appsecret_proof). Sao chép lại "
    "ZALO_APP_SECRET từ developers.zalo.me.",
}
_DEFAULT_HINT = "Thử lại sau; nếu lặp lại, gửi mã lỗi này cho đơn vị hỗ trợ."


def failed(text: str, error: ZaloError) -> Finding:
    """Return the finding for a failed call."""
    return Finding(Level.FAILED, f"{text} Mã lỗi: {error}.", hint_of(error))


def failed_sending(text: str, error: ZaloError) -> Finding:
    """Return the finding for a failed call with the account's token, with Zalo's own remedy."""
    known = remedy(error.number) if error.number else ""
    return Finding(Level.FAILED, f"{text} Mã lỗi: {error}.", known or hint_of(error))


def hint_of(error: ZaloError) -> str:
    """Return what to do about an error, by its reason."""
    return HINTS.get(error.reason, _DEFAULT_HINT)
