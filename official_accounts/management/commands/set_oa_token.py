"""`manage.py set_oa_token`: enter the pair of tokens that Zalo's console gave after consent."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from official_accounts import tokens
from zalo_client.graph import fits_header

MAX_BYTES = 20_000
FULL_LIFE = 90_000  # seconds until a new access token expires


class Command(BaseCommand):
    """Reads standard input or the environment, never arguments, which every user can see."""

    help = (
        "Nhập cặp mã của Official Account (ZALO_OA_ID): JSON của Zalo từ đầu vào chuẩn, "
        "hoặc các biến OA_ACCESS_TOKEN và OA_REFRESH_TOKEN với --from-environment."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-environment",
            action="store_true",
            help="Đọc biến môi trường thay cho đầu vào chuẩn.",
        )

    def handle(self, **options: Any) -> None:
        oa_id = settings.ZALO_OA_ID.strip()
        if not oa_id:
            raise CommandError("Chưa đặt ZALO_OA_ID.")
        values = _environment() if options["from_environment"] else _standard_input()
        access, refresh = (_token(values, name) for name in ("access_token", "refresh_token"))
        tokens.enter_pair(oa_id, access, refresh, _seconds(values))
        self.stdout.write(
            f"Đã lưu cặp mã của Official Account {oa_id}. Tiến trình gửi thông báo tự làm mới từ "
            "nay."
        )


def _environment() -> Mapping[str, object]:
    return {
        name: os.environ.get(f"OA_{name.upper()}", "") for name in ("access_token", "refresh_token")
    }


def _standard_input() -> Mapping[str, object]:
    text = sys.stdin.read(MAX_BYTES + 1)
    try:
        values = json.loads(text) if len(text) <= MAX_BYTES else None
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise CommandError(
            'Cần JSON như Zalo trả về: {"access_token": "…", "refresh_token": "…", "expires_in": '
            '"90000"}.'
        )
    return values


def _token(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value.strip() or not fits_header(value.strip()):
        raise CommandError(f"Thiếu hoặc sai {name}.")
    return value.strip()


def _seconds(values: Mapping[str, object]) -> int:
    text = str(values.get("expires_in", FULL_LIFE))
    if not text.isdecimal() or not 0 < int(text) <= FULL_LIFE * 10:
        raise CommandError("expires_in phải là số giây.")
    return int(text)
