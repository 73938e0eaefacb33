"""What is wrong between us and Zalo, in Vietnamese, for the operator.

It prints no secret and changes nothing.

Zalo refuses an invented token with 452 wherever the call comes from. That proves that Zalo can be
reached and that our request is well-formed. Only a real token shows whether app secret and proof
are right, and whether our address is in Vietnam.
"""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.zalo import checks, replies
from foundation.zalo.client import GraphClient, checked
from foundation.zalo.configuration import Configuration
from foundation.zalo.error_numbers import social_error
from foundation.zalo.errors import Reason, TokenExpired, TokenRefused, ZaloError
from foundation.zalo.limits import Places
from foundation.zalo.oa import OaClient
from foundation.zalo.reports import Silent
from foundation.zalo.transport import Reply

INVENTED_TOKEN = "check-zalo-invented-token"  # noqa: S105  # it opens nothing, that is its purpose
MAX_SKEW_SECONDS = 60


class Level(StrEnum):
    """How serious a finding is; `FAILED` makes the command end with 1."""

    OK = "ĐẠT"
    WARNING = "LƯU Ý"
    FAILED = "LỖI"


@dataclass(frozen=True)
class Finding:
    """One thing that was examined, with a hint if it is wrong."""

    level: Level
    text: str
    hint: str = ""


HINTS = {
    Reason.CONNECT: "Máy chủ không kết nối được. Kiểm tra DNS, tường lửa chiều ra cổng 443 và "
    "ZALO_PROXY.",
    Reason.RESET: "Kết nối bị ngắt giữa chừng. Kiểm tra tường lửa hoặc thiết bị lọc mạng đứng "
    "giữa.",
    Reason.TIMEOUT: "Quá thời gian chờ. Kiểm tra đường truyền, ZALO_PROXY; nếu mạng chậm, tăng "
    "ZALO_READ_SECONDS.",
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
    Reason.ADDRESS: "Địa chỉ không hợp lệ. Bỏ các biến ZALO_…_URL khỏi môi trường để dùng địa chỉ "
    "thật.",
}
_DEFAULT_HINT = "Thử lại sau; nếu lặp lại, gửi mã lỗi này cho đơn vị hỗ trợ."


def diagnose(
    configuration: Configuration, now: Callable[[], datetime], token: str = "", oa_token: str = ""
) -> Iterator[Finding]:
    """Yield findings one by one.

    `token` is a citizen's real access token, `oa_token` the account's; both are optional.
    """
    wrong = [Finding(Level.FAILED, message.msg, message.hint or "") for message in checks.errors()]
    yield from wrong
    if not configuration.configured and not wrong:
        yield Finding(
            Level.FAILED,
            "Chưa cấu hình Zalo: chỉ phục vụ danh mục, đăng nhập trả lời 503.",
            "Đặt ZALO_APP_ID và ZALO_APP_SECRET.",
        )
    if wrong or not configuration.configured:
        return
    yield Finding(Level.OK, "Các biến ZALO_… đầy đủ và đúng dạng.")
    yield from _social(configuration, now, token)
    yield from _official_account(configuration, oa_token)


def _social(
    configuration: Configuration, now: Callable[[], datetime], token: str
) -> Iterator[Finding]:
    client = _client(configuration)
    try:
        reply = client.probe(INVENTED_TOKEN)
    except ZaloError as error:
        yield _failed("Không gọi được Social API.", error)
        return
    finally:
        client.close()
    yield _refusal(reply)
    yield _clock(reply, now())
    yield from _citizen(configuration, token)


def _client(configuration: Configuration) -> GraphClient:
    return GraphClient(configuration, Places(1), notes=Silent())


def _refusal(reply: Reply) -> Finding:
    """Judge the answer to an invented token."""
    try:
        number = checked(replies.error_number, reply.body)
    except ZaloError as error:
        return _failed("Câu trả lời không đúng dạng.", error)
    if not number:
        return Finding(
            Level.FAILED,
            "Mã truy cập giả được chấp nhận: nơi trả lời không phải Zalo.",
            "Kiểm tra ZALO_GRAPH_URL và máy trung gian.",
        )
    answer = social_error(number)
    if isinstance(answer, TokenRefused):
        return Finding(Level.OK, "Tới được Zalo, yêu cầu đúng dạng.")
    return _failed("Zalo trả lời số lỗi không mong đợi.", answer)


