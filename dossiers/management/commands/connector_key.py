"""`manage.py connector_key create|list|rotate|revoke`: keys of the province's connector."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dossiers.connector import keys, scopes
from dossiers.models import ConnectorKey
from foundation.records.wording import show_moment


class Command(BaseCommand):
    """Creates, lists, rotates and revokes keys. A key is printed once, when it is created."""

    help = "Quản lý khoá của hệ thống kết nối. Khoá chỉ hiện một lần, lúc tạo."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="VIỆC")
        create = acts.add_parser("create", help="Tạo khoá.")
        create.add_argument("name", metavar="TÊN", help="Hệ thống nào dùng khoá.")
        create.add_argument(
            "--office",
            action="append",
            required=True,
            metavar="MÃ",
            help="Đơn vị được ghi, gồm cả cấp dưới; ghi được nhiều lần.",
        )
        create.add_argument(
            "--scope",
            action="append",
            choices=[name for name, _title in scopes.choices()],
            metavar="QUYỀN",
            help="Khoá được làm gì; ghi được nhiều lần. Mặc định dossiers.write; còn có "
            "dossiers.read, events.dossier và các loại sự kiện khác.",
        )
        rotate = acts.add_parser(
            "rotate", help="Tạo khoá thay thế; khoá cũ còn dùng được thêm 7 ngày."
        )
        revoke = acts.add_parser("revoke", help="Thu hồi khoá ngay.")
        acts.add_parser("list", help="Liệt kê các khoá.")
        for one in (rotate, revoke):
            one.add_argument("key", metavar="MÃ KHOÁ", help="Phần trước dấu chấm của khoá.")
        for one in (create, rotate):
            one.add_argument(
                "--days",
                type=int,
                default=keys.DEFAULT_DAYS,
                metavar="NGÀY",
                help="Thời hạn của khoá.",
            )

    def handle(self, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except ConnectorKey.DoesNotExist as error:
            raise CommandError("Không có khoá này.") from error

    def _create(self, options: dict[str, Any]) -> None:
        granted = options["scope"] or [scopes.WRITE]
        self._show(
            *keys.create(options["name"], options["office"], options["days"], granted=granted)
        )

    def _rotate(self, options: dict[str, Any]) -> None:
        key = ConnectorKey.objects.get(public_id=options["key"])
        self._show(*keys.rotate(key.pk, options["days"]))

    def _revoke(self, options: dict[str, Any]) -> None:
        keys.revoke(ConnectorKey.objects.get(public_id=options["key"]).pk)
        self.stdout.write("Đã thu hồi.")

    def _list(self, _options: dict[str, Any]) -> None:
        now = timezone.now()
        for key in ConnectorKey.objects.prefetch_related("offices"):
            offices = ", ".join(office.pk for office in key.offices.all())
            may = ", ".join(key.scopes)
            used = f"{key.last_used_on:%d/%m/%Y}" if key.last_used_on else "chưa dùng"
            self.stdout.write(
                f"{key.public_id}  {key.name}  {offices}  {may}  {keys.state_of(key, now)}  dùng "
                f"gần nhất: {used}"
            )

    def _show(self, key: ConnectorKey, text: str) -> None:
        self.stdout.write(
            f"Khoá (chỉ hiện lần này, hãy cất vào nơi an toàn):\n{text}\nHết hạn: "
            f"{show_moment(key.expires_at)}"
        )
