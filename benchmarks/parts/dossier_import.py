"""What importing 100,000 dossiers costs: time, memory, and what the site does meanwhile.

One dossier in five belongs to a citizen who uses the app, so that a notice is queued for it. The
first file is loaded with nothing else going on; the second, of other dossiers, while wrk asks the
site.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from benchmarks.keys import new_keys
from benchmarks.measuring import say
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import serving
from benchmarks.settings import production
from benchmarks.wrk import Load, Target, drive
from citizens.login import sessions
from citizens.login.phones import phone_hash
from citizens.models import Citizen
from dossiers.models import Dossier, DossierEvent
from offices.models import Office
from procedures.models import Procedure

ROWS = 100_000
KNOWN = 5  # one in so many
KIB = 1024
HEADER = [
    *("MaHoSo", "MaTTHC", "TenTTHC", "ChuHoSo", "SoDienThoai", "NgayTiepNhan", "NgayHenTra"),
    *("TrangThaiHoSo", "NgayTra", "NgayKetThucXuLy", "DonViXuLy"),
]


@dataclass(frozen=True)
class Loaded:
    """What loading one file took: seconds in all and of computing, and megabytes at most."""

    seconds: float
    computed: float
    megabytes: float


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about loading files."""
    count = ROWS // 10 if small else ROWS
    environment = new_keys()
    say(f"making two files of {count:,} dossiers")
    _citizens(count)
    first, second = _file("A", count), _file("B", count)
    say("loading the first")
    loaded = _load(first, database, environment)
    assert Dossier.objects.count() == count, "rows were refused"
    assert DossierEvent.objects.count() == 2 * count
    yield at_least(
        f"import of {count:,} dossiers from CSV", count / loaded.seconds, 2000, " rows/s"
    )
    yield Row("… computed by the command for each row", loaded.computed / count * 1_000_000, " µs")
    yield at_most("… its largest memory", loaded.megabytes, 300, " MB")
    yield from _meanwhile(second, database, environment, 1 if small else 10)


def _phone(number: int) -> str:
    return f"+84912{number:06d}"


def _citizens(count: int) -> None:
    now = timezone.now()
    people = [
        Citizen(
            app_id="import",
            zalo_user_id=f"i{n}",
            phone=_phone(n),
            phone_hash=phone_hash(_phone(n)),
            phone_verified_at=now,
        )
        for n in range(0, count, KNOWN)
    ]
    Citizen.objects.bulk_create(people, batch_size=1000)


def _file(letter: str, count: int) -> Path:
    """Write a file of dossiers that were accepted some days ago and are being worked on."""
    accepted = timezone.localtime() - timedelta(days=5)
    office = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[0].name
    codes = list(Procedure.objects.exclude(code="").order_by("pk").values_list("code", "name")[:50])
    due = accepted + timedelta(days=20)
    rest = [f"{accepted:%d/%m/%Y} 08:30", f"{due:%d/%m/%Y}", "4", "", "", office]
    with tempfile.NamedTemporaryFile(
        "w", prefix="police_portal_bench_", suffix=".csv", newline="", delete=False
    ) as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for n in range(count):
            dossier = f"{letter}01.899.909-{accepted:%y%m%d}-{n:06d}"
            applicant = [f"Nguyễn Văn {n}", f"0{_phone(n)[3:]}"]
            writer.writerow([dossier, *codes[n % len(codes)], *applicant, *rest])
    return Path(file.name)


def _started(
    file: Path, database: str, environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "import_dossiers", str(file), "--apply"]
    return subprocess.Popen(
        command,
        env={**production(database), **environment, "LOG_LEVEL": "WARNING"},
        stdout=subprocess.DEVNULL,
    )


def _ended(process: "subprocess.Popen[bytes]", file: Path) -> Loaded:
    begun = _start_of(process.pid)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    file.unlink()
    assert process.returncode == 0, "the import failed"
    return Loaded(_now() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / KIB)


def _start_of(pid: int) -> float:
    """Return when a process began, in seconds since the machine did."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after_name[19]) / os.sysconf("SC_CLK_TCK")


def _now() -> float:
    return float(Path("/proc/uptime").read_text().split()[0])


def _load(file: Path, database: str, environment: Mapping[str, str]) -> Loaded:
    return _ended(_started(file, database, environment), file)


def _meanwhile(
    file: Path, database: str, environment: dict[str, str], seconds: float
) -> Iterator[Row]:
    """Ask for the catalogue and for a citizen's dossiers, in quiet and while a file is loaded."""
    citizen = Citizen.objects.get(zalo_user_id="i0")
    bearer = f"Authorization: Bearer {sessions.begin(citizen)[0]}"
    with serving(database, environment=environment) as server:
        targets = {
            "catalogue": Target(server, "/api/v1/procedures/?search=ho+chieu"),
            "a citizen's dossiers": Target(server, "/api/v1/dossiers/", (bearer,)),
        }
        quiet = {name: drive(target, seconds) for name, target in targets.items()}
        process = _started(file, database, environment)
        busy: dict[str, Load] = {}
        for name, target in targets.items():
            assert process.poll() is None, "the import was over before the site was asked"
            busy[name] = drive(target, seconds)
        _ended(process, file)
    for name in targets:
        yield Row(
            f"{name}, answers while a file is loaded : in quiet (no error among them)",
            busy[name].rate / quiet[name].rate,
        )
        yield Row(
            f"… 99 % within, while a file is loaded (in quiet {quiet[name].p99:.0f} ms)",
            busy[name].p99,
            " ms",
        )
