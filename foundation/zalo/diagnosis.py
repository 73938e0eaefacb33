"""Faults between us and Zalo, in Vietnamese, for the operator.

It prints no secret and changes nothing.

Zalo refuses an invented token with 452 wherever the call comes from. That proves that Zalo can be
reached and that our request is well-formed. Only a real token shows whether app secret and proof
are right, and whether our address is in Vietnam.
"""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import datetime

from foundation.zalo import account_diagnosis, checks
from foundation.zalo.findings import Finding, Level, failed, hint_of
from zalo_client import replies
from zalo_client.configuration import Configuration
from zalo_client.error_numbers import social_error
from zalo_client.errors import TokenRefused, ZaloError
from zalo_client.graph import GraphClient, checked
from zalo_client.limits import Places
from zalo_client.transport import Reply

MAX_SKEW_SECONDS = 60


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
    yield from account_diagnosis.diagnose(configuration, oa_token)


def _social(
    configuration: Configuration, now: Callable[[], datetime], token: str
) -> Iterator[Finding]:
    client = _client(configuration)
    try:
        reply = client.probe(account_diagnosis.INVENTED_TOKEN)
    except ZaloError as error:
        yield failed("Không gọi được Social API.", error)
        return
    finally:
        client.close()
    yield _refusal(reply)
    yield _clock(reply, now())
    yield from _citizen(configuration, token)


def _client(configuration: Configuration) -> GraphClient:
    return GraphClient(configuration, Places(1))


def _refusal(reply: Reply) -> Finding:
    """Judge the answer to an invented token."""
    try:
        number = checked(replies.error_number, reply.body)
    except ZaloError as error:
        return failed("Câu trả lời không đúng dạng.", error)
    if not number:
        return Finding(
            Level.FAILED,
            "Mã truy cập giả được chấp nhận: nơi trả lời không phải Zalo.",
            "Kiểm tra máy trung gian.",
        )
    answer = social_error(number)
    if isinstance(answer, TokenRefused):
        return Finding(Level.OK, "Tới được Zalo, yêu cầu đúng dạng.")
    return failed("Zalo trả lời số lỗi không mong đợi.", answer)


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
        yield failed("Mã truy cập thật không dùng được.", error)
        return
    yield Finding(
        Level.OK, "Mã truy cập thật dùng được: khoá bí mật đúng, địa chỉ ra Internet ở Việt Nam."
    )
    yield _proof(configuration, token)


def _proof(configuration: Configuration, token: str) -> Finding:
    """Check whether Zalo accepts a wrong proof.

    If it does, a stolen token of our app works elsewhere too.
    """
    wrong = dataclasses.replace(configuration, app_secret="wrong-on-purpose")  # noqa: S106  # wrong on purpose
    try:
        _client(wrong).me(token)
    except ZaloError as error:
        if error.retryable:
            return Finding(
                Level.WARNING,
                "Chưa thử được bằng chứng ứng dụng (appsecret_proof).",
                hint_of(error),
            )
        return Finding(Level.OK, "Zalo kiểm tra bằng chứng ứng dụng (appsecret_proof).")
    return Finding(
        Level.WARNING,
        "Zalo chấp nhận cả bằng chứng sai: khoá bí mật chưa được kiểm chứng.",
        "Bật yêu cầu appsecret_proof cho ứng dụng tại developers.zalo.me, rồi chạy lại.",
    )
