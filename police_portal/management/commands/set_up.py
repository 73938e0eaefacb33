"""Prepare the service to run, then print where everything is."""

import os
from contextlib import AbstractContextManager, suppress
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from demo import official_accounts
from demo.reports import KNOWN_SECRET, known_report
from dossiers.connector import keys
from foundation.files.away import StorageAway
from foundation.files.guard import NotOurs
from foundation.records.steps import step
from foundation.records.vietnamese import fold
from foundation.storage import owner
from officers.demo_accounts import DEMO_PASSWORD, create_demo_officer, role_accounts
from offices.geography.provinces import UnknownProvince, find_province
from offices.geography.readings import bare_name
from offices.installation import add_province_argument, choose_province, police_name
from offices.models import Office
from police_portal import VERSION

BANNER = """
Cổng dịch vụ {name}, phiên bản {version}: http://127.0.0.1:{port}

  Tài liệu API   http://127.0.0.1:{port}/api/docs/
  Quản trị       http://127.0.0.1:{port}/quan-tri/
  Tình trạng     http://127.0.0.1:{port}/health/ready/
{mini_app}
  curl 'http://127.0.0.1:{port}/api/v1/procedures/?search=mat+ho+chieu'
  curl 'http://127.0.0.1:{port}/api/v1/procedures/tthc-1-001456/checklist/?channel=direct&accepted_at=2026-11-23T09:00:00%2B07:00&place={place}'
  curl 'http://127.0.0.1:{port}/api/v1/offices/?place={place}'
{login}"""
# In production: the next steps instead of examples for an address that nobody can reach.
SERVES = """
{name}, phiên bản {version}: đã sẵn sàng cho {address}

  Tài khoản đầu tiên   police-portal administrator
  Quản trị             {address}/quan-tri/
  Tình trạng           {address}/health/ready/
"""
MINI_APP = "  Mini App       http://localhost:{port}/zapps/{id}/\n"
# The three citizens of the simulator, and how to get the code of Zalo's SDK.
LOGINS = """
  Đăng nhập thử (Zalo mô phỏng ở {zalo}), access_token là một trong:
    demo-co-so-dien-thoai   demo-khong-so-dien-thoai   demo-chua-du-tuoi

  curl -X POST http://127.0.0.1:{port}/api/v1/session/ \
-H 'Content-Type: application/json' -d '{{"access_token": "demo-co-so-dien-thoai"}}'
  Mã thay cho getPhoneNumber(): \
curl -X POST '{zalo}/simulator/phone-code?token=demo-co-so-dien-thoai'
"""

KEY = """
  Khoá thử của hệ thống kết nối (docs/integrators.md), khoá lần trước hết hiệu lực:
    {key}
"""


class Command(BaseCommand):
    help = "Chuẩn bị cơ sở dữ liệu và dữ liệu ban đầu, rồi in các địa chỉ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Cổng sẽ in trong các địa chỉ.")
        parser.add_argument(
            "--banner", type=Path, metavar="TỆP", help="Ghi các địa chỉ vào tệp này, không in ra."
        )
        add_province_argument(parser)

    def handle(self, *args: object, **options: Any) -> None:
        self._refuse_province(options["province"])
        self.stdout.ending = ""  # a step's title and its seconds are on one line
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        with self._step("Cơ sở dữ liệu"):
            call_command("migrate", verbosity=0, interactive=False)
        self._mark_files()
        call_command("load_initial_data", province=options["province"], stdout=self.stdout)
        call_command("create_notice_templates", stdout=StringIO())
        call_command("create_report_kinds", stdout=StringIO())
        login = self._demo() if settings.DEMO_ACCOUNTS else ""
        if not settings.DEBUG:
            with self._step("Tệp tĩnh"):
                call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEVELOPMENT_LOGIN and settings.ZALO_OA_ID and "OA_ACCESS_TOKEN" in os.environ:
            call_command("set_oa_token", from_environment=True, stdout=StringIO())
            official_accounts.connect()
        banner = self._banner(options["port"], login)
        if options["banner"]:
            options["banner"].write_text(banner)
        else:
            self.stdout.write(banner)

    def _step(self, title: str) -> AbstractContextManager[None]:
        return step(self.stdout.write, title)

    @staticmethod
    def _refuse_province(name: str) -> None:
        """Refuse an unknown province, or a second one, before anything is written."""
        try:
            if name:
                find_province(name)
            with suppress(Error):  # before the first migration there are no offices
                choose_province(name)
        except UnknownProvince as error:
            raise CommandError(str(error)) from error

    def _mark_files(self) -> None:
        """Mark the files as this database's before another one can."""
        try:
            owner.require()
        except NotOurs as error:
            raise CommandError(f"{error} {owner.HINT}") from error
        except StorageAway as error:  # the first sweep marks them
            self.stderr.write(f"Chưa gọi được kho tệp ({error.reason}).")

    def _banner(self, port: int, login: str) -> str:
        """Return the addresses, and examples to try."""
        values = {"name": police_name(), "version": VERSION, "place": self._place()}
        if not settings.DEBUG:
            return SERVES.format(address=self._address(), **values)
        text = BANNER.format(port=port, mini_app=self._mini_app(port), login=login, **values)
        if settings.DEMO_ACCOUNTS and Office.objects.exists():
            text += KEY.format(key=keys.sandbox())
        if settings.DEVELOPMENT_LOGIN:
            text += LOGINS.format(zalo=settings.ZALO_GRAPH_URL, port=port)
        return text

    @staticmethod
    def _address() -> str:
        """Return the address at which citizens reach the service."""
        host = next(iter(settings.ALLOWED_HOSTS), "")
        return str(settings.PUBLIC_URL).rstrip("/") or f"https://{host}"

    @staticmethod
    def _place() -> str:
        """Return a name to search for: preferably a former one, which people know."""
        communes = Office.objects.filter(kind=Office.Kind.COMMUNE)
        office = communes.exclude(former_names=[]).first() or communes.first()
        if office is None:
            return ""
        known = office.former_names or [bare_name(office.name)]
        return quote_plus(fold(known[-1].split("(")[0].strip()))

    @staticmethod
    def _mini_app(port: object) -> str:
        """Return the line with its address; at localhost, where Zalo's SDK works best."""
        known = settings.ZALO_MINI_APP_ID
        return MINI_APP.format(port=port, id=known) if known else ""

    def _demo(self) -> str:
        """Create the demo and return the lines about its officers; a failure is only printed."""
        officer = create_demo_officer()
        try:
            with self._step("Dữ liệu thử nghiệm"):
                call_command("create_demo", stdout=StringIO())
        except CommandError as error:
            self.stdout.write(f"Không tạo được dữ liệu thử nghiệm: {error}\n")
        accounts = [(officer.username, "mọi quyền"), *role_accounts()]
        listed = "".join(f"    {name:<22}{role}\n" for name, role in accounts)
        return f"\n  Cán bộ thử nghiệm, mật khẩu {DEMO_PASSWORD}:\n{listed}{self._report()}"

    @staticmethod
    def _report() -> str:
        """Return the line with the anonymous report that can be looked up."""
        number = known_report()
        return f"\n  Phản ánh không tên {number}, mã bí mật {KNOWN_SECRET}\n" if number else ""
