"""What this app holds about a citizen: the parts of export and erasure, kinds of the access log."""

from collections.abc import Iterable
from datetime import datetime

from citizens import access_log
from citizens.models import Citizen, Consent, EndedSession, Follow, LookupTry, PhoneChange
from citizens.privacy import erasure, personal_data_registry
from citizens.privacy.own_rows import OwnRows
from citizens.privacy.personal_data_registry import Kept, PersonalData
from citizens.requests import personal_data as requests
from foundation.api import idempotency
from foundation.api.moments import in_utc
from offices.tree import AnyUser

MAX_LOOKS = 1000  # in an export; the newest
MAX_TRIES = 1000  # likewise


def _citizen_numbers(citizen: Citizen) -> Iterable[int]:
    return [citizen.pk]


def record_figures_export(officer: AnyUser) -> None:
    """Log that an officer exported figures, although figures name nobody."""
    access_log.record(
        actor=officer,  # type: ignore[arg-type]  # signed in
        action=access_log.Action.EXPORTED,
        subject=("figures", []),
        where=access_log.Where.ADMIN,
    )


def _no_numbers(_citizen: Citizen) -> Iterable[int]:
    return []


def _tries_of(citizen: Citizen) -> Iterable[int]:
    return LookupTry.objects.filter(citizen=citizen).values_list("pk", flat=True)


TRIES = (OwnRows(LookupTry),)
KINDS = (
    access_log.Kind("citizen", "Công dân", _citizen_numbers),
    requests.KIND,
    access_log.Kind("lookuptry", "Lượt tra cứu bằng mã", _tries_of, TRIES),
    access_log.Kind("figures", "Số liệu tổng hợp", _no_numbers),  # about no citizen
)


def _iso(moment: datetime | None) -> str | None:
    return in_utc(moment) if moment else None


def _export_account(citizen: Citizen) -> dict[str, object]:
    """Return everything in the citizen's own row, with the whole phone number."""
    return {
        "zalo_app_id": citizen.app_id,
        "zalo_user_id": citizen.zalo_user_id,
        "name": citizen.name,
        "own_name": citizen.own_name,
        "avatar_url": citizen.avatar_url,
        "phone": citizen.phone or None,
        "phone_verified_at": _iso(citizen.phone_verified_at),
        "blocked_at": _iso(citizen.blocked_at),
        "blocked_reason": citizen.blocked_reason,
        "created_at": _iso(citizen.created_at),
        "last_seen_on": citizen.last_seen_on.isoformat(),
    }


def _export_follows(citizen: Citizen) -> list[dict[str, object]]:
    """Return who the citizen is at each Official Account."""
    return [
        {
            "official_account": str(row.account),
            "official_account_id": row.account.oa_id,
            "oa_user_id": row.user_id,
            "follows_official_account": row.is_follower,
            "follow_changed_at": _iso(row.changed_at),
            "last_message_to_official_account_at": _iso(row.last_interaction_at),
        }
        for row in citizen.follows.select_related("account")
    ]


def _erase_follows(citizen: Citizen) -> list[Kept]:
    citizen.follows.all().delete()
    return []


def _erase_account(citizen: Citizen) -> list[Kept]:
    """Empty what officers wrote about the citizen.

    `actions.erase` empties the row itself at the end, because the other parts still need it.
    """
    erasure.forget_history(citizen)
    kept = [
        Kept(
            "Mã nội bộ của tài khoản, ngày và lý do xoá dữ liệu",
            "Chứng minh dữ liệu đã được xoá theo yêu cầu (Luật 91/2025/QH15)",
        )
    ]
    if citizen.blocked_at:
        kept.append(
            Kept(
                "Dấu một chiều của tài khoản Zalo đang bị khoá, có thời hạn",
                "Ngăn lạm dụng: xoá dữ liệu không phải cách mở khoá",
            )
        )
    return kept


def _export_consents(citizen: Citizen) -> list[dict[str, object]]:
    return [
        {
            "purpose": consent.purpose,
            "purpose_name": consent.get_purpose_display(),
            "granted": consent.granted,
            "policy_version": consent.policy_version,
            "text": consent.text,
            "at": _iso(consent.at),
        }
        for consent in Consent.objects.of_citizen(citizen).order_by("pk")
    ]


