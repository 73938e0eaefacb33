"""What each officers' page costs to compute, beside the leader's first page, with the trial data.

    DEBUG=true python -m benchmarks.page_computing

reads the installation that DATABASE_URL names, after `make demo` with DEMO_ACCOUNTS on. The time is
the processor's of this process, so that neighbours disturb it little; of three answers the fastest
counts. Pages above three times the leader's first page are what has to be mended or explained.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "police_portal.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.conf import settings  # noqa: E402  # after the set-up
from django.contrib import admin  # noqa: E402  # the same
from django.contrib.auth.models import User  # noqa: E402  # the same
from django.test import Client  # noqa: E402  # the same
from django.urls import NoReverseMatch, reverse  # noqa: E402  # the same

from benchmarks.measuring import say  # noqa: E402  # the same

LEADER, EVERYBODY = "demo.lanhdao", "demo.canbo"
REPEATS, SHOWN, LIMIT = 3, 25, 3
OK = 200
ALONE = (
    *("admin:index", "help-index", "second-factor", "report", "needs", "satisfaction-figures"),
    *("admin:auth_user_review", "admin:procedures_procedure_fees"),
    *("admin:procedures_procedure_recheck", "admin:citizens_noticetemplate_missing"),
    *("admin:feedback_poster_counter", "admin:reports_report_map"),
    "admin:announcements_announcement_calendar",
)


def signed_in(name: str) -> Client:
    """Return the client of a trial officer."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(
        User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def cost_of(client: Client, address: str) -> tuple[float, int] | None:
    """Return milliseconds and bytes of a page, None if it does not answer with one."""
    if client.get(address).status_code != OK:
        return None
    times, size = [], 0
    for _number in range(REPEATS):
        begun = time.process_time()
        answer = client.get(address)
        times.append((time.process_time() - begun) * 1000)
        size = 0 if answer.streaming else len(answer.content)
    return min(times), size


def addresses() -> Iterator[str]:
    """Yield the pages without a row, then list, form, last row and history of every model."""
    for name in ALONE:
        yield reverse(name)
    for model in admin.site._registry:  # noqa: SLF001  # Django names its pages nowhere else
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.last()
        yield reverse(f"{name}_changelist")
        with suppress(NoReverseMatch):
            yield reverse(f"{name}_add")
        if row:
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history"))


def main() -> None:
    """Say the costs, the greatest first."""
    settings.DEBUG = False
    first = cost_of(signed_in(LEADER), reverse("admin:index"))
    assert first
    client = signed_in(EVERYBODY)
    costs = {address: cost for address in addresses() if (cost := cost_of(client, address))}
    say(f"{len(costs)} pages; the leader's first page takes {first[0]:.0f} ms")
    for address, (taken, size) in sorted(costs.items(), key=lambda one: -one[1][0])[:SHOWN]:
        late = "  <- above the limit" if taken > LIMIT * first[0] else ""
        say(f"{taken:6.0f} ms  {taken / first[0]:4.1f} x  {size / 1000:5.0f} KB  {address}{late}")


if __name__ == "__main__":
    main()
