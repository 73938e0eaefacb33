"""System checks of the citizens' settings: keys, sessions, limits, the development log-in."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register  # Django's name for it

from citizens.login.phones import phone_hash
from citizens.models import Citizen
from citizens.notices import channel_settings
from citizens.privacy.contacts import missing_contacts
from foundation.records import encryption
from foundation.records.secret_keys import NEW_KEY_HINT, is_weak, signing_key
from foundation.records.tables import has_table
from foundation.zalo import configuration


@register(Tags.security)
def citizen_settings(**_kwargs: object) -> list[CheckMessage]:
    """Return what a production installation must correct; nothing in development."""
    return (
        []
        if settings.DEBUG
        else [
            *_data_keys(),
            *_hash_key(),
            *_equal_keys(),
            *_fallbacks(),
            *_development_login(),
            *_numbers(),
            *_channels(),
        ]
    )


def _has_log_in() -> bool:
    """Return True if citizens can log in here.

    An installation with the catalogue alone stores nothing personal and needs no keys.
    """
    return configuration.current().configured


def _data_keys() -> Iterator[CheckMessage]:
    if (_has_log_in() and not settings.DATA_KEYS) or any(
        is_weak(key) for key in settings.DATA_KEYS
    ):
        yield Error(
            "DATA_KEYS thiếu hoặc quá yếu.",
            hint=f"{NEW_KEY_HINT} DATA_KEYS. Cất riêng một bản: mất khoá là mất số điện thoại.",
            id="citizens.E001",
        )


def _hash_key() -> Iterator[CheckMessage]:
    if (_has_log_in() and not settings.HASH_KEY) or (
        settings.HASH_KEY and is_weak(settings.HASH_KEY)
    ):
        yield Error(
            "HASH_KEY thiếu hoặc quá yếu.",
            hint=f"{NEW_KEY_HINT} HASH_KEY. Không đổi về sau: đổi là không tìm thấy số nào nữa.",
            id="citizens.E002",
        )


def _equal_keys() -> Iterator[CheckMessage]:
    secrets = (settings.ZALO_APP_SECRET, settings.ZALO_OPENAPI_KEY, settings.ZALO_OA_SECRET)
    signing = (signing_key(), *settings.SECRET_KEY_FALLBACKS)
    if set(settings.DATA_KEYS) & {*signing, *secrets, settings.HASH_KEY} or settings.HASH_KEY in {
        *signing,
        *secrets,
    } - {""}:
        yield Error(
            "Một khoá được dùng cho hai việc.",
            hint=f"{NEW_KEY_HINT} từng biến: SECRET_KEY, DATA_KEYS, HASH_KEY.",
            id="citizens.E003",
        )


def _fallbacks() -> Iterator[CheckMessage]:
    if any(is_weak(key) for key in settings.SECRET_KEY_FALLBACKS):
        yield Error(
            "SECRET_KEY_FALLBACKS có khoá quá yếu: ai biết khoá ấy giả được phiên đăng nhập.",
            hint="Chỉ giữ khoá SECRET_KEY vừa thay, trong thời gian một phiên; sau đó bỏ trống.",
            id="citizens.E004",
        )


def _development_login() -> Iterator[CheckMessage]:
    if settings.DEVELOPMENT_LOGIN:
        yield Error(
            "DEVELOPMENT_LOGIN đang bật khi DEBUG tắt: ai cũng đăng nhập được bằng công dân thử "
            "nghiệm.",
            hint="Bỏ DEVELOPMENT_LOGIN khỏi môi trường.",
            id="citizens.E005",
        )


def _numbers() -> Iterator[CheckMessage]:
    if settings.NOTICES_PER_SECOND <= 0:
        yield Error(
            "NOTICES_PER_SECOND không hợp lý.",
            hint="NOTICES_PER_SECOND lớn hơn 0; mặc định 10.",
            id="citizens.E009",
        )


def _channels() -> Iterator[CheckMessage]:
    readers = (
        channel_settings.channel_order,
        channel_settings.quiet_hours,
        channel_settings.silent_channels,
    )
    for read in readers:
        try:
            read()
        except ValueError as error:
            yield Error(
                f"{error} không đúng dạng.",
                hint="NOTICES_CHANNEL_ORDER nêu đủ user, phone, text, notification; "
                "NOTICES_QUIET_… viết như 22-6, none là lúc nào cũng gửi; "
                "NOTICES_SILENT_CHANNELS chỉ gồm các kênh ấy, hoặc none.",
                id="citizens.E010",
            )


@register(Tags.security, deploy=True)
def privacy_notice(**_kwargs: object) -> list[CheckMessage]:
    """Refuse if citizens log in and the privacy notice names no authority or no contact."""
    missing = missing_contacts()
    if settings.DEBUG or not _has_log_in() or not missing:
        return []
    hint = (
        f"Đặt {', '.join(missing)}: công dân phải biết ai giữ dữ liệu và liên hệ với ai (Luật "
        "91/2025/QH15)."
    )
    return [
        Error(
            "Thông báo về dữ liệu cá nhân chưa nêu đủ cơ quan và đầu mối liên hệ.",
            hint=hint,
            id="citizens.E011",
        )
    ]


@register(Tags.database)
def keys_fit_the_data(
    *, databases: Sequence[str] | None = None, **_kwargs: object
) -> list[CheckMessage]:
    """Find keys that did not write the stored phones: with them no phone would be found."""
    return (
        []
        if not databases or not has_table("citizens_citizen") or _reads_the_newest_phone()
        else [
            Error(
                "DATA_KEYS hoặc HASH_KEY không phải khoá đã dùng cho dữ liệu đang có.",
                hint="Đặt lại khoá cũ. Thay DATA_KEYS: thêm khoá mới vào đầu, giữ khoá cũ tới khi "
                "manage.py rotate_data_keys xong.",
                id="citizens.E008",
            )
        ]
    )


def _reads_the_newest_phone() -> bool:
    try:
        newest = (
            Citizen.objects.exclude(phone="")
            .order_by("-pk")
            .values_list("phone", "phone_hash")
            .first()
        )
    except encryption.UnreadableValue:
        return False
    return newest is None or phone_hash(newest[0]) == newest[1]