def _clock(reply: Reply, now: datetime) -> Finding:
    if reply.date is None:
        return Finding(Level.WARNING, "Không so được đồng hồ: Zalo không cho biết giờ.")
    seconds = round((now - reply.date).total_seconds())
    if abs(seconds) <= MAX_SKEW_SECONDS:
        return Finding(Level.OK, "Đồng hồ máy chủ khớp với Zalo.")
    way = "nhanh" if seconds > 0 else "chậm"
    return Finding(
        Level.FAILED,
        f"Đồng hồ máy chủ {way} {abs(seconds)} giây.",
        "Bật đồng bộ giờ: timedatectl set-ntp true, hoặc cài chrony.",
    )


def _citizen(configuration: Configuration, token: str) -> Iterator[Finding]:
    if not token:
        yield Finding(
            Level.WARNING,
            "Chưa thử khoá bí mật và vị trí máy chủ: cần một mã truy cập thật.",
            "Lấy mã bằng getAccessToken() trong Mini App rồi chạy: manage.py check_zalo --token.",
        )
        return
    try:
        _client(configuration).me(token)
    except ZaloError as error:
        yield _failed("Mã truy cập thật không dùng được.", error)
        return
    yield Finding(
        Level.OK, "Mã truy cập thật dùng được: khoá bí mật đúng, địa chỉ ra Internet ở Việt Nam."
    )
    yield _proof(configuration, token)


def _proof(configuration: Configuration, token: str) -> Finding:
    """Find out whether Zalo accepts a wrong proof.

    If it does, a stolen token of our app works elsewhere too.
    """
    wrong = dataclasses.replace(configuration, app_secret="wrong-on-purpose")  # noqa: S106  # wrong on purpose
    try:
        _client(wrong).me(token)
    except ZaloError as error:
        if error.retryable:
            return Finding(
                Level.WARNING, "Chưa thử được bằng chứng ứng dụng (appsecret_proof).", _hint(error)
            )
        return Finding(Level.OK, "Zalo kiểm tra bằng chứng ứng dụng (appsecret_proof).")
    return Finding(
        Level.WARNING,
        "Zalo chấp nhận cả bằng chứng sai: khoá bí mật chưa được kiểm chứng.",
        "Bật yêu cầu appsecret_proof cho ứng dụng tại developers.zalo.me, rồi chạy lại.",
    )


def _official_account(configuration: Configuration, token: str) -> Iterator[Finding]:
    if not configuration.oa_id:
        yield Finding(
            Level.WARNING,
            "Chưa cấu hình Official Account: không gửi được thông báo qua Zalo.",
            "Đặt ZALO_OA_ID và ZALO_OA_SECRET.",
        )
        return
    client = OaClient(configuration, Places(1), notes=Silent())
    yield _refresh(client)
    yield _account(client, configuration.oa_id, token)
    client.close()


def _refresh(client: OaClient) -> Finding:
    """Ask for a renewal with an invented token.

    A refusal proves that the address answers, and uses up nothing.
    """
    try:
        client.refresh(INVENTED_TOKEN)
    except ZaloError as error:
        if error.reason is Reason.OA_REFRESH:
            return Finding(Level.OK, "Tới được nơi làm mới mã của Official Account.")
        return _failed("Không tới được nơi làm mới mã của Official Account.", error)
    return Finding(
        Level.FAILED,
        "Mã làm mới giả được chấp nhận: nơi trả lời không phải Zalo.",
        "Kiểm tra ZALO_OAUTH_URL.",
    )


def _account(client: OaClient, oa_id: str, token: str) -> Finding:
    if not token:
        return Finding(
            Level.WARNING,
            "Chưa thử mã của Official Account.",
            "Chạy: manage.py check_zalo --oa-token.",
        )
    try:
        found = client.account_id(token)
    except TokenExpired as error:
        return Finding(
            Level.FAILED,
            f"Mã của Official Account đã hết hạn (mã lỗi: {error}).",
            "Làm mới mã, hoặc cấp quyền lại trong trang quản lý.",
        )
    except ZaloError as error:
        return _failed("Mã của Official Account không dùng được.", error)
    if found != oa_id:
        return Finding(Level.FAILED, "Mã thuộc một Official Account khác.", "Kiểm tra ZALO_OA_ID.")
    return Finding(Level.OK, "Mã của Official Account dùng được.")


def _failed(text: str, error: ZaloError) -> Finding:
    return Finding(Level.FAILED, f"{text} Mã lỗi: {error}.", _hint(error))


def _hint(error: ZaloError) -> str:
    return HINTS.get(error.reason, _DEFAULT_HINT)