def _keep_consents(citizen: Citizen) -> list[Kept]:
    """Keep the ledger: it names an emptied row, and proves what the citizen agreed to."""
    what = "Các lần đồng ý và rút lại đồng ý, gắn với mã nội bộ"
    reason = "Chứng minh việc xử lý dữ liệu trước khi xoá đã có sự đồng ý (Luật 91/2025/QH15)"
    return [Kept(what, reason)] if Consent.objects.of_citizen(citizen).exists() else []


def _export_phone_changes(citizen: Citizen) -> list[dict[str, object]]:
    rows = PhoneChange.objects.filter(citizen=citizen).order_by("pk")
    return [
        {"change": row.kind, "change_name": row.get_kind_display(), "at": _iso(row.at)}
        for row in rows
    ]


def _keep_phone_changes(citizen: Citizen) -> list[Kept]:
    """Keep when a number came and went. The rows never held the number itself."""
    what = "Thời điểm xác minh, thay và gỡ số điện thoại, không có số"
    reason = (
        "Giải quyết tranh chấp về số điện thoại chuyển giữa các tài khoản; chỉ gắn với mã nội bộ"
    )
    return [Kept(what, reason)] if PhoneChange.objects.filter(citizen=citizen).exists() else []


def _export_sessions(citizen: Citizen) -> list[dict[str, object]]:
    """Return the sessions that the citizen ended early. Living sessions are not stored."""
    rows = EndedSession.objects.filter(citizen=citizen).order_by("expires_at")
    return [{"would_have_expired_at": _iso(row.expires_at)} for row in rows]


def _erase_sessions(citizen: Citizen) -> list[Kept]:
    EndedSession.objects.filter(citizen=citizen).delete()
    return []


def _export_looks(citizen: Citizen) -> list[dict[str, object]]:
    """Return who was shown the citizen's data: when, what, and in which office.

    The officers' names are not the citizen's data.
    """
    return [
        {
            "at": in_utc(entry.at),
            "who": entry.get_actor_kind_display(),
            "office": entry.office.name if entry.office else "",
            "action": entry.get_action_display(),
            "what": access_log.title_of(entry.subject_kind),
        }
        for entry in access_log.looks_at(citizen, MAX_LOOKS)
    ]


def _keep_looks(citizen: Citizen) -> list[Kept]:
    """Keep the log, which holds internal numbers only; delete the keys of repeated writes."""
    idempotency.forget(f"citizen:{citizen.pk}")
    return [
        Kept(
            "Nhật ký truy cập dữ liệu, chỉ có mã nội bộ",
            "Chứng minh ai đã xem dữ liệu (Luật 91/2025/QH15)",
        )
    ]


def _export_tries(citizen: Citizen) -> list[dict[str, object]]:
    return [
        {
            "subject": one.get_subject_display(),
            "given": one.get_given_display(),
            "hit": one.hit,
            "at": in_utc(one.at),
        }
        for one in LookupTry.objects.filter(citizen=citizen).order_by("-pk")[:MAX_TRIES]
    ]


def _keep_tries(_citizen: Citizen) -> list[Kept]:
    """Keep the attempts: they hold neither code nor address, and point to an emptied row."""
    what = "Nhật ký tra cứu bằng mã, chỉ có dấu đã mã hoá"
    reason = "Chống dò mã hồ sơ, tin báo của người khác; tự xoá khi hết hạn lưu"
    return [Kept(what, reason)]


PARTS = (
    PersonalData("account", "Tài khoản của ông/bà", _export_account, _erase_account),
    PersonalData(
        "official_accounts", "Các Official Account của công an", _export_follows, _erase_follows,
        rows=(OwnRows(Follow),),
    ),
    PersonalData(
        "consents", "Các lần đồng ý và rút lại đồng ý", _export_consents, _keep_consents,
        rows=(OwnRows(Consent),),
    ),
    PersonalData(
        "phone_changes",
        "Các lần thay đổi số điện thoại",
        _export_phone_changes,
        _keep_phone_changes,
        rows=(OwnRows(PhoneChange),),
    ),
    PersonalData(
        "sessions", "Phiên đã đăng xuất", _export_sessions, _erase_sessions,
        rows=(OwnRows(EndedSession),),
    ),
    requests.PART,
    PersonalData("lookups", "Các lần tra cứu bằng mã", _export_tries, _keep_tries, rows=TRIES),
    PersonalData("access_log", "Nhật ký truy cập dữ liệu của ông/bà", _export_looks, _keep_looks),
)  # fmt: skip


def register() -> None:
    """Register the parts and the kinds; for AppConfig.ready."""
    for part in PARTS:
        personal_data_registry.register(part)
    for kind in KINDS:
        access_log.register(kind)
