"""Send reports back to their office whose sender did not add what was asked. For a timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.actions import reminding


class Command(BaseCommand):
    help = "Trả phản ánh hết hạn bổ sung về cán bộ để kết luận; chạy lại được bất cứ lúc nào."

    def handle(self, *_arguments: object, **_options: object) -> None:
        count = reminding.remind(timezone.now())
        self.stdout.write(f"Đã trả {count} phản ánh về cán bộ.")
