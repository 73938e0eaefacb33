"""The database of this machine, which knows the service by its user on the socket."""

from installation.machine import Failed, Machine
from installation.places import DATABASE, USER

_AS_POSTGRES = ("runuser", "-u", "postgres", "--")
# A transaction that nobody goes on with keeps its locks for a minute at most.
_IDLE = "idle_in_transaction_session_timeout=60000"
HAS_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = 'police-portal'"
SETTINGS_OF_ROLE = "SELECT rolconfig FROM pg_roles WHERE rolname = 'police-portal'"
OWNER = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'police_portal'"
IS_PUBLIC = "SELECT has_database_privilege('public', 'police_portal', 'CONNECT')"


def prepare(machine: Machine) -> None:
    """Start PostgreSQL, make role and database; what is there stays. Raises Failed."""
    if not machine.ask("pg_isready", "--quiet"):
        machine.do("systemctl", "start", "postgresql")
    _await(machine)
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


def _make_database(machine: Machine) -> None:
    owner = _asked(machine, OWNER)
    if owner and owner != USER:
        raise Failed(
            f"Đã có cơ sở dữ liệu {DATABASE} của «{owner}», không phải của dịch vụ này. Đổi tên "
            "hoặc xoá nó nếu không cần, rồi chạy lại. Chưa thay đổi gì trong đó."
        )
    if not owner:
        new = ("--template", "template0", "--encoding", "UTF8", "--locale", "C.UTF-8", DATABASE)
        machine.do(*_AS_POSTGRES, "createdb", "--owner", USER, *new)
    if _asked(machine, IS_PUBLIC) == "t":
        revoke = f'REVOKE CONNECT ON DATABASE "{DATABASE}" FROM PUBLIC'
        machine.do(*_AS_POSTGRES, "psql", "-Xqc", revoke)
