"""Erasing a citizen's data: every registered part in turn, with the rows counted.

`actions.erase` calls it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from citizens import access_log
from citizens.models import Citizen
from citizens.privacy import personal_data_registry
from citizens.privacy.personal_data_registry import Kept
from foundation.desk import drafts
from foundation.records.encryption import keyed_hash

_CHANGES = ("DELETE", "UPDATE")


@dataclass(frozen=True)
class Erased:
    """What was erased: the rows deleted or emptied, by the name of the part, and what stays."""

    at: datetime
    counts: Mapping[str, int]
    kept: tuple[Kept, ...]

    @property
    def deleted(self) -> list[dict[str, object]]:
        """The parts that held something, each with its number of rows, for the citizen."""
        return [
            {"what": part.title, "rows": self.counts[part.name]}
            for part in personal_data_registry.parts()
            if self.counts[part.name]
        ]


def erase_parts(citizen: Citizen) -> tuple[dict[str, int], tuple[Kept, ...]]:
    """Erase every registered part; return the erased rows by part, and what stays.

    The citizen's row must be locked.
    """
    counts: dict[str, int] = {}
    kept: list[Kept] = []
    for kind in access_log.kinds():  # before the rows are cut loose
        drafts.forget(kind.name, kind.keys_of(citizen))
    for part in personal_data_registry.parts():
        with _count_changes() as changed:
            kept += part.erase(citizen)
        counts[part.name] = sum(changed)
    return counts, tuple(kept)


@contextmanager
def _count_changes() -> Iterator[list[int]]:
    """Collect how many rows each DELETE and UPDATE changed, so that no part has to count itself."""
    changed: list[int] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # Django's signature
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(_CHANGES):
            changed.append(max(context["cursor"].rowcount, 0))
        return result

    with connection.execute_wrapper(watch):
        yield changed


def forget_history(citizen: Citizen) -> None:
    """Empty what officers wrote in the admin's history of the citizen, such as why they blocked."""
    own = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Citizen), object_id=str(citizen.pk)
    )
    own.exclude(change_message="").update(change_message="")


def identity_hash(citizen: Citizen) -> str:
    """Return the keyed hash that recognises a blocked person who comes back after an erasure."""
    return keyed_hash("blocked_identity", f"{citizen.app_id}\0{citizen.zalo_user_id}")
