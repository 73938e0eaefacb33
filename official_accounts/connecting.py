"""«Kết nối Official Account»: an officer begins, an administrator of the account consents at Zalo.

Each refusal is a ValidationError in Vietnamese. The account is written only once everything fits,
in one transaction: what is refused half-way leaves nothing but the attempt, which is used up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.records.encryption import keyed_hash
from foundation.zalo import configuration, process
from offices.models import Office
from official_accounts import accounts, consent, tokens
from official_accounts.models import Connection, OfficialAccount
from zalo_client.errors import Reason, ZaloError
from zalo_client.graph import fits_header
from zalo_client.oa_answers import Account, AccountType, OaTokens

log = structlog.get_logger("police_portal.official_accounts")

KINDS: Mapping[str | None, OfficialAccount.Kind] = {
    None: OfficialAccount.Kind.UNKNOWN,
    AccountType.BUSINESS: OfficialAccount.Kind.BUSINESS,
    AccountType.STATE_AGENCY: OfficialAccount.Kind.STATE_AGENCY,
}
KEPT = timedelta(days=1)  # attempts; who connected what stands in the log of changes
MAX_CODE = 1000
STALE = "Liên kết cấp quyền không đúng hoặc đã quá 10 phút. Đồng chí kết nối lại từ đầu."
_told: list[Callable[[OfficialAccount], None]] = []


@dataclass(frozen=True)
class Answer:
    """What Zalo's callback brought."""

    state: str = field(repr=False)
    code: str = field(repr=False)
    oa_id: str


def on_connect(told: Callable[[OfficialAccount], None]) -> None:
    """Call `told` in the transaction in which an account is connected; for AppConfig.ready."""
    if told not in _told:
        _told.append(told)


# --- beginning -----------------------------------------------------------------------------------


def begin(officer: User, session: str, office: Office | None, oa_id: str, callback: str) -> str:
    """Return Zalo's page of consent for an account; an earlier attempt of the session ends.

    `session` is the key of the officer's session, `callback` our whole address.
    """
    if not configuration.current().configured:
        raise ValidationError("Chưa cấu hình ứng dụng Zalo (ZALO_APP_ID, ZALO_APP_SECRET).")
    refuse_unfit(office, oa_id)
    now, nonce, verifier = timezone.now(), consent.new_nonce(), consent.new_verifier()
    with transaction.atomic():
        Connection.objects.filter(begun_at__lt=now - KEPT).delete()
        mine = Connection.objects.filter(session_hash=_hash(session), used_at__isnull=True)
        mine.update(used_at=now)
        Connection.objects.create(
            nonce_hash=_hash(nonce),
            session_hash=_hash(session),
            officer=officer,
            office=office,
            oa_id=oa_id,
            verifier=verifier,
            begun_at=now,
        )
    return consent.address(consent.sign_state(nonce), verifier, callback)


def refuse_unfit(office: Office | None, oa_id: str) -> None:
    """Raise ValidationError if the account is not this office's by what we know already."""
    is_of_province = oa_id == accounts.province_id()
    if is_of_province != (office is None):
        raise ValidationError(
            "Tài khoản của tỉnh là tài khoản mà ZALO_OA_ID nêu, và không thuộc riêng đơn vị nào."
        )
    known = OfficialAccount.objects.filter(oa_id=oa_id).first()
    in_use = known and known.connected_at and known.state == OfficialAccount.State.CONNECTED
    if in_use and known and known.office_id != (office and office.pk):
        raise ValidationError("Official Account này đã kết nối cho một đơn vị khác.")
    others = OfficialAccount.objects.in_use().filter(office=office).exclude(oa_id=oa_id)
    if office and others.exists():
        raise ValidationError("Đơn vị này đang có một Official Account khác: ngừng dùng nó trước.")
    _refuse_other_directory(office, oa_id)


def _refuse_other_directory(office: Office | None, oa_id: str) -> None:
    """Hold the account against the directory, which citizens are shown."""
    if office and office.oa_id and office.oa_id != oa_id:
        raise ValidationError(
            f"Danh bạ ghi Official Account {office.oa_id} cho đơn vị này: sửa danh bạ trước."
        )
    owner = Office.objects.filter(oa_id=oa_id).exclude(pk=office.pk if office else None).first()
    if office and owner:
        raise ValidationError(f"Danh bạ ghi Official Account này cho {owner.name}.")


