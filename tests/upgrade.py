"""Databases of released versions can be upgraded to the newest, and answer as they did.

    python -m tests.upgrade           restores each dump, migrates, compares, asks
    python -m tests.upgrade --dump    makes the dump of VERSION, at its release

A dump is plain SQL of a database with trial data, thinned out: all tables, some rows of each.
`VERSION.answers` has what it answered to ten requests when it was made.
"""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests import private_postgres

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "deploy" / "released"
# No thread of the process reloads what is in memory while trial data are made in one transaction.
ENVIRONMENT = {"DEBUG": "true", "DEMO_ACCOUNTS": "true", "CATALOGUE_REFRESH_SECONDS": "0"}
ROWS = 40  # of each table of ours, beside those that others refer to
# What PostgreSQL 15 does not know, and what differs from one dump to the next.
LEFT_OUT = ("SET transaction_timeout", "\\restrict", "\\unrestrict", "-- Dumped ")
MARK = "answer: "
PROCEDURE = "tthc-1-001456"


# --- the database --------------------------------------------------------------------------------


def program(url, name, *arguments, **more):
    """Run a program of PostgreSQL with the database at `url`; return what it says."""
    command = [private_postgres.binaries() / name, "-h", _folder(url)]
    return subprocess.run(
        [*command, "-U", "portal", "-d", "portal", *arguments],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        **more,
    ).stdout


def _folder(url):
    """Return the folder of a private server, which goes with it."""
    return unquote(urlsplit(url).netloc.rpartition("@")[2])


def ours(url, *command):
    """Run a command of Python with the database at `url`; return what it says, or end.

    Its files lie beside the database: those of this folder are another database's.
    """
    place = {"DATABASE_URL": url, "DATA_DIR": str(Path(_folder(url), "files"))}
    environment = {**os.environ, **ENVIRONMENT, **place}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed.\n{done.stdout}")
    return done.stdout


def restore(url, sql):
    """Fill an empty database with a dump."""
    program(url, "psql", "--quiet", "--set=ON_ERROR_STOP=1", input=sql)


def dump(url):
    """Return the database as plain SQL that PostgreSQL 15 and later read."""
    lines = program(url, "pg_dump", "--no-owner", "--no-privileges").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(LEFT_OUT))


# --- some rows of each table ---------------------------------------------------------------------


def thin_out():
    """Delete rows until ROWS of each table of ours are left, and what they refer to."""
    from django.apps import apps
    from django.db import connection

    from tests.house import is_own

    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
    kept = {model: _first(model) if is_own(model.__module__) else None for model in models}
    for model, keys in _roots().items():
        kept[model] |= keys
        for child, field in _references(models):
            if field.related_model is model and kept[child] is not None:
                kept[child] |= _keys(child, **{f"{field.name}__in": keys})
    while any(_add_referred(kept, child, field) for child, field in _references(models)):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no trigger and no reference asks
        for model, keys in kept.items():
            if keys is not None:
                key, table = model._meta.pk.column, model._meta.db_table
                sql = f"DELETE FROM {table} WHERE NOT {key}::text = ANY(%s)"  # noqa: S608  # our names
                cursor.execute(sql, [[str(one) for one in keys]])


def _keys(model, **where):
    return set(model._base_manager.filter(**where).values_list("pk", flat=True))


def _first(model):
    return set(model._base_manager.order_by("pk").values_list("pk", flat=True)[:ROWS])


def _roots():
    """Return the rows that are asked for, whose parts are all kept."""
    from citizens.models import Citizen
    from demo.reports import known_report
    from dossiers.models import Dossier
    from feedback.models import Question
    from procedures.models import Procedure
    from reports.models import Report

    citizen = _citizen()
    return {
        Citizen: {citizen.pk},
        Procedure: {PROCEDURE},
        Dossier: set(Dossier.objects.of_citizen(citizen).values_list("pk", flat=True)),
        Question: _keys(Question, citizen=citizen),
        Report: _keys(Report, number=known_report()),
    }


def _citizen():
    from citizens.models import Citizen
    from demo.people import LAN

    return Citizen.objects.get(zalo_user_id=LAN.zalo_user_id)


def _references(models):
    return [(m, f) for m in models for f in m._meta.local_fields if f.many_to_one or f.one_to_one]


def _add_referred(kept, child, field):
    """Keep what kept rows of `child` refer to; return whether that were more rows."""
    parent = field.related_model
    if kept.get(parent) is None:
        return False
    rows = child._base_manager.exclude(**{field.name: None})
    if kept[child] is not None:
        rows = rows.filter(pk__in=kept[child])
    new = set(rows.values_list(field.attname, flat=True)) - kept[parent]
    kept[parent] |= new
    return bool(new)


# --- ten requests --------------------------------------------------------------------------------


