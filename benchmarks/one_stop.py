"""A province's «một cửa» system, as the service meets it: processes and a store of its own, HTTP.

    python -m benchmarks.one_stop send|read|reconcile PORT FOLDER

Either process may be killed at any moment and begun anew. What is sent is kept before it is sent,
with its Idempotency-Key; what is read is kept in one transaction with the cursor behind it. Nothing
here knows the service but by its documents: docs/integrators.md and docs/events.md.
"""

import http.client
import json
import sqlite3
import ssl
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

HOST = "dichvu.congan.example.vn"
BATCH, PAGE = 50, 100
OK, LOST = 200, frozenset({409, 410})
LATER = frozenset({0, 429, 500, 502, 503, 504})  # without an answer, or asked to come again
EVENTS, DOSSIERS = (f"/api/v1/integration/{name}/" for name in ("events", "dossiers"))
# `ours`: this system completes it, and not an officer of the service. `sent`: acknowledged.
TABLES = """
CREATE TABLE dossier (code PRIMARY KEY, ours, sent, status, version);
CREATE TABLE delivery (number INTEGER PRIMARY KEY, body, answered DEFAULT 0);
CREATE TABLE event (epoch, id, kind, subject, version, PRIMARY KEY (epoch, id));
CREATE TABLE place (epoch, cursor);
CREATE TABLE told (code, found);
CREATE TABLE setting (key, item);
INSERT INTO place VALUES (0, '');
"""
KNOWN_AS = {"processing": "4", "returned": "10"}  # "completed": by whom decides


def opened(folder: Path) -> sqlite3.Connection:
    """Return the store."""
    own = sqlite3.connect(folder / "one-stop.db", timeout=60)
    own.execute("PRAGMA journal_mode = wal")
    return own


def prepare(folder: Path, key: str, item: dict[str, str], codes: dict[str, bool]) -> None:
    """Make a store with dossiers to send, each like `item`; the officers' ones are False."""
    own = opened(folder)
    own.executescript(TABLES)
    with own:
        own.execute("INSERT INTO setting VALUES (?, ?)", [key, json.dumps(item)])
        rows = list(codes.items())
        own.executemany("INSERT INTO dossier VALUES (?, ?, '', '', 0)", rows)
    own.close()


class Service:
    """The service, asked until there is an answer."""

    def __init__(self, port: int, key: str) -> None:
        self.port, self.key = port, key
        self.line: http.client.HTTPSConnection | None = None

    def ask(self, method: str, path: str, body: str | None = None, **more: str) -> tuple[int, Any]:
        """Return status and answer."""
        while True:
            status, answer = self._once(method, path, body, more)
            if status not in LATER:
                return status, json.loads(answer)
            time.sleep(0.1)

    def _once(
        self, method: str, path: str, body: str | None, more: dict[str, str]
    ) -> tuple[int, bytes]:
        anybody = ssl._create_unverified_context()  # noqa: S323, SLF001  # our own nginx
        line = self.line or http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=60, context=anybody
        )
        headers = {"Host": HOST, "Authorization": f"Bearer {self.key}", **more}
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            self.line = line
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            line.close()
            self.line = None
            return 0, b""


def send(own: sqlite3.Connection, service: Service) -> None:
    """Send until each dossier has been taken in its last state."""
    item = json.loads(own.execute("SELECT item FROM setting").fetchone()[0])
    while True:
        under_way = own.execute("SELECT number, body FROM delivery WHERE NOT answered").fetchone()
        if under_way:
            _deliver(own, service, *under_way)
        elif states := list(_next_states(own)):
            dossiers = [_member(item, code, status) for code, status in states]
            with own:
                body = json.dumps({"dossiers": dossiers})
                own.execute("INSERT INTO delivery (body) VALUES (?)", [body])
        elif not own.execute("SELECT 1 FROM dossier WHERE sent IN ('', '4')").fetchone():
            return
        else:
            time.sleep(0.1)


