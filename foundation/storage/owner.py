"""The owner of the files: a bucket, a prefix or a folder belongs to one database, and is marked.

A sweep deletes files without a row in its database, so it must not run on the files of another one:
not of another province with the same STORAGE_URL, nor of the database of which this one is a copy.
A mark next to the files has the database's random id and the number of its sweeps. The database
stores both, and its own location: a copy has another location, or a smaller number than the mark.
"""

from collections.abc import Iterator
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection, transaction

from foundation.files.guard import NotOurs
from foundation.records.models import Identity
from foundation.scale.bucket import configuration
from foundation.scale.bucket.opening import bucket

log = structlog.get_logger("police_portal.storage")
MARK = "database.mark"
MAX_BYTES = 200
ANOTHER = "Tệp ở {place} là của một cơ sở dữ liệu khác."
COPY = (
    "Cơ sở dữ liệu này là bản sao, hoặc vừa được khôi phục: tệp ở {place} có thể không phải của nó."
)
HINT = (
    "Sai STORAGE_URL hoặc DATA_DIR thì sửa lại. Nếu đúng là chủ của các tệp này (khôi phục, chuyển "
    "máy chủ) và bản kia đã ngừng hẳn: manage.py adopt_files --apply."
)
_HOME = "SELECT (SELECT system_identifier FROM pg_control_system()) || ' ' || current_database()"


def require() -> None:
    """Raise NotOurs unless the files are this database's; mark files without an owner.

    Call it before deleting files without a row. Raises StorageAway.
    """
    with transaction.atomic():
        identity = Identity.objects.select_for_update().get()
        if found := fault(identity):
            log.error("files_not_ours", place=_place())
            raise NotOurs(found)
        _go_on(identity)
    _write(identity)


def adopt() -> None:
    """Make the files this database's, whoever owned them: for an operator. Raises StorageAway."""
    with transaction.atomic():
        identity = Identity.objects.select_for_update().get()
        identity.turn = max([identity.turn, *(turn for _name, turn in _marks())])
        _go_on(identity)
    _write(identity)


def fault_now() -> str:
    """Return in Vietnamese why the files may not be this database's; for `guard`."""
    identity = Identity.objects.first()
    return fault(identity) if identity else ""


def fault(identity: Identity) -> str:
    """Return in Vietnamese why the files may not be this database's; empty if they are."""
    marks = list(_marks())
    if any(database != str(identity.database) for database, _turn in marks):
        return ANOTHER.format(place=_place())
    is_elsewhere = marks and identity.home and identity.home != _home()
    if is_elsewhere or any(turn > identity.turn for _name, turn in marks):
        return COPY.format(place=_place())
    return ""


def _go_on(identity: Identity) -> None:
    """Count this sweep: saved before the mark, which must not be ahead after a failed commit."""
    identity.turn, identity.home = identity.turn + 1, _home()
    identity.save(update_fields=["turn", "home"])


def _home() -> str:
    """Return the server's id and the database's name there: standbys share them."""
    if connection.vendor != "postgresql":
        return str(connection.settings_dict["NAME"])[-100:]
    with connection.cursor() as cursor:
        cursor.execute(_HOME)
        return str(cursor.fetchone()[0])[:100]


def _place() -> str:
    return settings.STORAGE_URL if configuration.is_set() else str(settings.MEDIA_ROOT)


def _folders() -> set[Path]:
    return {Path(settings.MEDIA_ROOT), Path(settings.SEALED_ROOT)}


def _marks() -> Iterator[tuple[str, int]]:
    """Yield database and turn of each existing mark; anything unreadable counts as another's."""
    for content in _contents():
        database, _space, turn = content.decode("ascii", "replace").strip().partition(" ")
        yield database, int(turn) if turn.isdecimal() else 0


def _contents() -> Iterator[bytes]:
    if configuration.is_set():
        try:
            yield bucket().read_range(MARK, 0, MAX_BYTES)[0]
        except FileNotFoundError:
            return
    else:
        yield from (
            (folder / MARK).read_bytes()[:MAX_BYTES]
            for folder in _folders()
            if (folder / MARK).exists()
        )


def _write(identity: Identity) -> None:
    content = f"{identity.database} {identity.turn}\n".encode()
    if configuration.is_set():
        bucket().put(MARK, content)
        return
    for folder in _folders():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = folder / f"{MARK}.new"
        new.write_bytes(content)
        new.replace(folder / MARK)
