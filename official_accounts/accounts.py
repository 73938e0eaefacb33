"""Which account is whose."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from official_accounts.models import OfficialAccount

SEEN_PRECISION = timedelta(minutes=1)  # a write for each event would lock the row all day


def province_id() -> str:
    """Return the id of the province's account, empty if the settings name none."""
    return str(settings.ZALO_OA_ID).strip()


def province_account() -> OfficialAccount | None:
    """Return the province's account, made if the settings name one that has no row yet."""
    oa_id = province_id()
    if not oa_id:
        return None
    account, _created = OfficialAccount.objects.get_or_create(oa_id=oa_id)
    return account


def account_called(oa_id: str) -> OfficialAccount | None:
    """Return the account with an id of Zalo's, None for one that nobody connected."""
    if oa_id and oa_id == province_id():
        return province_account()
    return OfficialAccount.objects.filter(oa_id=oa_id).first() if oa_id else None


def note_event(account: OfficialAccount, signer: OfficialAccount.Signer) -> None:
    """Note that an event came, at most once a minute, and whose secret signed it."""
    now, seen = timezone.now(), account.webhook_seen_at
    if account.signed_by != signer or seen is None or now - seen > SEEN_PRECISION:
        OfficialAccount.objects.filter(pk=account.pk).update(webhook_seen_at=now, signed_by=signer)