# --- the callback --------------------------------------------------------------------------------


def finish(officer: User, session: str, answer: Answer) -> OfficialAccount:
    """Connect the account that consented, and return it. Raises ValidationError."""
    attempt = _use_up(officer, session, answer.state)
    if answer.oa_id != attempt.oa_id:
        raise ValidationError(
            "Người cấp quyền đã chọn một Official Account khác tài khoản định kết nối; chưa lưu gì."
        )
    refuse_unfit(attempt.office, attempt.oa_id)
    pair, account = _ask_zalo(attempt, answer.code)
    if account.id != attempt.oa_id:
        log.error("oa_tokens_swapped", promised=attempt.oa_id, belongs_to=account.id)
        raise ValidationError("Cặp mã Zalo trả về thuộc một Official Account khác; chưa lưu gì.")
    return _write(attempt, pair, account)


def _use_up(officer: User, session: str, state: str) -> Connection:
    """Return the attempt of a callback, which no second callback gets."""
    nonce = consent.read_state(state)
    if nonce is None:
        raise ValidationError(STALE)
    mine = Connection.objects.filter(
        nonce_hash=_hash(nonce), session_hash=_hash(session), officer=officer
    )
    if not mine.filter(used_at__isnull=True).update(used_at=timezone.now()):
        raise ValidationError(
            "Liên kết cấp quyền này không phải của đồng chí, đã dùng rồi, hoặc đã bị thay bằng lần "
            "sau. Đồng chí kết nối lại từ đầu."
        )
    return mine.select_related("office").get()


def _ask_zalo(attempt: Connection, code: str) -> tuple[OaTokens, Account]:
    """Exchange the code, then ask whose tokens came. No transaction is open."""
    if not code or len(code) > MAX_CODE or not fits_header(code):
        raise ValidationError("Zalo không trả mã cấp quyền. Đồng chí kết nối lại từ đầu.")
    client = process.oa_client()
    try:
        pair = client.exchange(code, str(attempt.verifier))
        return pair, client.account(pair.access_token)
    except ZaloError as error:
        log.warning("oa_consent_failed", account=attempt.oa_id, error=str(error))
        refused = error.reason is Reason.OA_REFRESH
        raise ValidationError(
            "Zalo không nhận mã cấp quyền: tài khoản thuộc ứng dụng khác, mã đã dùng hoặc quá hạn. "
            "Đồng chí kết nối lại từ đầu."
            if refused
            else f"Zalo chưa trả lời được (mã lỗi: {error}). Chưa lưu gì; đồng chí kết nối lại sau."
        ) from None


@transaction.atomic
def _write(attempt: Connection, pair: OaTokens, said: Account) -> OfficialAccount:
    OfficialAccount.objects.get_or_create(
        oa_id=attempt.oa_id, defaults={"state": OfficialAccount.State.RETIRED}
    )
    account = OfficialAccount.objects.select_for_update().get(oa_id=attempt.oa_id)
    if attempt.office_id:  # two officers who connect two accounts of one office at once
        Office.objects.select_for_update().get(pk=attempt.office_id)
    refuse_unfit(attempt.office, attempt.oa_id)
    account.office, account.state = attempt.office, OfficialAccount.State.CONNECTED
    account.connected_at, account.followers_offset = timezone.now(), 0
    fill_profile(account, said)
    account.save()
    tokens.store_pair(account, pair)
    for told in _told:
        told(account)
    return account


def fill_profile(account: OfficialAccount, said: Account) -> None:
    """Take over what Zalo says of an account, without saving."""
    account.name = said.name or account.name
    account.kind = KINDS.get(said.type, OfficialAccount.Kind.OTHER)
    account.is_verified, account.package = said.is_verified, said.package or ""
    account.has_wallet, account.followers = said.linked_wallet is not None, said.followers
    account.profile_read_at = timezone.now()


def _hash(secret: str) -> str:
    return keyed_hash("oa_consent", secret)
