"""The rows of the doctor: each returns what is wrong, in words, or nothing."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

from installation import backup, copies, database, records, sealing
from installation.answers import Answers
from installation.machine import Failed, Machine
from installation.places import CERTIFICATE, CONFIRMED, DATA, HOME, PORTS, POSTGRESQL, SERVICES
from installation.settings_file import SettingsFile

UNITS = (*SERVICES, "nginx", "nftables", "police-portal-backup.timer")
PORT_OF_POSTGRESQL = "5432"
# What a main process writes when it ends a worker that hangs (police_portal/heartbeats.py); a look
# comes every five minutes.
HUNG = (
    *("journalctl", "--unit=police-portal@*", "--since=-6min", "--quiet", "--output=cat"),
    *("--grep=silent: killed", "--no-pager"),
)
RESTARTS, FULL_PERCENT = 3, 85
BACKUP_AGE, ALARM_AGE = timedelta(hours=26), timedelta(days=31)
CERTIFICATE_SECONDS = 21 * 24 * 3600
QUEUE_SECONDS = 15 * 60
QUERIES = {
    "Tin chờ gửi": (
        "SELECT coalesce(extract(epoch FROM now() - min(next_try_at)), 0)::bigint "
        "FROM citizens_delivery WHERE state IN ('waiting', 'claimed') AND next_try_at < now()"
    ),
    "Sự kiện của Zalo": (
        "SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::bigint "
        "FROM citizens_webhookevent WHERE processed_at IS NULL AND unknown_account = ''"
    ),
}
ADMINISTRATORS = "SELECT count(*) FROM auth_user WHERE is_superuser AND is_active"
TOKENS = (
    "SELECT count(*) FROM official_accounts_oatoken "
    "WHERE refused OR expires_at < now() + interval '5 hours'"
)
ARCHIVE = (
    "SELECT count(*) FROM pg_stat_archiver "
    "WHERE last_failed_time > coalesce(last_archived_time, '-infinity')"
)

Row = Callable[[Machine, SettingsFile, Answers], Iterator[str]]


def ready(machine: Machine, settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Name what instances say: parts that failed, and warnings."""
    host = settings.get("ALLOWED_HOSTS").partition(",")[0]
    for port in PORTS:
        url = f"http://127.0.0.1:{port}/health/ready/"
        try:
            said = json.loads(machine.told("curl", "-s", "-m", "8", "-H", f"Host: {host}", url))
        except ValueError:
            yield f"Cổng {port} không trả lời."
            continue
        failed = {name: text for name, text in said.get("parts", {}).items() if text != "ok"}
        yield from (f"Cổng {port}: {name}: {text}" for name, text in failed.items())
        yield from said.get("warnings", []) if port == PORTS[0] else ()


