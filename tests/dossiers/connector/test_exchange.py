"""A «một cửa» system and this service change dossiers, while all of their processes are killed.

Nothing is lost, nothing comes twice, each dossier in order. `EXCHANGE_CHANGES=10000` measures more.
"""

import json
import os
import random
import signal
import sqlite3
import time
import traceback
from collections import defaultdict
from contextlib import closing

from django.db import connection
from django.test import Client

from dossiers import actions
from dossiers.connector import keys
from dossiers.models import ConnectorDelivery, Dossier
from dossiers.workflow import Status
from foundation.events.models import Event
from foundation.events.numbering import number_committed
from tests.at_once import RACE
from tests.dossiers import factories
from tests.dossiers.importing.conftest import frozen, province  # noqa: F401  # fixtures

pytestmark = RACE
CHANGES = int(os.environ.get("EXCHANGE_CHANGES", "240"))
BATCH = 20
EVENTS, DOSSIERS = (f"/api/v1/integration/{name}/" for name in ("events", "dossiers"))
HERE = [Status.PROCESSING, Status.COMPLETED]  # what officers do with a dossier of theirs
ITEM = {
    "procedure_code": "1.001456", "accepted_at": "2026-09-16T08:30:00+07:00",
    "due_at": "2026-09-25", "office": "Công an phường Thanh Miếu",
}  # fmt: skip


def batches():
    """Yield what the other system sends: each dossier twice, new and completed."""
    codes = [f"G01.899.909-260916-{i:06d}" for i in range(800_000, 800_000 + CHANGES // 4)]
    for first in range(0, len(codes), BATCH):
        part = codes[first : first + BATCH]
        yield [{**ITEM, "code": code, "status": "4"} for code in part]
        yield [{**ITEM, "code": code, "status": "9", "completed_at": "2026-11-23"} for code in part]


def send(text, kept):
    """Send what was not acknowledged yet; the batch under way with the same key again."""
    done = int(kept.read_text()) if kept.exists() else 0
    for number, items in enumerate(batches()):
        if number < done:
            continue
        headers = {"Authorization": f"Bearer {text}", "Idempotency-Key": f"mot-cua-{number:08d}"}
        body = {"dossiers": items}
        answer = Client().post(DOSSIERS, body, content_type="application/json", headers=headers)
        assert answer.status_code == 200, answer.content
        results = {one["result"] for one in answer.json()["results"]}
        assert results == {"updated" if number % 2 else "created"}, results
        replace(kept, str(number + 1))
        yield


def replace(file, text):
    new = file.with_suffix(".new")
    new.write_text(text)
    new.replace(file)


def work(office, procedure):
    """Do what officers do, going on where it stands."""
    for number in range(CHANGES // 2 // (1 + len(HERE))):
        code = f"G01.899.909-260916-{700_000 + number:06d}"
        row = Dossier.objects.filter(code=code).first()
        if row is None:
            given = factories.registration(code=code, office=office, procedure=procedure)
            row = actions.register(given, factories.MACHINE)
            yield
        for target in HERE[row.events_count - 1 :]:
            factories.move(row, target)
            yield


def number(stop):
    """Give events their positions until everything has ended."""
    while True:
        ended = stop.exists()
        done = number_committed(50)
        if ended and not done:
            return
        yield
        time.sleep(0 if done else 0.02)


def read(text, store, stop):
    """Read on; what is read and the cursor are kept together, as in the other system's database."""
    headers = {"Authorization": f"Bearer {text}"}
    with closing(sqlite3.connect(store)) as own:
        own.execute("CREATE TABLE IF NOT EXISTS seen (id PRIMARY KEY, subject, event)")
        own.execute("CREATE TABLE IF NOT EXISTS place (cursor)")
        while True:
            ended = stop.exists()
            (after,) = own.execute("SELECT cursor FROM place").fetchone() or ("",)
            query = {"limit": 70} | ({"after": after} if after else {})
            answer = Client().get(EVENTS, query, headers=headers)
            assert answer.status_code == 200, answer.content
            page = answer.json()
            with own:  # fails for what comes twice
                rows = [(one["id"], one["subject"], json.dumps(one)) for one in page["events"]]
                own.executemany("INSERT INTO seen VALUES (?, ?, ?)", rows)
                own.execute("DELETE FROM place")
                own.execute("INSERT INTO place VALUES (?)", [page["cursor"]])
            if ended and not page["events"] and not page["more"]:
                return
            yield
            time.sleep(0 if page["events"] else 0.02)


def supervise(acts, kills, log):
    """Run a process that does the acts; kill and begin it anew; return its exit code."""
    chance = random.Random(kills)  # noqa: S311  # no secret
    for left in range(kills, -1, -1):
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            leave(lambda tell=tell: [os.write(tell, b".") for _act in acts()])
        os.close(tell)
        with os.fdopen(told, "rb") as lines:
            most = chance.randint(2, 9) if left else -1
            if len(lines.read(most)) == most:
                os.kill(child, signal.SIGKILL)
                with log.open("a") as file:
                    file.write("x")
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code != -signal.SIGKILL:
            return code
    return 1


def leave(do):
    """Do something in a child and end it there."""
    code = 1
    try:
        do()
        code = 0
    except BaseException:  # noqa: BLE001  # the parent sees the code
        traceback.print_exc()
    os._exit(code)


def begun(acts, kills, log):
    """Return a process that supervises the acts."""
    child = os.fork()
    if child == 0:
        leave(lambda: os._exit(supervise(acts, kills, log)))
    return child


def test_nothing_is_lost_nothing_comes_twice_and_each_dossier_is_in_order(
    province,  # noqa: F811  # the fixture
    settings,
    tmp_path,
):
    settings.THROTTLES = dict.fromkeys(settings.THROTTLES, 10**9)
    granted = ["dossiers.write", "events.dossier"]
    text = keys.create("Một cửa", ["tinh"], 30, granted=granted)[1]
    office, procedure = factories.an_office(), factories.a_procedure()
    stop, log, store = tmp_path / "stop", tmp_path / "killed", tmp_path / "other.db"
    connection.close()  # each process has one of its own
    began = time.monotonic()
    kills = 4 + CHANGES // 200
    writers = [
        begun(lambda: send(text, tmp_path / "sent"), kills, log),
        begun(lambda: work(office, procedure), kills, log),
    ]
    followers = [
        begun(lambda: number(stop), kills, log),
        begun(lambda: read(text, store, stop), kills, log),
    ]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in writers]
    stop.touch()
    codes += [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in followers]
    assert codes == [0] * 4

    seconds = time.monotonic() - began
    with closing(sqlite3.connect(store)) as own:
        seen = [json.loads(row[0]) for row in own.execute("SELECT event FROM seen ORDER BY rowid")]
    versions = defaultdict(list)
    for event in seen:
        versions[event["data"]["code"]].append(event["data"]["version"])
    known = dict(Dossier.objects.values_list("code", "events_count"))
    assert versions == {code: list(range(1, last + 1)) for code, last in known.items()}
    assert len(seen) == Event.objects.count()
    assert ConnectorDelivery.objects.count() == len(list(batches()))
    latest = {event["data"]["code"]: event["data"]["status"] for event in seen}
    assert latest == dict(Dossier.objects.values_list("code", "status"))
    killed = len(log.read_text())
    assert killed >= 8
    print(f"{CHANGES} changes, {len(seen)} events, {killed} killed, {seconds:.0f} s")
