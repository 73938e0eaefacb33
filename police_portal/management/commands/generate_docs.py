"""Write the documents that are generated from code; with --check, only compare."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from police_portal.documents.generated import DOCUMENTS, SchemaWarnings


class Command(BaseCommand):
    help = "Ghi các tài liệu sinh từ mã nguồn; --check chỉ so sánh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Báo lỗi nếu tài liệu đã cũ, không ghi."
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            stale = [name for name in DOCUMENTS if self.differs(name, write=not options["check"])]
        except SchemaWarnings as warnings:
            raise CommandError(f"drf-spectacular warns:\n{warnings}") from warnings
        if stale and options["check"]:
            raise CommandError(f"Stale: {', '.join(stale)}. Run `make docs`.")
        self.stdout.write(f"Written: {', '.join(stale)}." if stale else "Current.")

    def differs(self, name: str, *, write: bool) -> bool:
        """Return True if the file `name` differs from the generated text; write it if `write`."""
        path, text = Path(settings.BASE_DIR) / name, DOCUMENTS[name]()
        if path.exists() and path.read_text() == text:
            return False
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return True
