"""Make trial data where DEBUG is on. A second run changes nothing."""

import time
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from demo.creating import NotPossible, create_demo
from offices.working_time.calendar import YearNotLoaded


class Command(BaseCommand):
    help = (
        "Tạo dữ liệu thử nghiệm của vài tuần gần đây: cán bộ, hồ sơ, câu hỏi, phản ánh, lượt "
        "tìm. Chỉ khi DEBUG bật."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            made = create_demo()
        except (ImproperlyConfigured, NotPossible, YearNotLoaded) as error:
            raise CommandError(str(error)) from error
        if made is None:
            self.stdout.write("Đã có dữ liệu thử nghiệm, không tạo lại.")
            return
        said = ", ".join(f"{number} {what}" for what, number in made.items())
        self.stdout.write(
            f"Đã tạo dữ liệu thử nghiệm trong {time.monotonic() - started:.0f} giây: {said}."
        )
