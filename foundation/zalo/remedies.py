"""What an operator does about a number of Zalo's, in Vietnamese. As of autumn 2026.

Consoles: developers.zalo.me (app), oa.zalo.me (Official Account), account.zalo.cloud (ZBS, the
former ZNS), miniapp.zaloplatforms.com (Mini App).
"""

from collections.abc import Iterable, Mapping

_APP = (
    "Mở developers.zalo.me: kiểm tra ứng dụng còn hoạt động, đúng ZALO_APP_ID và ZALO_APP_SECRET."
)
_LINK = "Liên kết ứng dụng với Official Account và cấp đủ quyền tại developers.zalo.me."
_PROOF = (
    "Zalo không nhận bằng chứng ứng dụng (appsecret_proof): sao chép lại ZALO_APP_SECRET từ "
    "developers.zalo.me rồi chạy manage.py check_zalo --oa-token."
)
_ACCOUNT = "Official Account hoặc ứng dụng bị gỡ, khoá hoặc chưa hoạt động: kiểm tra ở oa.zalo.me."
_MONEY = "Nạp tiền hoặc liên kết tài khoản ZBS tại account.zalo.cloud."
_TEMPLATE = "Kiểm tra mẫu này ở trang quản lý ZBS: mã mẫu, đã duyệt và đang bật chưa."
_VALUES = "Đối chiếu tham số ở «Mẫu thông báo» với mẫu của Zalo: manage.py check_zalo --oa-token."
_PARTNER = "Liên hệ Zalo: ứng dụng chưa được quyền đối tác cho việc này."


def _all(text: str, numbers: Iterable[int]) -> dict[int, str]:
    return dict.fromkeys(numbers, text)


REMEDIES: Mapping[int, str] = {
    **_all(_APP, (-101, -102, -103, -104, -106)),
    **_all(_LINK, (-105, -138, -1381, -209)),
    **_all(_PROOF, (-242, -1241)),
    **_all(_ACCOUNT, (-125, -1351, -204, -205, -219)),
    **_all(_MONEY, (-115, -137, -136, -320, -321)),
    **_all(_TEMPLATE, (-109, -117, -131, -145, -249)),
    **_all(_VALUES, (-111, -112, *range(-1129, -1119), -210, -248)),
    -120: "Official Account chưa được dùng tính năng này: mua gói hoặc đăng ký ở oa.zalo.me.",
    -126: "Ví thử nghiệm hết tiền: chuyển ứng dụng sang chế độ chính thức, hoặc nạp ví.",
    -127: "Mẫu đang ở chế độ thử, chỉ gửi được cho quản trị viên: chờ Zalo duyệt mẫu.",
    -135: "Official Account chưa được gửi tin theo mẫu: xác thực tài khoản, đăng ký ZBS.",
    -144: "Hết hạn mức trong ngày của Official Account; ngày mai tự gửi tiếp.",
    -146: "Zalo tắt mẫu vì chất lượng thấp: sửa mẫu và gửi duyệt lại.",
    -147: "Mẫu hết hạn mức trong ngày; ngày mai tự gửi tiếp.",
    -211: "Hết hạn mức của Official Account: xem gói đang dùng ở oa.zalo.me.",
    -212: "Ứng dụng chưa đăng ký API này: bật miễn phí tại developers.zalo.me → API.",
    -221: "Official Account chưa xác thực: gửi hồ sơ xác thực ở oa.zalo.me.",
    -223: "Phải cấp quyền lại cho ứng dụng, rồi nhập cặp mã mới bằng manage.py set_oa_token.",
    -224: "Official Account cần gói dịch vụ: mua gói ở oa.zalo.me.",
    -235: "Zalo không mở tin tư vấn cho loại Official Account này (thường là cơ quan nhà nước): "
    "hỏi Zalo; trong khi chờ, thử ZALO_OA_TEXT_V2=true rồi cho kênh chạy lại.",
    -240: "Zalo đã đóng địa chỉ cũ: bỏ ZALO_OA_TEXT_V2 rồi cho kênh chạy lại.",
}
MINIAPP_REMEDIES: Mapping[int, str] = {
    -102: "ZALO_OPENAPI_KEY sai: sao chép lại từ trang quản lý Mini App.",
    -104: "Khoá Open API chưa được phép: cấp quyền ở trang quản lý Mini App.",
    -108: "ZALO_APP_ID không khớp với Mini App.",
    -109: "Hết hạn mức thông báo trong ngày của Mini App; ngày mai tự gửi tiếp.",
    -112: "Khoá Open API thiếu quyền apps.send.notification: cấp ở trang quản lý Mini App.",
    -113: "Thêm địa chỉ IP của máy chủ vào danh sách cho phép của khoá Open API.",
    -114: "ZALO_MINI_APP_ID sai: sao chép lại từ trang quản lý Mini App.",
    **_all(_PARTNER, (-115, -116)),
    **_all(_VALUES, (-100, -101, -117)),
}


def remedy(number: int, *, is_miniapp: bool = False) -> str:
    """Return what an operator does about a number, empty if nothing is known.

    The Mini App's host has its own numbers (`is_miniapp`).
    """
    return (MINIAPP_REMEDIES if is_miniapp else REMEDIES).get(number, "")
