"""`manage.py work`: loops and jobs, in one process."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.database.worker_process import bound_statements
from foundation.work import registry, running
from foundation.work.process import Process
from foundation.work.pulse import Pulse
from foundation.work.schedule import Schedule


class Command(BaseCommand):
    """Runs until it gets a signal, or with --once until nothing is due."""

    help = (
        "Làm mọi việc nền: gửi thông báo, đăng tin, việc định kỳ. Chạy thường trực; chạy nhiều "
        "tiến trình, nhiều máy cùng lúc đều được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only",
            metavar="TÊN",
            action="append",
            choices=[*registry.loops, *registry.jobs],
            help="Chỉ việc này; lặp lại được. Các việc: "
            + ", ".join([*registry.loops, *registry.jobs]),
        )
        parser.add_argument(
            "--once",
            action="store_true",
            help="Làm hết việc tới lúc rồi dừng; việc nêu ở --only thì làm ngay.",
        )
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="Dừng khi tiến trình đã khởi động nó dừng; để chạy thử.",
        )
        # A process that another `work` starts for one job, and listens to.
        parser.add_argument("--if-due", action="store_true", help="Thôi nếu máy khác đã làm.")
        parser.add_argument("--beat", type=int, help="Chỉ cho tiến trình con.")

    def handle(self, **options: Any) -> None:
        names = options["only"]
        loops = {name: one for name, one in registry.loops.items() if not names or name in names}
        jobs = {name: one for name, one in registry.jobs.items() if not names or name in names}
        if not options["once"]:
            bound_statements()
            Process(loops, jobs).run(with_parent=options["with_parent"])
            return
        if options["beat"] is not None:
            running.beat(options["beat"])
            os.nice(sum(job.nice for job in jobs.values()))
        for name, work in loops.items():
            self.stdout.write(f"{name}: {work(Pulse(name), once=True)}")
        if not names:
            Schedule(jobs.values(), lambda: None)(Pulse("schedule"), once=True)
        for job in jobs.values() if names else ():
            since = job.due_since(timezone.now()) if options["if_due"] else None
            said = running.run(job, since)
            if said is None and since is None:
                raise CommandError(f"{job.name}: tiến trình khác đang làm.")
            self.stdout.write(f"{job.name}: {said}")