def answers():
    """Return what is answered to ten requests: a status, and a few words of what they are about."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client(raise_request_exception=False)
    client.token = {"Authorization": f"Bearer {_token()}"}
    return {name: _words(*ask(client)) for name, ask in REQUESTS.items()}


def _words(response, *keys):
    """Return the status, and what stands in the document at `keys`."""
    found = response.json() if response["Content-Type"].endswith("json") else {}
    for key in keys:
        there = found and (isinstance(key, int) or key in found)
        found = found[key] if there else None
    return [response.status_code, *([found] if keys else [])]


def _token():
    from citizens.login import sessions

    return sessions.begin(_citizen())[0]


def _search(client):
    found = client.get("/api/v1/procedures/", {"search": "mat ho chieu"})
    return found, "results", 0, "name"


def _procedure(client):
    return client.get(f"/api/v1/procedures/{PROCEDURE}/"), "name"


def _office(client):
    first = client.get("/api/v1/offices/").json()["results"][0]["id"]
    return client.get(f"/api/v1/offices/{first}/"), "name"


def _session(client):
    return client.get("/api/v1/me/", headers=client.token), "name"


def _dossiers(client):
    return client.get("/api/v1/dossiers/", headers=client.token), "results", 0, "code"


def _question(client):
    return client.get("/api/v1/questions/", headers=client.token), "results", 0, "beginning"


def _report(client):
    from demo.reports import KNOWN_SECRET, known_report

    body = {"number": known_report(), "secret_code": KNOWN_SECRET}
    path = "/api/v1/reports/lookup/"
    return client.post(path, body, content_type="application/json"), "report", "number"


def _announcement(client):
    import time_machine

    from announcements.models import Announcement

    newest = Announcement.objects.exclude(published_at=None).latest("published_at")
    with time_machine.travel(newest.published_at):  # most have an end
        return client.get("/api/v1/announcements/"), "results", 0, "title"


def _first_page(client):
    from django.contrib.auth.models import User

    client.force_login(User.objects.get(username="demo.lanhdao"))
    return (client.get("/quan-tri/"),)


def _health(client):
    from police_portal import health

    health.SECONDS_PER_PART = 30  # of a process that has loaded nothing yet, on a busy machine
    return (client.get("/health/ready/"),)


REQUESTS = {
    "search": _search,
    "procedure": _procedure,
    "office": _office,
    "session": _session,
    "dossiers": _dossiers,
    "question": _question,
    "report": _report,
    "announcement": _announcement,
    "first page of the officers": _first_page,
    "health": _health,
}


# --- the commands --------------------------------------------------------------------------------


def make_dump(url):
    """Make trial data in an empty database, thin them out, and write dump and answers."""
    version = (ROOT / "VERSION").read_text().strip()
    ours(url, "manage.py", "set_up")
    ours(url, "-m", "tests.upgrade", "--thin-out")
    sql = dump(url)
    said = _asked(url, "--answers")
    (FOLDER / f"{version}.answers").write_text(
        json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    )
    (FOLDER / f"{version}.sql.gz").write_bytes(gzip.compress(sql.encode(), 9, mtime=0))
    print(*said.items(), sep="\n")


def _asked(url, what):
    """Return what a process says at its end, behind its log."""
    return json.loads(ours(url, "-m", "tests.upgrade", what).rpartition(MARK)[2])


def rehearse(url, version):
    """Upgrade the dump of `version` to now; return what went wrong, a line each."""
    restore(url, gzip.decompress((FOLDER / f"{version}.sql.gz").read_bytes()).decode())
    ours(url, "manage.py", "migrate", "--noinput", "-v0")
    lacking = _asked(url, "--lacking")
    before = json.loads((FOLDER / f"{version}.answers").read_text())
    now = _asked(url, "--answers")
    return [f"{version}: missing: {words}" for words in lacking] + [
        f"{version}: {name}: it said {said}, now {now.get(name)}"
        for name, said in before.items()
        if now.get(name) != said
    ]


def _in_django(what):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "police_portal.settings")
    import django  # reads the settings

    django.setup()
    from django.db import connection

    from foundation.database.tables import lacking

    if what == "--thin-out":
        thin_out()
    else:
        said = answers() if what == "--answers" else lacking(connection)
        print(MARK, json.dumps(said))


def main(arguments):
    """Rehearse all upgrades, or make a dump; return 1 if something went wrong."""
    if what := {"--thin-out", "--answers", "--lacking"} & set(arguments):
        _in_django(what.pop())
        return 0
    bin_dir = private_postgres.binaries()
    if bin_dir is None:
        print("PostgreSQL is not installed here: no upgrade is rehearsed.")
        return 0
    if "--dump" in arguments:
        with private_postgres.server(bin_dir) as url:
            make_dump(url)
        return 0
    faults = []
    versions = sorted(file.name.removesuffix(".sql.gz") for file in FOLDER.glob("*.sql.gz"))
    for version in versions:
        with private_postgres.server(bin_dir) as url:
            faults += rehearse(url, version)
    print(*faults, f"{len(versions)} upgrades, {len(faults)} faults", sep="\n")
    return int(bool(faults) or not versions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
