"""`police-portal restore`: a copy takes the place of the database and the files."""

import argparse
import shutil
import sys
from pathlib import Path

from installation import copies, database, keys, records, sealing, service
from installation.backup import fingerprints, folder_of, media
from installation.machine import Failed, Machine
from installation.places import DATABASE, HOME, SERVICES, USER
from installation.settings_file import FILE, SettingsFile
from installation.setup import Step, run


def main(words: list[str]) -> int:
    """List the copies, ask for one, restore it, say what no command can bring back."""
    parser = argparse.ArgumentParser(
        prog="police-portal restore", description="Khôi phục từ một bản sao lưu."
    )
    parser.add_argument("copy", nargs="?", help="Tên bản sao; không có thì liệt kê.")
    parser.add_argument("--from", dest="folder", type=Path, help="Thư mục khác có các bản sao.")
    parser.add_argument("--without-list", action="store_true", help="Không có ERASURE_LIST.")
    given = parser.parse_args(words)
    machine = Machine()
    folder = given.folder or folder_of(machine)
    if not given.copy:
        return show(folder)
    copy = sound(machine, folder / given.copy)
    if not given.without_list:
        find_list(machine)
    secret = opened(machine, copy)
    run([("Tệp của bản sao", lambda: bring_files(machine, copy, secret))])
    try:
        run(steps(machine, copy, secret, without_list=given.without_list))
    except Failed as fault:
        raise Failed(f"{fault}\n{STANDS}") from fault
    sys.stdout.write(LEFT)
    return 0


STANDS = (
    "Dịch vụ có thể đang dừng: sửa nguyên nhân ở trên, rồi chạy lại lệnh này. Cơ sở dữ liệu và "
    "tệp cũ còn đó; đã thay thì tên có «before»."
)
LEFT = """
Đã khôi phục. Còn phải làm:
  - Quản trị → Official Account → «Kết nối Official Account», từng tài khoản.
  - Thu hồi lại tin, bài đã thu hồi sau thời điểm của bản sao; xem lại quyền của cán bộ.
  - Cơ sở dữ liệu và tệp cũ còn đó, tên có «before»; xoá khi không ai cần nữa.
"""


def show(folder: Path) -> int:
    """List the copies, the newest first."""
    found = copies.finished(folder)
    for copy in reversed(found):
        said = copies.manifest(copy)
        rows = sum(said.get("counts", {}).values())
        more = f"{rows} dòng  {said.get('files')} tệp  {said.get('version')}"
        sys.stdout.write(f"{copy.name}  {more}\n")
    if not found:
        raise Failed(f"Không có bản sao nào trong {folder}.")
    sys.stdout.write("Chọn một: police-portal restore TÊN\n")
    return 0


def sound(machine: Machine, copy: Path) -> Path:
    """Return a copy that can be restored. Raises Failed before anything is changed."""
    said = copies.manifest(copy)
    if not said:
        raise Failed(f"{copy} không phải bản sao đầy đủ. Chưa thay đổi gì.")
    ours = machine.read(f"{HOME}/VERSION").strip()
    if _number(said["version"]) > _number(ours):
        raise Failed(f"Bản sao là của {said['version']}, mới hơn {ours}: nâng cấp trước.")
    dump = copies.dump_of(copy)
    if not dump.is_file() or copies.fingerprint(dump) != said["sha256"]:
        raise Failed(f"{dump} đã bị cắt hoặc bị sửa. Chưa thay đổi gì.")
    ours_now = fingerprints(machine)
    other = [name for name, text in said.get("keys", {}).items() if ours_now.get(name) != text]
    if other:
        raise Failed(
            f"{', '.join(other)} không phải khoá của bản sao: chép các khoá đã cất vào {FILE}, rồi "
            "chạy lại. Chưa thay đổi gì."
        )
    return copy


def find_list(machine: Machine) -> None:
    """Find the list of who was erased, and let the service read it, whoever carried it here.

    Raises Failed before anything is changed: without it they would be back.
    """
    name = SettingsFile(machine.read(FILE)).get("ERASURE_LIST")
    if not name or not machine.path(name).is_file():
        raise Failed(
            f"Không có danh sách người đã xoá dữ liệu ({name or 'ERASURE_LIST'}): chép tệp "
            "erased/list của máy cũ vào đó. Chắc chắn chưa ai xoá dữ liệu: thêm --without-list. "
            "Chưa thay đổi gì."
        )
    machine.own(machine.path(name), f"{USER}:{USER}")


