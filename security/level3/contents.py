"""The annexes of the dossier as tables of texts."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import distributions
from pathlib import Path
from platform import python_version
from string import Formatter

from django.conf import settings
from django.db import connection
from django.utils import timezone

from citizens.models import Citizen
from foundation.records import retention
from foundation.records.retention import in_words
from officers.first_page.words import number
from security.models import SecurityIncident

FOLDER = Path(__file__).parent
SENSITIVE, BASIC = 10_000, 100_000  # persons from which a system is level 3 (NĐ 331/2026 Đ13)


@dataclass(frozen=True)
class Annex:
    """One table of the dossier."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def annexes(year: int) -> list[Annex]:
    """Return all annexes; figures of incidents are those of `year`."""
    return [
        Annex("Phụ lục 1", "Thành phần phần mềm", ("Thành phần", "Phiên bản"), list(_software())),
        Annex(
            "Phụ lục 2", "Dữ liệu được giữ", ("Dữ liệu", "Lý do giữ", "Thời hạn", "Số dòng"),
            list(_kinds_of_data(timezone.now())),
        ),
        Annex("Phụ lục 3", "Số người", ("Chỉ số", "Số"), list(_persons())),
        Annex(
            "Phụ lục 4", "Vùng mạng và luồng dữ liệu", ("Từ", "Đến", "Cổng", "Nội dung"),
            _read("zones.tsv"),
        ),
        Annex("Phụ lục 5", "Nhật ký và thời hạn giữ", ("Nhật ký", "Thời hạn"), list(_logs())),
        Annex(
            "Phụ lục 6", f"Sự cố năm {year} (mẫu 08)", ("Chỉ số", "Số"), list(_of_year(year))
        ),
        Annex(
            "Phụ lục 7", "Yêu cầu và cách đáp ứng",
            ("Yêu cầu", "Điều khoản", "Trả lời bằng", "Hiện trạng", "Căn cứ", "Độ chắc"),
            list(_requirements()),
        ),
    ]  # fmt: skip


def _read(name: str) -> list[tuple[str, ...]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]


def _software() -> Iterator[tuple[str, str]]:
    yield "police_portal", str(settings.SPECTACULAR_SETTINGS["VERSION"])
    yield "Python", python_version()
    yield connection.display_name, _server_version()
    found = {one.metadata["Name"]: one.version for one in distributions()}
    yield from sorted(found.items(), key=lambda one: one[0].casefold())


def _server_version() -> str:
    return ".".join(map(str, connection.get_database_version()))


def _kinds_of_data(now: datetime) -> Iterator[tuple[str, ...]]:
    """Yield each kind; rows whose time each row decides itself are not counted."""
    for kind in retention.classes():
        held = number(kind.due(now).count() if kind.setting else None)
        yield kind.title, kind.reason, kind.keeps, held


def _persons() -> Iterator[tuple[str, str]]:
    held = Citizen.objects.filter(erased_at__isnull=True).count()
    yield "Công dân có tài khoản, chưa xoá dữ liệu", str(held)
    yield "Ngưỡng cấp độ 3: dữ liệu cá nhân cơ bản", str(BASIC)
    yield "Ngưỡng cấp độ 3: dữ liệu cá nhân nhạy cảm", str(SENSITIVE)


def _logs() -> Iterator[tuple[str, str]]:
    yield "Đăng nhập của cán bộ", in_words(settings.SIGN_IN_LOG_DAYS)
    yield "Truy cập dữ liệu cá nhân, thay đổi dữ liệu", in_words(settings.ACCESS_LOG_DAYS)
    yield "Thao tác trong trang quản trị", in_words(settings.ADMIN_HISTORY_DAYS)
    yield "Truy cập web (nginx)", "do tỉnh đặt: /etc/logrotate.d/nginx, nên là 100 ngày"
    yield "Tiến trình, ứng dụng (journald)", "do tỉnh đặt (MaxRetentionSec)"


def _of_year(year: int) -> Iterator[tuple[str, str]]:
    begin, end = (timezone.make_aware(datetime(one, 1, 1)) for one in (year, year + 1))  # noqa: DTZ001
    rows = SecurityIncident.objects.filter(noticed_at__gte=begin, noticed_at__lt=end)
    yield "Sự cố", str(rows.count())
    yield "Nghiêm trọng", str(rows.filter(is_serious=True).count())
    yield "Vi phạm dữ liệu cá nhân", str(rows.filter(personal_data=True).count())
    late = sum(_given_late(row) for row in rows.prefetch_related("events"))
    yield "Báo cáo gửi quá hạn hoặc chưa gửi khi đã quá hạn", str(late)
    yield "Chưa kết thúc", str(rows.open().count())


def _given_late(row: SecurityIncident) -> int:
    """Return how many notices of an incident were late, or still are."""
    given: dict[str, datetime] = {}
    for event in row.events.all():
        given.setdefault(event.move, event.done_at)
    return sum(given.get(move, timezone.now()) > due for move, due in row.due_times.items())


def _requirements() -> Iterator[tuple[str, ...]]:
    for article, requirement, by, answer, evidence, certainty in _read("requirements.tsv"):
        yield requirement, article, by, _with_settings(answer), evidence, certainty


def _with_settings(answer: str) -> str:
    """Fill in the values of the settings that an answer names."""
    names = [name for _text, name, _spec, _how in Formatter().parse(answer) if name]
    return answer.format(**{name: getattr(settings, name) for name in names})
