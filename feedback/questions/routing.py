"""Which office gets a question: one table of rules; the first match decides.

Pure. District police ended in 2025 and communes were merged, so citizens rarely know whom to ask.
They may choose an office. Otherwise dossier, procedure, field and place decide, and the rest goes
to the province.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from offices.finding.selected import Criteria
from offices.finding.selection import NoOffice, department_for, office_in_force, offices_of_place
from offices.listed import Listed
from offices.models import Level, Office
from offices.snapshot import Directory


class Rule(TextChoices):
    """Why a question went to its office."""

    NAMED = "named", "Công dân chọn đơn vị"
    DOSSIER = "dossier", "Đơn vị giải quyết hồ sơ"
    PLACE = "place", "Nơi ở và lĩnh vực"
    FIELD = "field", "Phòng phụ trách lĩnh vực"
    FRONT_DESK = "front_desk", "Chưa rõ việc: công an tỉnh phân loại"
    PASSED_ON = "passed_on", "Cán bộ chuyển đến"


@dataclass(frozen=True)
class Concern:
    """The data about a question. `levels` are the levels that handle its procedure."""

    office: str | None = None
    dossier_office: str | None = None
    field: str | None = None
    levels: frozenset[str] = frozenset()
    place: str = ""


@dataclass(frozen=True)
class Destination:
    """The office that has to answer, and the rule that chose it."""

    office: Listed
    rule: Rule


class UnknownPlace(Exception):
    """No office serves a place of this name."""


class AmbiguousPlace(Exception):
    """Several places have this name."""

    def __init__(self, offices: Sequence[Listed]) -> None:
        super().__init__(len(offices))
        self.offices = offices


def choose_office(concern: Concern, directory: Directory, today: date) -> Destination:
    """Return the office for a question.

    Raises NoOffice, UnknownPlace, AmbiguousPlace, and KeyError for an unknown office id.
    """
    for rule, choose in RULES:
        found = choose(concern, directory, today)
        if found is not None:
            return Destination(office_in_force(found, directory, today), rule)
    raise NoOffice


def _named_office(concern: Concern, directory: Directory, _today: date) -> Listed | None:
    return directory.offices[concern.office] if concern.office else None


def _dossier_office(concern: Concern, directory: Directory, _today: date) -> Listed | None:
    return directory.offices[concern.dossier_office] if concern.dossier_office else None


def _place_office(concern: Concern, directory: Directory, today: date) -> Listed | None:
    """Return the place's office that serves the field, at a level that handles the procedure."""
    if not concern.place:
        return None
    local = [hit.office for hit in offices_of_place(directory, concern.place, today)]
    if not local:
        raise UnknownPlace
    communes = [office for office in local if office.kind == Office.Kind.COMMUNE]
    if len(communes) > 1:
        raise AmbiguousPlace(communes)
    serving = (
        [
            hit.office
            for hit in offices_of_place(directory, concern.place, today, Criteria(concern.field))
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
    """Order communes before offices that serve a wider area."""
    return sorted(offices, key=lambda office: _ORDER.index(Office.Kind(office.kind)))


_ORDER = [
    Office.Kind.COMMUNE,
    Office.Kind.DEPARTMENT,
    Office.Kind.RECEPTION_POINT,
    Office.Kind.PROVINCE,
]


def _field_department(concern: Concern, directory: Directory, today: date) -> Listed | None:
    """Return the province's department for the field. Without a place it cannot be a commune."""
    return department_for(concern.field, directory, today) if concern.field else None


def _front_desk(_concern: Concern, directory: Directory, today: date) -> Listed | None:
    provinces = (o for o in directory.children[None] if o.level == Level.PROVINCE)
    return next((office for office in provinces if office.holds(today)), None)


RULES: tuple[tuple[Rule, Callable[[Concern, Directory, date], Listed | None]], ...] = (
    (Rule.NAMED, _named_office),
    (Rule.DOSSIER, _dossier_office),
    (Rule.PLACE, _place_office),
    (Rule.FIELD, _field_department),
    (Rule.FRONT_DESK, _front_desk),
)
