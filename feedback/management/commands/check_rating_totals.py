"""Check that the totals match the ratings; `--rebuild` corrects them."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from feedback.satisfaction import rating_totals


class Command(BaseCommand):
    help = (
        "Đối chiếu tổng đánh giá với từng đánh giá; thêm --rebuild để tính lại. Số liệu đã "
        "công bố không đổi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="Tính lại; các đánh giá mới chờ trong lúc đó."
        )

    def handle(self, *_arguments: object, rebuild: bool, **_options: object) -> None:
        if rebuild:
            self.stdout.write(
                f"Đã tính lại; trước đó có {rating_totals.rebuild_totals()} tổng sai."
            )
        elif wrong := rating_totals.wrong_totals():
            raise CommandError(f"Có {len(wrong)} tổng sai. Thêm --rebuild để tính lại.")
        else:
            self.stdout.write("Mọi tổng đều đúng.")
