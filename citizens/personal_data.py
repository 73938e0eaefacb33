"""What this app tells others about its tables.

Parts of export and erasure, and the kinds of the access log.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from citizens import access_log, erasure
from citizens.models import Citizen, Consent, EndedSession, PersonalRequest, PhoneChange
from citizens.personal_data_registry import Kept, PersonalData
from citizens.requests import actions as requests
from foundation.api import idempotency
from foundation.api.moments import in_utc

MAX_LOOKS = 1000  # of an export: the newest


def _citizen_numbers(citizen: Citizen) -> Iterable[int]:
    return [citizen.pk]


def _request_numbers(citizen: Citizen) -> Iterable[int]:
    return PersonalRequest.objects.of(citizen).values_list("pk", flat=True)


def figures_exported(officer: Any) -> None:
    """Note that an officer took figures out of the system, though they name nobody."""
    access_log.record(
        actor=officer,
        action=access_log.Action.EXPORTED,
        subject=("figures", []),
        where=access_log.Where.ADMIN,
    )


def _no_numbers(_citizen: Citizen) -> Iterable[int]:
    return []


KINDS = (
    access_log.Kind("citizen", "Công dân", _citizen_numbers),
    access_log.Kind("personalrequest", "Yêu cầu về dữ liệu cá nhân", _request_numbers),
    access_log.Kind("figures", "Số liệu tổng hợp", _no_numbers),  # of nobody
)


def _written(moment: datetime | None) -> str | None:
    return in_utc(moment) if moment else None


def _account(citizen: Citizen) -> dict[str, Any]:
    """Return all that the citizen's own row says of them, the number in full."""
    return {
        "zalo_app_id": citizen.app_id,
        "zalo_user_id": citizen.zalo_user_id,
        "oa_user_id": citizen.oa_user_id,
        "name": citizen.name,
        "own_name": citizen.own_name,
        "avatar_url": citizen.avatar_url,
        "phone": citizen.phone or None,
        "phone_verified_at": _written(citizen.phone_verified_at),
        "follows_official_account": citizen.is_follower,
        "follow_changed_at": _written(citizen.follow_changed_at),
        "last_message_to_official_account_at": _written(citizen.last_oa_message_at),
        "blocked_at": _written(citizen.blocked_at),
        "blocked_reason": citizen.blocked_reason,
        "created_at": _written(citizen.created_at),
        "last_seen_on": citizen.last_seen_on.isoformat(),
    }


def _empty_account(citizen: Citizen) -> list[Kept]:
    """Empty what others wrote about the citizen.

    `actions.erase` empties the row itself, last, as other parts still need it.
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


def _consents(citizen: Citizen) -> list[dict[str, Any]]:
    return [
        {
            "purpose": consent.purpose,
            "granted": consent.granted,
            "policy_version": consent.policy_version,
            "text": consent.text,
            "at": _written(consent.at),
        }
        for consent in Consent.objects.of(citizen).order_by("pk")
    ]


def _keep_consents(citizen: Citizen) -> list[Kept]:
    """Keep the ledger, which names an emptied row and says what texts were shown.

    It is the proof, and the database keeps it so.
    """
    what = "Các lần đồng ý và rút lại đồng ý, gắn với mã nội bộ"
    reason = "Chứng minh việc xử lý dữ liệu trước khi xoá đã có sự đồng ý (Luật 91/2025/QH15)"
    return [Kept(what, reason)] if Consent.objects.of(citizen).exists() else []


def _phone_changes(citizen: Citizen) -> list[dict[str, Any]]:
    rows = PhoneChange.objects.filter(citizen=citizen).order_by("pk")
    return [{"change": row.kind, "at": _written(row.at)} for row in rows]


def _keep_phone_changes(citizen: Citizen) -> list[Kept]:
    """Keep when a number came and went; the number itself was never there."""
    what = "Thời điểm xác minh, thay và gỡ số điện thoại, không có số"
    reason = (
        "Giải quyết tranh chấp về số điện thoại chuyển giữa các tài khoản; chỉ gắn với mã nội bộ"
    )
    return [Kept(what, reason)] if PhoneChange.objects.filter(citizen=citizen).exists() else []


def _sessions(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the sessions that the citizen ended early; living ones are written nowhere."""
    rows = EndedSession.objects.filter(citizen=citizen).order_by("expires_at")
    return [{"would_have_expired_at": _written(row.expires_at)} for row in rows]


def _forget_sessions(citizen: Citizen) -> list[Kept]:
    EndedSession.objects.filter(citizen=citizen).delete()
    return []


def _looks(citizen: Citizen) -> list[dict[str, Any]]:
    """Return who was shown the citizen's data.

    When, what, which office; the officers' names are not the citizen's data.
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
    """Keep the log, which names numbers only, and forget what repeated writes are recognised by."""
    idempotency.forget(f"citizen:{citizen.pk}")
    return [
        Kept(
            "Nhật ký truy cập dữ liệu, chỉ có mã nội bộ",
            "Chứng minh ai đã xem dữ liệu (Luật 91/2025/QH15)",
        )
    ]


PARTS = (
    PersonalData("account", "Tài khoản của bạn", _account, _empty_account),
    PersonalData("consents", "Các lần đồng ý và rút lại đồng ý", _consents, _keep_consents),
    PersonalData(
        "phone_changes", "Các lần thay đổi số điện thoại", _phone_changes, _keep_phone_changes
    ),
    PersonalData("sessions", "Phiên đã đăng xuất", _sessions, _forget_sessions),
    PersonalData("requests", "Yêu cầu về dữ liệu cá nhân", requests.export, requests.forget),
    PersonalData("access_log", "Nhật ký truy cập dữ liệu của bạn", _looks, _keep_looks),
)
