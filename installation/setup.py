"""`police-portal setup`: from an installed package to a service that answers.

Each step looks first and changes only what is missing: a run that was broken off is finished by
the next one, and a run on a sound machine changes nothing.
"""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable

from installation import alarm, certificate, database, doctor, service, web
from installation import answers as asking
from installation.answers import Answers
from installation.machine import Failed, Machine

NEEDED_BYTES = 3 * 1024**3

NEXT = """
Tiếp theo: police-portal administrator   tài khoản quản trị đầu tiên
           police-portal keys            in khoá, cất ra ngoài máy
           police-portal alarm --test    thử cảnh báo
           police-portal backup          bản sao đầu tiên; sau đó tự chạy lúc 1 giờ 30
"""
Step = tuple[str, Callable[[], None]]


def main(words: list[str]) -> int:
    """Ask, carry out the steps, say what is left to do."""
    parser = argparse.ArgumentParser(prog="police-portal setup", description="Cài đặt dịch vụ.")
    asking.add_options(parser)
    parser.add_argument("--yes", action="store_true", help="Không hỏi gì; thiếu thì dừng lại.")
    given = vars(parser.parse_args(words))
    if os.geteuid() != 0:
        raise Failed("Chạy với quyền root: sudo police-portal setup")
    machine = Machine()
    answers = asking.collect(machine, given, None if given["yes"] else input)
    carry_out(machine, answers)
    say_what_changed(machine)
    sys.stdout.write("\npolice-portal doctor:\n")
    doctor.show(doctor.look(machine))
    sys.stdout.write(NEXT)
    return 0


def carry_out(machine: Machine, answers: Answers) -> None:
    """Carry out the steps, and what a run before left to be done."""
    with machine.unfinished():
        run(steps(machine, answers))


def steps(machine: Machine, answers: Answers) -> list[Step]:
    """Return the steps in order; the first ones refuse before anything is changed."""
    return [
        ("Kiểm tra máy", lambda: refuse(machine)),
        ("Câu trả lời", lambda: asking.keep(machine, answers)),
        ("Phiên bản", lambda: service.link_release(machine)),
        ("Thư mục", lambda: service.make_folders(machine, answers)),
        ("Cấu hình và khoá", lambda: service.write_settings(machine, answers)),
        ("Cơ sở dữ liệu", lambda: database.prepare(machine)),
        ("Chứng thư", lambda: certificate.prepare(machine, answers)),
        ("nginx và tường lửa", lambda: web.prepare(machine, answers)),
        ("Đơn vị systemd", lambda: service.install_units(machine, answers)),
        ("Thư cảnh báo", lambda: alarm.configure(machine, answers)),
        ("Bảng và dữ liệu ban đầu", lambda: service.fill(machine, answers)),
        ("Khởi động dịch vụ", lambda: service.start(machine)),
        ("Mở cửa", lambda: web.start(machine)),
        ("Sao lưu và canh gác", lambda: service.watch(machine)),
        ("Chứng thư công cộng", lambda: certificate.from_authority(machine, answers)),
    ]


def run(wanted: list[Step]) -> None:
    """Carry out steps, with their seconds."""
    for title, step in wanted:
        since = time.monotonic()
        sys.stdout.write(f"• {title} …\n")
        sys.stdout.flush()
        step()
        if (seconds := time.monotonic() - since) >= 1:
            sys.stdout.write(f"  {seconds:.0f} giây\n")


def refuse(machine: Machine) -> None:
    """Raise Failed where the service cannot be set up, before anything is changed."""
    web.refuse_others(machine)
    database.refuse(machine)
    free = shutil.disk_usage(machine.root).free
    if free < NEEDED_BYTES:
        raise Failed(f"Đĩa còn {free / 1024**3:.1f} GB; cần ít nhất {NEEDED_BYTES // 1024**3} GB.")
    if not machine.ask("systemctl", "show", "--property=Version"):
        raise Failed("systemd không chạy trên máy này: cần Debian 13 với systemd.")


def say_what_changed(machine: Machine) -> None:
    """Say how many things this run changed, which is none on a sound machine."""
    count = len(machine.changes)
    said = f"Đã thay đổi {count} mục." if count else "Không có gì phải thay đổi."
    sys.stdout.write(f"\n{said}\n")
    for change in machine.changes if count <= 5 else ():  # noqa: PLR2004  # worth a list
        sys.stdout.write(f"  - {change}\n")
