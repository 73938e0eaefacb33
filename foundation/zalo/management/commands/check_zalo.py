"""Explain what is misconfigured between us and Zalo; exits with 1 if something must be fixed."""

import sys
from getpass import getpass

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.zalo import configuration
from foundation.zalo.diagnosis import diagnose
from foundation.zalo.findings import Level


class Command(BaseCommand):
    help = (
        "Kiểm tra cấu hình Zalo: khoá, kết nối, vị trí máy chủ, đồng hồ, mã của Official Account."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--token",
            action="store_true",
            help="Hỏi một mã truy cập thật của Mini App (không hiện trên màn hình).",
        )
        parser.add_argument(
            "--oa-token",
            action="store_true",
            help="Hỏi mã truy cập của Official Account (không hiện trên màn hình).",
        )

    def handle(self, *args: object, **options: object) -> None:
        token = _ask("Mã truy cập của Mini App: ") if options["token"] else ""
        oa_token = _ask("Mã truy cập của Official Account: ") if options["oa_token"] else ""
        failed = 0
        for finding in diagnose(configuration.current(), timezone.now, token, oa_token):
            failed += finding.level is Level.FAILED
            self.stdout.write(
                f"[{finding.level}] {finding.text}"
                + (f"\n    {finding.hint}" if finding.hint else "")
            )
        if failed:
            raise CommandError(f"Có {failed} điều cần sửa.")
        self.stdout.write("Không có điều gì cần sửa.")


def _ask(prompt: str) -> str:
    """Read a secret without showing it, from standard input if there is no terminal."""
    return (getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()).strip()
