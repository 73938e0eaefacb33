"""The database of this machine, which knows the service by its user on the socket."""

import json
from pathlib import Path
from typing import Self

from installation.machine import Failed, Machine
from installation.places import DATABASE, USER

_AS_POSTGRES = ("runuser", "-u", "postgres", "--")
# A transaction that nobody goes on with keeps its locks for a minute at most.
_IDLE = "idle_in_transaction_session_timeout=60000"
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
# One line: rows of each table, counted as they are, not estimated.
COUNTS = (
    "SELECT json_object_agg(name, number ORDER BY name) FROM (SELECT tablename AS name, "
    "(xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', schemaname, "
    "tablename), false, true, '')))[1]::text::bigint AS number FROM pg_tables "
    "WHERE schemaname = 'public') AS counted"
)
# $1 the file, $2 the snapshot, $3 the database for trial, $4 for whom it is encrypted.
# The pipe is not beside the file: a share of the network may have none.
_DUMP = f"""set -o pipefail
seal() {{ if [ -n "$1" ]; then age --encrypt --recipient "$1"; else cat; fi; }}
pipe=$(mktemp --dry-run /run/police-portal-dump.XXXXXX)
mkfifo --mode=600 "$pipe" || exit 1
seal "$4" <"$pipe" >"$1" & sealing=$!
runuser -u postgres -- pg_dump --format=custom --snapshot="$2" --dbname={DATABASE} | tee "$pipe" |
    runuser -u postgres -- pg_restore --exit-on-error --dbname="$3"
done=$?
rm "$pipe"
wait "$sealing" && exit "$done"
"""
_OPEN = """set -o pipefail
open() { case $1 in *.age) age --decrypt --identity - "$1" ;; *) cat "$1" ;; esac; }
"""
_RESTORE = f"""{_OPEN}
open "$1" | runuser -u postgres -- pg_restore --exit-on-error --dbname="$2"
"""
_BEGINNING = f"""{_OPEN}
open "$1" | head -c 5
true
"""
OLDEST = 150000  # of server_version_num
HAS_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = 'police-portal'"
SETTINGS_OF_ROLE = "SELECT rolconfig FROM pg_roles WHERE rolname = 'police-portal'"
OWNER = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'police_portal'"
IS_PUBLIC = "SELECT has_database_privilege('public', 'police_portal', 'CONNECT')"


def prepare(machine: Machine) -> None:
    """Start PostgreSQL, make role and database; what is there stays. Raises Failed."""
    if not machine.ask("pg_isready", "--quiet"):
        machine.do("systemctl", "start", "postgresql")
    _await(machine)
    refuse(machine)
    if not _asked(machine, HAS_ROLE):
        machine.do(*_AS_POSTGRES, "createuser", USER)
    _bound_idle(machine)
    _make_database(machine)


def _await(machine: Machine) -> None:
    if not machine.ask("pg_isready", "--quiet", "--timeout=60"):
        raise Failed("PostgreSQL không chạy: xem `journalctl -u 'postgresql*'`, rồi chạy lại.")


def _asked(machine: Machine, query: str) -> str:
    return machine.told(*_AS_POSTGRES, "psql", "-XAqtc", query)


def _bound_idle(machine: Machine) -> None:
    if _IDLE not in _asked(machine, SETTINGS_OF_ROLE):
        machine.do(*_AS_POSTGRES, "psql", "-Xqc", f'ALTER ROLE "{USER}" SET {_IDLE}')


def refuse(machine: Machine) -> None:
    """Raise Failed if PostgreSQL is too old, or has a database of somebody else by our name."""
    version = _asked(machine, "SHOW server_version_num")
    if version.isdigit() and int(version) < OLDEST:
        raise Failed(f"PostgreSQL {int(version) // 10000} quá cũ: cần {OLDEST // 10000} trở lên.")
    owner = _asked(machine, OWNER)
    if owner and owner != USER:
        raise Failed(
            f"Đã có cơ sở dữ liệu {DATABASE} của «{owner}», không phải của dịch vụ này. Đổi tên "
            "hoặc xoá nó nếu không cần, rồi chạy lại. Chưa thay đổi gì trong đó."
        )


