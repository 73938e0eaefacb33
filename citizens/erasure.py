"""How a citizen's data goes: every part in turn, counted, and what stays told.

`actions.erase` is the door.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from citizens import personal_data_registry
from citizens.models import Citizen
from citizens.personal_data_registry import Kept
from foundation.records.encryption import keyed_hash

_CHANGES = ("DELETE", "UPDATE")


@dataclass(frozen=True)
class Erased:
    """What was erased.

    Rows deleted or emptied, by the title of the part that held them; and what stays.
    """

    at: datetime
    counts: Mapping[str, int]
    kept: tuple[Kept, ...]

    @property
    def deleted(self) -> list[dict[str, Any]]:
        """The parts that held something, with the number of rows, for the citizen."""
        return [
            {"what": part.title, "rows": self.counts[part.name]}
            for part in personal_data_registry.parts()
            if self.counts[part.name]
        ]


def erase_parts(citizen: Citizen) -> tuple[dict[str, int], tuple[Kept, ...]]:
    """Erase every registered part; return the rows that went, by part, and what stays.

    The citizen's row is locked.
    """
    counts: dict[str, int] = {}
    kept: list[Kept] = []
    for part in personal_data_registry.parts():
        with _counting() as changed:
            kept += part.erase(citizen)
        counts[part.name] = sum(changed)
    return counts, tuple(kept)


@contextmanager
def _counting() -> Iterator[list[int]]:
    """Collect how many rows each DELETE and UPDATE concerned.

    Counted here, so that no part can forget to say it.
    """
    changed: list[int] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # Django's signature
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(_CHANGES):
            changed.append(max(context["cursor"].rowcount, 0))
        return result

    with connection.execute_wrapper(watch):
        yield changed


def forget_history(citizen: Citizen) -> None:
    """Empty what officers wrote in the admin's history of the citizen.

    Such as why they were blocked.
    """
    own = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Citizen), object_id=str(citizen.pk)
    )
    own.exclude(change_message="").update(change_message="")


def identity_hash(citizen: Citizen) -> str:
    """Return what a blocked person who was erased is recognised by when they come back.

    It leads to nobody by itself.
    """
    return keyed_hash("blocked_identity", f"{citizen.app_id}\0{citizen.zalo_user_id}")