def _next_states(own: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    yield from own.execute(
        "SELECT code, CASE WHEN sent = '' THEN '4' WHEN ours THEN '9' ELSE '10' END FROM dossier "
        "WHERE sent = '' OR (sent = '4' AND (ours OR status = 'completed')) "
        "ORDER BY sent = '', code LIMIT ?",
        [BATCH],
    )


def _member(item: dict[str, str], code: str, status: str) -> dict[str, str]:
    now = datetime.now(UTC).isoformat()  # noqa: TID251  # it knows no Django
    at = {"4": {}, "9": {"completed_at": now}, "10": {"returned_at": now}}[status]
    return {**item, **at, "code": code, "status": status}


def _deliver(own: sqlite3.Connection, service: Service, number: int, body: str) -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"one-stop-{number:08d}"}
    status, answer = service.ask("POST", DOSSIERS, body, **headers)
    if status != OK or answer["counts"]["refused"] or answer["counts"]["conflict"]:
        raise SystemExit(f"{status} {json.dumps(answer, ensure_ascii=False)[:2000]}")
    with own:
        own.execute("UPDATE delivery SET answered = 1 WHERE number = ?", [number])
        done = [(one["status"], one["code"]) for one in json.loads(body)["dossiers"]]
        own.executemany("UPDATE dossier SET sent = ? WHERE code = ?", done)


def read(own: sqlite3.Connection, service: Service, stop: Path) -> None:
    """Read on until told to stop and nothing more comes."""
    while True:
        ended = stop.exists()
        epoch, after = own.execute("SELECT epoch, cursor FROM place").fetchone()
        query = {"limit": PAGE} | ({"after": after} if after else {})
        status, page = service.ask("GET", f"{EVENTS}?{urlencode(query)}")
        if status in LOST:
            reconcile(own, service, page["code"])
            continue
        if status != OK:
            raise SystemExit(f"{status} {page}")
        with own:  # fails for what comes twice
            own.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", _rows(epoch, page))
            own.executemany(
                "UPDATE dossier SET status = ?, version = ? WHERE code = ?", _news(page)
            )
            own.execute("UPDATE place SET cursor = ?", [page["cursor"]])
        if ended and not page["events"] and not page["more"]:
            return
        time.sleep(0 if page["more"] else 0.1)


def _rows(epoch: int, page: dict[str, Any]) -> Iterator[tuple[int, str, str, str, int]]:
    for one in page["events"]:
        kind, version = one["type"].split(".")[1], one["data"].get("version", 0)
        yield (epoch, one["id"], kind, one["subject"], version)


def _news(page: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    for one in page["events"]:
        if one["subject"].startswith("dossier/"):
            yield (one["data"]["status"], one["data"]["version"], one["data"]["code"])


def reconcile(own: sqlite3.Connection, service: Service, why: str) -> None:
    """Do what docs/events.md says: a cursor, then all dossiers; send again what is not there."""
    cursor = service.ask("GET", f"{EVENTS}?after=now")[1]["cursor"]
    found: dict[str, tuple[str, int]] = {}
    after: str | None = ""
    while after is not None:
        query = {"limit": 1000} | ({"after": after} if after else {})
        page = service.ask("GET", f"{DOSSIERS}?{urlencode(query)}")[1]
        found |= {one["code"]: (one["status"], one["version"]) for one in page["dossiers"]}
        after = page["after"]
    with own:
        missing = list(_differing(own, found))
        own.executemany("UPDATE dossier SET sent = ? WHERE code = ?", missing)
        states = [(*there, code) for code, there in found.items()]
        own.executemany("UPDATE dossier SET status = ?, version = ? WHERE code = ?", states)
        own.execute("UPDATE place SET epoch = epoch + 1, cursor = ?", [cursor])
        own.execute("INSERT INTO told VALUES (?, ?)", [why, len(missing)])


def _differing(
    own: sqlite3.Connection, found: dict[str, tuple[str, int]]
) -> Iterator[tuple[str, str]]:
    for code, ours, sent in own.execute("SELECT code, ours, sent FROM dossier").fetchall():
        status = found.get(code, ("", 0))[0]
        there = KNOWN_AS.get(status, "") if status != "completed" else "9" if ours else "4"
        if there != sent:
            yield (there, code)


def main() -> None:
    """Send, read or compare."""
    role, port, place = sys.argv[1:]
    folder = Path(place)
    own = opened(folder)
    service = Service(int(port), own.execute("SELECT key FROM setting").fetchone()[0])
    if role == "send":
        send(own, service)
    elif role == "reconcile":
        reconcile(own, service, "by night")
    else:
        read(own, service, folder / "stop")


if __name__ == "__main__":
    main()
