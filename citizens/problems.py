"""Errors of logging in, phone numbers, and requests about personal data."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "code_guessed",
        429,
        "Mã này vừa bị thử sai nhiều lần",
        "Mã hồ sơ này vừa bị thử sai nhiều lần. Vui lòng nhập cả 4 số cuối điện thoại và 4 số cuối "
        "căn cước, hoặc mã tra cứu trên giấy tiếp nhận: khi đó xem được ngay.",
        "Others gave too many wrong four digits with this code. Send `phone_last4` and `id_last4` "
        "together, or `slip_secret`, or a session whose verified phone is the dossier's; else wait "
        "`Retry-After` seconds.",
    ),
    ProblemType(
        "session_ended",
        401,
        "Phiên đăng nhập đã kết thúc",
        "Phiên đăng nhập đã hết hạn hoặc đã kết thúc. Vui lòng đăng nhập lại.",
        "The session token is not ours, expired, logged out or revoked: log in again.",
    ),
    ProblemType(
        "login_refused",
        401,
        "Zalo không xác nhận đăng nhập",
        "Zalo không xác nhận lần đăng nhập này. Vui lòng đóng và mở lại ứng dụng.",
        "Zalo refuses the access token of a login: get a new one from the SDK.",
    ),
    ProblemType(
        "account_blocked",
        403,
        "Tài khoản bị khoá",
        "Tài khoản này đã bị khoá. Vui lòng liên hệ cơ quan công an nơi gần nhất.",
        "An officer blocked this citizen; only login answers it.",
    ),
    ProblemType(
        "foreign_token",
        403,
        "Không đúng tài khoản",
        "Tài khoản Zalo không phải tài khoản đang đăng nhập. Vui lòng đăng nhập lại bằng đúng tài "
        "khoản.",
        "The Zalo access token belongs to another person than the session.",
    ),
    ProblemType(
        "access_token_refused",
        422,
        "Zalo không xác nhận tài khoản",
        "Zalo không xác nhận tài khoản. Vui lòng thử lại.",
        "Zalo refuses the access token sent with a valid session: get a new one from the SDK and "
        "repeat.",
    ),
    ProblemType(
        "phone_code_refused",
        422,
        "Chưa lấy được số điện thoại",
        "Zalo chưa cho biết số điện thoại. Vui lòng thử chia sẻ lại số điện thoại.",
        "The phone code is late, used or wrong: ask the SDK for a new one.",
    ),
    ProblemType(
        "phone_missing",
        422,
        "Tài khoản Zalo không có số điện thoại",
        "Tài khoản Zalo này không có số điện thoại. Ông/bà vẫn dùng được các chức năng không cần "
        "số.",
        "Zalo knows no phone number of this person.",
    ),
    ProblemType(
        "phone_foreign",
        422,
        "Không phải số điện thoại Việt Nam",
        "Số điện thoại của tài khoản Zalo không phải số Việt Nam nên chưa dùng được ở đây.",
        "Zalo gave a number outside Vietnam's numbering plan.",
    ),
    ProblemType(
        "location_code_refused",
        422,
        "Chưa lấy được vị trí",
        "Zalo chưa cho biết vị trí của máy. Vui lòng thử lại, hoặc gõ tên xã, phường.",
        "The location code is late, used or wrong, or Zalo measured nothing: ask the SDK for a new "
        "one.",
    ),
    ProblemType(
        "requests_too_many",
        422,
        "Đang có nhiều yêu cầu chưa giải quyết",
        "Ông/bà đang có nhiều yêu cầu về dữ liệu cá nhân chưa giải quyết. Vui lòng đợi trả lời "
        "hoặc rút bớt yêu cầu.",
        "The citizen has as many open requests about personal data as are allowed.",
    ),
    ProblemType(
        "request_moved_on",
        422,
        "Yêu cầu đã chuyển bước",
        "Yêu cầu này đã chuyển sang bước khác nên không làm được việc này nữa. Vui lòng tải lại "
        "rồi xem kết quả.",
        "A request about personal data cannot make this move any more: it was answered, or "
        "somebody was faster.",
    ),
    ProblemType(
        "zalo_unavailable",
        503,
        "Chưa kết nối được Zalo",
        "Chưa kết nối được với Zalo. Vui lòng thử lại sau ít phút; tra cứu thủ tục vẫn dùng được.",
        "Zalo does not answer, too many logins wait for it, or it is not set up here; wait "
        "`Retry-After` seconds.",
    ),
)
