"""Which office's queue a question goes to: one table of rules, the first that fits decides.

Pure: reads what it is given.

District police ended in 2025 and communes were merged, so citizens rarely know whom to ask. They
may name an office; else the dossier, the procedure, the field and the place decide, and what nobody
is named for goes to the province's office.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from offices.models import Level, Office
from offices.selection import select_offices
from offices.snapshot import Directory, Listed


class Rule(TextChoices):
    """Why a question went where it went."""

    NAMED = "named", "Công dân chọn đơn vị"
    DOSSIER = "dossier", "Đơn vị giải quyết hồ sơ"
    PLACE = "place", "Nơi ở và lĩnh vực"
    FIELD = "field", "Phòng phụ trách lĩnh vực"
    FRONT_DESK = "front_desk", "Chưa rõ việc: công an tỉnh phân loại"
    PASSED_ON = "passed_on", "Cán bộ chuyển đến"


@dataclass(frozen=True)
class Concern:
    """What is known about a question.

    `levels` are those at which its procedure is done, empty without one.
    """

    office: str | None = None
    dossier_office: str | None = None
    field: str | None = None
    levels: frozenset[str] = frozenset()
    place: str = ""


@dataclass(frozen=True)
class Destination:
    """The office that has to answer, and why it."""

    office: Listed
    rule: Rule


class NoOffice(Exception):
    """No office that could answer is in force."""


class UnknownPlace(Exception):
    """Nobody is in charge of a place with this name."""


class AmbiguousPlace(Exception):
    """Several offices are, each of a place with this name."""

    def __init__(self, offices: Sequence[Listed]) -> None:
        super().__init__(len(offices))
        self.offices = offices


def route(concern: Concern, directory: Directory, today: date) -> Destination:
    """Return where a question belongs.

    Raises NoOffice, UnknownPlace, AmbiguousPlace, KeyError for an office there is not.
    """
    for rule, choose in RULES:
        found = choose(concern, directory, today)
        if found is not None:
            return Destination(in_force(found, directory, today), rule)
    raise NoOffice


def in_force(office: Listed, directory: Directory, today: date) -> Listed:
    """Return the office, or who works in its place: its successor, else the office above it.

    Raises NoOffice.
    """
    for candidate in (
        office,
        directory.current_successor(office, today),
        *reversed(directory.ancestors(office)),
    ):
        if candidate is not None and candidate.holds(today):
            return candidate
    raise NoOffice


def _named(concern: Concern, directory: Directory, _today: date) -> Listed | None:
    return directory.offices[concern.office] if concern.office else None


def _of_dossier(concern: Concern, directory: Directory, _today: date) -> Listed | None:
    return directory.offices[concern.dossier_office] if concern.dossier_office else None


def _of_place(concern: Concern, directory: Directory, today: date) -> Listed | None:
    """Return the office of the place that serves the field.

    At a level at which the procedure is done.
    """
    if not concern.place:
        return None
    local = [hit.office for hit in select_offices(directory, {"place": concern.place}, today)]
    if not local:
        raise UnknownPlace
    communes = [office for office in local if office.kind == Office.Kind.COMMUNE]
    if len(communes) > 1:
        raise AmbiguousPlace(communes)
    serving = (
        [
            hit.office
            for hit in select_offices(directory, {"place": concern.place, "field": concern.field}, today)
        ]
        if concern.field
        else local
    )
    return next(
        (
            office
            for office in _nearest_first(serving)
            if not concern.levels or office.level in concern.levels
        ),
        None,
    )


def _nearest_first(offices: Sequence[Listed]) -> list[Listed]:
    """Return communes before those who serve a wider area."""
    return sorted(offices, key=lambda office: _ORDER.index(Office.Kind(office.kind)))


_ORDER = [
    Office.Kind.COMMUNE,
    Office.Kind.DEPARTMENT,
    Office.Kind.RECEPTION_POINT,
    Office.Kind.PROVINCE,
]


def _of_field(concern: Concern, directory: Directory, today: date) -> Listed | None:
    """Return the province's department for the field, also for what communes do.

    Without a place none of them is meant.
    """
    if not concern.field:
        return None
    wanted = {"field": concern.field, "kind": Office.Kind.DEPARTMENT}
    return next((hit.office for hit in select_offices(directory, wanted, today)), None)


def _front_desk(_concern: Concern, directory: Directory, today: date) -> Listed | None:
    provinces = (
        office
        for office in directory.offices.values()
        if office.level == Level.PROVINCE and office.parent is None
    )
    return next((office for office in provinces if office.holds(today)), None)


RULES: tuple[tuple[Rule, Callable[[Concern, Directory, date], Listed | None]], ...] = (
    (Rule.NAMED, _named),
    (Rule.DOSSIER, _of_dossier),
    (Rule.PLACE, _of_place),
    (Rule.FIELD, _of_field),
    (Rule.FRONT_DESK, _front_desk),
)