def units(machine: Machine, _settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Name units that do not run, that loop, or that broke since the last look; what hung."""
    former = records.read(machine).get("restarts", {})
    for unit, (state, restarts) in unit_states(machine).items():
        if state != "active":
            yield f"{unit}: {state}"
        elif restarts > RESTARTS:
            yield f"{unit}: đã tự khởi động lại {restarts} lần"
        elif restarts > former.get(unit, restarts):
            yield f"{unit}: vừa hỏng và đã tự khởi động lại"
    hung = machine.told(*HUNG)
    yield from (f"Một tiến trình bị treo, đã được thay: {line}" for line in hung.splitlines())


def unit_states(machine: Machine) -> dict[str, tuple[str, int]]:
    """Return of each unit whether it is active, and how often it came back by itself."""
    states = {}
    for unit in (*UNITS, *_clusters(machine)):
        said = machine.told("systemctl", "show", "-p", "ActiveState,NRestarts", unit)
        found = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
        states[unit] = (found.get("ActiveState", "?"), int(found.get("NRestarts") or 0))
    return states


def _clusters(machine: Machine) -> list[str]:
    """Return the units of PostgreSQL that the service may speak to, of any version."""
    listed = [line.split() for line in machine.told("pg_lsclusters", "--no-header").splitlines()]
    return [f"postgresql@{one[0]}-{one[1]}" for one in listed if one[2] == PORT_OF_POSTGRESQL]


def copies_made(machine: Machine, _settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Name what is wrong with backups."""
    try:
        folder = backup.folder_of(machine)
    except Failed as reason:
        yield str(reason)
        return
    newest = next(reversed(copies.finished(folder)), None)
    if newest is None or records.is_older(copies.manifest(newest).get("at"), BACKUP_AGE):
        yield f"Không có bản sao nào được khôi phục thử trong 26 giờ qua ở {folder}."
    if folder.exists() and copies.disk_of(folder) == copies.disk_of(machine.path(POSTGRESQL)):
        yield f"{folder} ở cùng đĩa với cơ sở dữ liệu: hỏng đĩa là mất cả hai."


def certificate(machine: Machine, settings: SettingsFile, answers: Answers) -> Iterator[str]:
    """Name what is wrong with the certificate."""
    read = ("openssl", "x509", "-noout", "-in", str(machine.path(CERTIFICATE)))
    if not machine.ask(*read, "-checkend", "0"):
        yield f"{CERTIFICATE} không đọc được hoặc đã hết hạn."
    elif not machine.ask(*read, "-checkend", str(CERTIFICATE_SECONDS)):
        yield f"Hết hạn trong 21 ngày: {machine.told(*read, '-enddate')}"
    host = answers.get("host", "") or settings.get("ALLOWED_HOSTS")
    if "does match" not in machine.told(*read, "-checkhost", host):
        yield f"Chứng thư không phải của {host}."
    names = machine.told(*read, "-issuer", "-subject").splitlines()
    if len({line.partition("=")[2].strip() for line in names}) == 1:
        yield "Chứng thư tự ký, chỉ để thử: Zalo và điện thoại không chấp nhận."


def clock(machine: Machine, _settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Say so if the clock is not kept right."""
    if machine.told("timedatectl", "show", "-p", "NTPSynchronized", "--value") != "yes":
        yield "Đồng hồ không được chỉnh: xem chronyc tracking."


def disk(machine: Machine, _settings: SettingsFile, answers: Answers) -> Iterator[str]:
    """Name disks that are nearly full, and an archive of the WAL that stands."""
    seen = set()
    for name in ("/", DATA, POSTGRESQL, answers.get("backup_folder", "/")):
        path = machine.path(name)
        if not path.exists():
            yield f"{name} không có: đĩa chưa được gắn?"
        elif copies.disk_of(path) not in seen:
            seen.add(copies.disk_of(path))
            usage = shutil.disk_usage(path)
            percent = round(100 * (1 - usage.free / usage.total))
            if percent > FULL_PERCENT:
                yield f"{name}: đĩa đầy {percent} %"
    if database.query(machine, ARCHIVE) not in {"", "0"}:
        yield "PostgreSQL không lưu được WAL: xem archive_command."


def queues(machine: Machine, _settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Name queues whose oldest entry waits for too long."""
    for name, text in QUERIES.items():
        seconds = database.query(machine, text)
        if not seconds.isdigit():
            yield f"{name}: không hỏi được cơ sở dữ liệu."
        elif int(seconds) > QUEUE_SECONDS:
            yield f"{name}: cũ nhất đã chờ {int(seconds) // 60} phút."


def zalo(machine: Machine, settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Name what is missing for Zalo, and tokens that end."""
    if not settings.get("ZALO_APP_ID") or not settings.get("ZALO_APP_SECRET"):
        yield "Chưa có ứng dụng Zalo, người dân không đăng nhập được: police-portal zalo."
    if database.query(machine, TOKENS) not in {"", "0"}:
        yield "Mã của Official Account sắp hết hạn hoặc bị từ chối: kết nối lại trong Quản trị."


def people(machine: Machine, _settings: SettingsFile, answers: Answers) -> Iterator[str]:
    """Name what people have to do."""
    if not machine.exists(CONFIRMED):
        yield "Chưa cất khoá, bản sao lưu chưa được mã hoá: police-portal keys."
    elif not sealing.recipient(machine):  # put away before there was a key of the copies
        yield "Bản sao lưu chưa được mã hoá: police-portal keys in khoá để cất."
    if database.query(machine, ADMINISTRATORS) in {"0", "1"}:
        yield "Chỉ có một quản trị viên: tạo thêm người thứ hai."
    known = records.read(machine)
    if not answers.get("alarm_mail"):
        yield "Không ai được báo khi hỏng: police-portal setup --alarm-mail …"
    elif fault := known.get("mail_failed"):
        yield f"Không gửi được thư cảnh báo: {fault}"
    elif records.is_older(known.get("tested"), ALARM_AGE):
        yield "Tháng này chưa thử cảnh báo: police-portal alarm --test."


def version(machine: Machine, _settings: SettingsFile, _answers: Answers) -> Iterator[str]:
    """Say so if another version serves than the one that is installed."""
    installed = machine.told("dpkg-query", "-W", "-f", "${Version}", "police-portal")
    serving = machine.path(HOME).resolve().name
    if installed and serving != installed:
        yield f"Đang chạy {serving}, đã cài {installed}: police-portal-upgrade nói vì sao."


ROWS: dict[str, tuple[str, Row]] = {
    "ready": ("Dịch vụ sẵn sàng", ready),
    "units": ("Đơn vị systemd", units),
    "backup": ("Sao lưu", copies_made),
    "certificate": ("Chứng thư", certificate),
    "clock": ("Đồng hồ", clock),
    "disk": ("Đĩa", disk),
    "queues": ("Hàng đợi", queues),
    "zalo": ("Zalo", zalo),
    "people": ("Con người", people),
    "version": ("Phiên bản", version),
}