def _make_database(machine: Machine) -> None:
    if not _asked(machine, OWNER):
        _create(machine, DATABASE)
    if _asked(machine, IS_PUBLIC) == "t":
        revoke = f'REVOKE CONNECT ON DATABASE "{DATABASE}" FROM PUBLIC'
        machine.do(*_AS_POSTGRES, "psql", "-Xqc", revoke)


def query(machine: Machine, text: str, name: str = DATABASE) -> str:
    """Return what the database `name` answers, or nothing where it does not."""
    return machine.told(*_AS_POSTGRES, "psql", "-XAqt", "-d", name, "-c", text)


def dump(machine: Machine, file: Path, trial: str, recipient: str) -> dict[str, int]:
    """Dump into `file`, for `recipient` alone if there is one, and into the database `trial`.

    The same stream goes both ways: nothing on this machine could read the file again. Return how
    many rows each table had at that very moment. Raises Failed.
    """
    _create(machine, trial)
    with Snapshot(machine) as snapshot:
        counts = snapshot.counts()
        _shell(machine, _DUMP, str(file), snapshot.name, trial, recipient)
    return counts


def restore(machine: Machine, file: Path, name: str, secret: str = "") -> None:
    """Make the database `name` from a dump, which `secret` opens if need be. Raises Failed."""
    _create(machine, name)
    _shell(machine, _RESTORE, str(file), name, typed=secret)


def opens(machine: Machine, file: Path, secret: str) -> bool:
    """Return whether a dump begins as one, read with `secret` if need be."""
    said = machine.told("bash", "-c", _BEGINNING, "bash", str(file), typed=secret)
    return said == "PGDMP"


def drop(machine: Machine, name: str) -> None:
    """Drop a database, if it is there."""
    machine.do(*_AS_POSTGRES, "dropdb", "--if-exists", "--force", name)


def rename(machine: Machine, name: str, new: str) -> None:
    """Rename a database that nobody uses any more. Raises Failed."""
    text = f'ALTER DATABASE "{name}" RENAME TO "{new}"'
    machine.do(*_AS_POSTGRES, "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-c", text)


def counts(machine: Machine, name: str) -> dict[str, int]:
    """Return how many rows each table of a database has."""
    found: dict[str, int] = json.loads(query(machine, COUNTS, name) or "{}")
    return found


def _create(machine: Machine, name: str) -> None:
    new = ("--template", "template0", "--encoding", "UTF8", "--locale", "C.UTF-8", name)
    machine.do(*_AS_POSTGRES, "createdb", "--owner", USER, *new)


def _shell(machine: Machine, program: str, *words: str, typed: str = "") -> None:
    """Run a program of bash. Raises Failed with what it said, which names no secret."""
    machine.do("bash", "-c", program, "bash", *words, what=f"sao chép {words[0]}", typed=typed)


class Snapshot:
    """A moment of the database that a dump and a count share."""

    def __init__(self, machine: Machine) -> None:
        self._session = machine.session(*_AS_POSTGRES, "psql", "-XAqt", "-d", DATABASE)
        self.name = self._ask(f"{_BEGIN} SELECT pg_export_snapshot();")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._session.communicate()

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has."""
        found: dict[str, int] = json.loads(self._ask(f"{COUNTS};"))
        return found

    def _ask(self, text: str) -> str:
        told, heard = self._session.stdin, self._session.stdout
        if told is None or heard is None:
            raise Failed("psql không chạy.")
        told.write(f"{text}\n")
        told.flush()
        if not (line := heard.readline().strip()):
            raise Failed("PostgreSQL không trả lời: xem `journalctl -u 'postgresql*'`.")
        return line
