"""What PostgreSQL and SQLite do each in its own way, and which tests are about it.

SQLite serves the trial. `make test-sqlite` proves on it what these tests are about; what Django
does alike on both is tested on PostgreSQL. `make test-all` runs everything on both.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.house import packages

BASE = Path(__file__).parent.parent
SAYS = re.compile(
    r"connections?(\[\w+\])?\.(vendor|cursor|ops|features|introspection)\b"
    r"|RawSQL|RunSQL|\.raw\(|\bdef as_(sql|sqlite|postgresql)\b"
    r"|Trunc[A-Z]|KeyT(ext)?Transform|KT\("
    r"|skip_locked|nowait|update_conflicts|contrib\.postgres|psycopg|sqlite"
    r"|\b(RACE_ON_BOTH|in_a_file)\b"  # of tests/at_once.py
)
# The modules that ask which database it is, write SQL, or use what only some databases know.
OWN_WAYS = frozenset(
    {
        "citizens.access_log.naming",
        "citizens.locking",
        "citizens.notices.inbox",
        "citizens.webhooks.actions",
        "demo.removing",
        "dossiers.connector.refusals",
        "dossiers.actions.day_totals",
        "dossiers.importing.applying",
        "feedback.satisfaction.rating_totals",
        "foundation.api.handlers",
        "foundation.api.idempotency",
        "foundation.database.addresses",
        "foundation.database.among",
        "foundation.database.clocks",
        "foundation.database.inserting",
        "foundation.scale.database.following",
        "foundation.database.operations",
        "foundation.database.partitions",
        "foundation.database.prepared",
        "foundation.database.postgresql.base",
        "foundation.scale.database.probing",
        "foundation.database.tables",
        "foundation.database.transactions",
        "foundation.database.waiting",
        "foundation.desk.listed_rows",
        "foundation.events.numbering",
        "foundation.desk.one_screen.presence",
        "foundation.records.append_only",
        "foundation.records.bulk_rows",
        "foundation.records.counters",
        "foundation.records.tables",
        "foundation.records.timers",
        "foundation.records.trigrams",
        "foundation.records.turns",
        "foundation.storage.owner",
        "foundation.work.claims",
        "offices.tree",
        "police_portal.checks",
        "police_portal.database.checks",
        "police_portal.environment.made",
        "police_portal.exporter.collecting",
        "police_portal.health",
        "police_portal.database.long_transactions",
        "police_portal.database.databases",
        "procedures.admin.translation_list",
        "reports.public_figures.months",
        "reception.actions.places",
        "reception.figures",
    }
)


def found_own_ways():
    """Return the modules of the product whose text says that they have ways of their own."""
    return {
        ".".join(file.relative_to(BASE).with_suffix("").parts).removesuffix(".__init__")
        for package in packages()
        for file in (BASE / package).rglob("*.py")
        if "migrations" not in file.parts and SAYS.search(file.read_text(encoding="utf-8"))
    }


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what is about the databases' own ways, where the marks are asked for."""
    if "engine" in config.option.markexpr:
        for item in items:
            if is_about_them(item.module):
                item.add_marker("engine")


@cache
def is_about_them(module):
    """Return True if a module of tests tests one of the list, imports from one, or is like one."""
    folder, _, name = module.__name__.removeprefix("tests.").rpartition(".test_")
    imported = {getattr(v, "__module__", getattr(v, "__name__", "")) for v in vars(module).values()}
    return (
        f"{folder}.{name}" in OWN_WAYS
        or not OWN_WAYS.isdisjoint(map(str, imported))
        or SAYS.search(Path(module.__file__).read_text(encoding="utf-8")) is not None
    )
