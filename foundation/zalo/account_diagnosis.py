"""Faults between us and the Official Account, for `check_zalo`.

It sends nothing to anybody.
"""

import dataclasses
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db import Error

from foundation.zalo import templates_in_use
from foundation.zalo.findings import Finding, Level, failed, failed_sending, hint_of
from foundation.zalo.templates_in_use import TemplateInUse
from zalo_client.configuration import Configuration
from zalo_client.errors import Reason, TokenExpired, ZaloError
from zalo_client.limits import Places
from zalo_client.oa import OaClient
from zalo_client.oa_answers import Account, AccountType

INVENTED_TOKEN = "check-zalo-invented-token"  # noqa: S105  # it opens nothing, that is its purpose
ENABLED = "ENABLE"
TYPES: Mapping[str, str] = {
    AccountType.BUSINESS: "doanh nghiệp",
    AccountType.STATE_AGENCY: "cơ quan nhà nước",
}


def diagnose(configuration: Configuration, token: str) -> Iterator[Finding]:
    """Yield findings about the account; `token` is its access token, or empty."""
    if not configuration.oa_id:
        yield Finding(
            Level.WARNING,
            "Chưa cấu hình Official Account: không gửi được thông báo qua Zalo.",
            "Đặt ZALO_OA_ID và ZALO_OA_SECRET.",
        )
        return
    client = _client(configuration)
    yield _refresh(client)
    if not token:
        yield Finding(
            Level.WARNING,
            "Chưa thử mã của Official Account.",
            "Chạy: manage.py check_zalo --oa-token.",
        )
    else:
        yield from _with_token(configuration, client, token)
    client.close()
    yield _data_terms()


def _client(configuration: Configuration) -> OaClient:
    return OaClient(configuration, Places(1))


def _refresh(client: OaClient) -> Finding:
    """Request a renewal with an invented token.

    A refusal proves that the address answers, and uses up nothing.
    """
    try:
        client.refresh(INVENTED_TOKEN)
    except ZaloError as error:
        if error.reason is Reason.OA_REFRESH:
            return Finding(Level.OK, "Tới được nơi làm mới mã của Official Account.")
        return failed("Không tới được nơi làm mới mã của Official Account.", error)
    return Finding(
        Level.FAILED,
        "Mã làm mới giả được chấp nhận: nơi trả lời không phải Zalo.",
        "Kiểm tra máy trung gian.",
    )


def _with_token(configuration: Configuration, client: OaClient, token: str) -> Iterator[Finding]:
    try:
        account = client.account(token)
    except TokenExpired as error:
        yield Finding(
            Level.FAILED,
            f"Mã của Official Account đã hết hạn (mã lỗi: {error}).",
            "Làm mới mã, hoặc cấp quyền lại trong trang quản lý.",
        )
        return
    except ZaloError as error:
        yield failed_sending("Mã của Official Account không dùng được.", error)
        return
    if account.id != configuration.oa_id:
        yield Finding(Level.FAILED, "Mã thuộc một Official Account khác.", "Kiểm tra ZALO_OA_ID.")
        return
    yield Finding(Level.OK, "Mã của Official Account dùng được.")
    yield _proof(configuration, token)
    yield from _account(account, old_text=configuration.old_text)
    yield from _templates(client, token)


def _proof(configuration: Configuration, token: str) -> Finding:
    """Check whether Zalo accepts a wrong proof with the account's token."""
    wrong = _client(dataclasses.replace(configuration, app_secret="wrong-on-purpose"))  # noqa: S106  # wrong on purpose
    try:
        wrong.account(token)
    except ZaloError as error:
        if error.retryable:
            return Finding(
                Level.WARNING,
                "Chưa thử được bằng chứng ứng dụng với mã của Official Account.",
                hint_of(error),
            )
        return Finding(Level.OK, "Zalo kiểm tra bằng chứng ứng dụng với mã của Official Account.")
    finally:
        wrong.close()
    return Finding(
        Level.WARNING,
        "Zalo chấp nhận cả bằng chứng sai với mã của Official Account: mã bị lộ là dùng được ở nơi "
        "khác.",
        "Bật yêu cầu appsecret_proof cho ứng dụng tại developers.zalo.me, rồi chạy lại.",
    )


def _account(account: Account, *, old_text: bool) -> Iterator[Finding]:
    """Yield the kind of the account, and what Zalo does not open to it."""
    kind = TYPES.get(
        account.type or "", f"loại {account.type}" if account.type else "không rõ loại"
    )
    yield Finding(Level.OK, f"Official Account: {kind}, gói {account.package or 'không rõ'}.")
    if account.is_verified is False:
        yield Finding(
            Level.WARNING,
            "Official Account chưa xác thực: Zalo từ chối nhiều loại tin.",
            "Gửi hồ sơ xác thực ở oa.zalo.me.",
        )
    if account.linked_wallet is None:
        yield Finding(
            Level.WARNING,
            "Official Account chưa liên kết tài khoản ZBS: không gửi được tin theo mẫu.",
            "Liên kết và nạp tiền tại account.zalo.cloud.",
        )
    if account.type == AccountType.STATE_AGENCY or old_text:
        yield Finding(
            Level.WARNING,
            "Zalo có thể không mở tin tư vấn cho tài khoản cơ quan nhà nước (số lỗi -235); đang "
            f"gửi qua địa chỉ {'cũ' if old_text else 'mới'}.",
            "Hỏi Zalo trước khi chạy thử. ZALO_OA_TEXT_V2 đổi giữa hai địa chỉ.",
        )


def _templates(client: OaClient, token: str) -> Iterator[Finding]:
    """Yield whether the templates of notices exist, are approved and accept our values."""
    try:
        used = templates_in_use.all_in_use()
    except Error:
        yield Finding(Level.WARNING, "Chưa đối chiếu được mẫu: không đọc được cơ sở dữ liệu.")
        return
    for one in used:
        yield _template(client, token, one)


def _template(client: OaClient, token: str, used: TemplateInUse) -> Finding:
    name = f"Mẫu {used.template_id} ({used.where})"
    try:
        template = client.template(token, used.template_id)
    except ZaloError as error:
        return failed_sending(f"{name}: không đọc được.", error)
    faults = [
        f"{parameter}: {fault}" for parameter, fault in template.faults(used.examples).items()
    ]
    strange = template.strange_names(used.examples)
    if template.status not in {ENABLED, None}:
        faults.append(f"mẫu đang ở tình trạng {template.status}")
    if strange:
        faults.append(f"mẫu không có tham số {', '.join(strange)}")
    if not faults:
        return Finding(Level.OK, f"{name}: đúng tham số.")
    return Finding(
        Level.FAILED, f"{name}: {'; '.join(faults)}.", "Sửa ở «Mẫu thông báo», hoặc sửa mẫu ở Zalo."
    )


def _data_terms() -> Finding:
    """Remind of the periods in Zalo's data terms, which are shorter than the law's."""
    return Finding(
        Level.OK,
        f"Điều khoản dữ liệu của Zalo: báo Zalo vi phạm trong {settings.ZALO_BREACH_HOURS} giờ, "
        f"trả lời yêu cầu của công dân trong {settings.ZALO_RIGHTS_HOURS} giờ (0: theo luật).",
    )