def opened(machine: Machine, copy: Path) -> str:
    """Return the key that opens a copy, if it needs one. Raises Failed."""
    dump = copies.dump_of(copy)
    secret = keys.typed() if dump.name == copies.SEALED else ""
    if not database.opens(machine, dump, secret):
        raise Failed(f"Khoá này không mở được {dump}. Chưa thay đổi gì.")
    return secret


def steps(machine: Machine, copy: Path, secret: str, *, without_list: bool) -> list[Step]:
    """Return the steps in order. The former database and files stay, under other names."""
    moment = records.now().strftime("%Y%m%d_%H%M%S")
    after = ("after_restore", *(("--without-list",) if without_list else ()))

    def manage(*words: str) -> None:
        machine.show("police-portal-manage", *words)

    return [
        ("Dừng dịch vụ", lambda: machine.do("systemctl", "stop", *SERVICES)),
        ("Cơ sở dữ liệu", lambda: _database(machine, copy, secret, moment)),
        ("Tệp", lambda: _files(machine, moment)),
        ("Bảng của phiên bản này", lambda: manage("migrate", "--noinput")),
        ("Đúng khoá không", lambda: manage("check", "--database", "default")),
        ("Xoá lại người đã xoá dữ liệu, giữ thông báo", lambda: manage(*after)),
        ("Tệp là của cơ sở dữ liệu này", lambda: manage("adopt_files", "--apply")),
        ("Chứng cứ", lambda: _evidence(machine)),
        ("Số liệu theo ngày", lambda: manage("recount_days")),
        ("Khởi động", lambda: machine.do("systemctl", "start", *SERVICES)),
        ("Chờ sẵn sàng", lambda: service.await_ready(machine)),
    ]


def _database(machine: Machine, copy: Path, secret: str, moment: str) -> None:
    coming = f"{DATABASE}_coming"
    database.drop(machine, coming)
    try:
        database.restore(machine, copies.dump_of(copy), coming, secret)
    except BaseException:
        database.drop(machine, coming)  # what was read so far fills the disk
        raise
    if database.query(machine, "SELECT 1") == "1":
        database.rename(machine, DATABASE, f"{DATABASE}_before_{moment}")
    database.rename(machine, coming, DATABASE)
    database.prepare(machine)


def bring_files(machine: Machine, copy: Path, secret: str) -> None:
    """Put the files of a copy beside those that serve, while these serve.

    Raises Failed before anything is changed; then nothing of them is left, opened and forgotten.
    """
    coming = _coming(machine)
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(mode=0o700, parents=True)  # as the service makes it
    try:
        _bring(machine, copy, coming, secret)
    except BaseException:
        shutil.rmtree(coming, ignore_errors=True)
        raise
    # Whoever carried the copy here owns it; and the service's number may be another here.
    for one in (coming, *coming.rglob("*")):
        machine.own(one, f"{USER}:{USER}")


def _bring(machine: Machine, copy: Path, coming: Path, secret: str) -> None:
    source = copy / copies.FILES
    needed, free = copies.size(source), shutil.disk_usage(coming).free
    if free < needed:  # the service and its database write to that disk meanwhile
        raise Failed(
            f"Đĩa còn {free / 1024**3:.1f} GB, tệp của bản sao cần {needed / 1024**3:.1f} GB: xoá "
            "những gì có «before» trong tên mà không ai cần nữa. Chưa thay đổi gì."
        )
    try:
        found = copies.bring_back(
            source, coming, lambda file, place: sealing.unseal(machine, file, place, secret)
        )
    except OSError as error:
        raise Failed(f"{error.filename}: {error.strerror}. Chưa thay đổi gì.") from error
    except Failed as fault:
        raise Failed(f"{fault}\nTệp của bản sao bị hỏng. Chưa thay đổi gì.") from fault
    if found != copies.manifest(copy)["files"]:
        raise Failed(f"Thiếu tệp trong {source}. Chưa thay đổi gì.")


def _coming(machine: Machine) -> Path:
    place = media(machine)
    return place.with_name(f"{place.name}.coming")


def _files(machine: Machine, moment: str) -> None:
    place = media(machine)
    if place.exists():
        place.rename(place.with_name(f"{place.name}.before-{moment}"))
    _coming(machine).rename(place)


def _evidence(machine: Machine) -> None:
    """Verify evidence; what is missing is told, and the service starts all the same."""
    try:
        machine.show("police-portal-manage", "verify_evidence")
    except Failed:
        sys.stdout.write("  Có chứng cứ không như lúc nhận: xem ở trên, giữ nguyên ổ đĩa.\n")


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]
