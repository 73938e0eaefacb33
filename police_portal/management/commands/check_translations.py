"""Find English texts of the libraries that people would see; --write compiles first."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from police_portal import translations


class Command(BaseCommand):
    requires_system_checks = ()  # some use the database; this one needs none
    help = "Tìm chuỗi của thư viện chưa có tiếng Việt; --write biên dịch lại tệp .po trước."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="Biên dịch các tệp .po thành .mo.")

    def handle(self, *args: object, **options: object) -> None:
        if options["write"]:
            translations.write_compiled()
        gaps = list(translations.gaps())
        if gaps:
            raise CommandError("\n".join(gaps))
        count = sum(len(translations.wanted(domain)) for domain in translations.DOMAINS)
        self.stdout.write(f"Vietnamese: {count} texts of {len(translations.SOURCES)} packages.")
