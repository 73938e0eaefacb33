"""Procedures and offices by the names that files use; a few thousand, loaded once for a run."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dossiers.due import time_limits
from dossiers.models import OfficeName
from dossiers.workflow import Limit
from foundation.records.vietnamese import syllables
from offices.models import Office
from procedures.choices import State
from procedures.models import Procedure, ProcedureVersion
from procedures.publishing.lookup import published_closure


def folded_name(name: str) -> str:
    """Return an office's name for comparison.

    >>> folded_name("Công an phường THANH MIẾU")
    'cong an phuong thanh mieu'
    """
    return " ".join(syllables(name))[:200]


class References:
    """What codes and names mean when a run begins."""

    def __init__(self) -> None:
        self._procedures = self._procedure_codes()
        self._offices = self._office_names()
        self._asked: dict[str, str | None] = {}
        self._published: dict[str, list[datetime]] = defaultdict(list)
        published = ProcedureVersion.objects.filter(state=State.PUBLISHED).order_by(
            "procedure_id", "number"
        )
        for key, at in published.values_list("procedure_id", "published_at"):
            self._published[key].append(at)
        self._versions: dict[tuple[str, int], ProcedureVersion | None] = {}
        self._closures: dict[str, Mapping[str, Any] | None] = {}
        self._limits: dict[tuple[int | None, str], Limit | None] = {}

    @staticmethod
    def _procedure_codes() -> dict[str, str]:
        """Return procedures by code.

        A code that one procedure has today and another had before means the one of today; a code
        that two had before means neither.
        """
        bearers: dict[str, set[str]] = defaultdict(set)
        for key, former in Procedure.objects.order_by().values_list("pk", "former_codes"):
            for code in former:
                bearers[code].add(key)
        alone = {code: keys.pop() for code, keys in bearers.items() if len(keys) == 1}
        own = {key: key for key in Procedure.objects.order_by().values_list("pk", flat=True)}
        return (
            own
            | alone
            | dict(Procedure.objects.exclude(code="").order_by().values_list("code", "pk"))
        )

    @staticmethod
    def _office_names() -> dict[str, str]:
        """Return offices by name and id; a name that two offices share means neither."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for key, name in Office.objects.order_by().values_list("pk", "name"):
            bearers[folded_name(name)].add(key)
            bearers[folded_name(key)].add(key)
        alone = {name: keys.pop() for name, keys in bearers.items() if len(keys) == 1}
        return alone | dict(OfficeName.objects.values_list("folded", "office_id"))

    def procedure(self, code: str) -> str | None:
        """Return our id of a procedure by its national code, present or former, or by our id."""
        return self._procedures.get(code) or self._procedures.get(code.lower())

    def office(self, name: str) -> str | None:
        """Return the id of the office with this name or id."""
        if name not in self._asked:
            self._asked[name] = self._offices.get(folded_name(name))
        return self._asked[name]

    def version(self, procedure_id: str, moment: datetime) -> ProcedureVersion | None:
        """Return `time_limits.version_at`, asked once between two publications."""
        key = procedure_id, bisect_right(self._published[procedure_id], moment)
        if key not in self._versions:
            self._versions[key] = time_limits.version_at(procedure_id, moment)
        return self._versions[key]

    def closure(self, procedure_id: str) -> Mapping[str, Any] | None:
        """Return `published_closure`, asked once."""
        if procedure_id not in self._closures:
            self._closures[procedure_id] = published_closure(procedure_id)
        return self._closures[procedure_id]

    def limit(self, version: ProcedureVersion | None, channel: str) -> Limit | None:
        """Return `time_limits.only_limit`, worked out once."""
        key = version.pk if version else None, channel
        if key not in self._limits:
            self._limits[key] = time_limits.only_limit(version, channel)
        return self._limits[key]
