"""Which offices of this installation play the parts of the story, whatever its province is."""

from collections.abc import Iterator
from dataclasses import dataclass

from demo.story import COMMUNES, DEPARTMENTS, FIRST_COMMUNE, POLICE, SLOW_OFFICE, Work
from offices.geography.provinces import Province
from offices.installation import own_province
from offices.models import Office


@dataclass(frozen=True)
class Place:
    """An office with its work in the story."""

    office: str
    work: Work
    slow: bool = False


@dataclass(frozen=True)
class Stage:
    """The offices by part, and all that get dossiers: departments first, then communes."""

    parts: dict[str, str]
    communes: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def police(self) -> str:
        """The police of the province."""
        return self.parts[POLICE]


class Incomplete(Exception):
    """Offices are missing; the text names them."""


def find_stage() -> Stage:
    """Return the offices that take part. Raises Incomplete."""
    province = own_province()
    if province is None:
        raise Incomplete("công an tỉnh")
    communes = _communes(province)
    parts = {POLICE: province.office_id}
    parts |= {part: f"{province.slug}-{part}" for part in DEPARTMENTS}
    known = set(Office.objects.filter(pk__in=parts.values()).values_list("pk", flat=True))
    missing = sorted(set(parts.values()) - known)
    if len(communes) < len(COMMUNES):
        missing.append(f"{len(COMMUNES)} công an xã, phường")
    if missing:
        raise Incomplete(", ".join(missing))
    parts[FIRST_COMMUNE] = communes[0]
    return Stage(parts, communes, tuple(_places(parts, communes)))


def _places(parts: dict[str, str], communes: tuple[str, ...]) -> Iterator[Place]:
    for part, work in DEPARTMENTS.items():
        yield Place(parts[part], work, slow=part == SLOW_OFFICE)
    for office, work in zip(communes, COMMUNES, strict=True):
        yield Place(office, work)


def _communes(province: Province) -> tuple[str, ...]:
    """Return the busiest communes: those that the province's data names, else wards first."""
    working = Office.objects.filter(kind=Office.Kind.COMMUNE)
    known = working.order_by("pk").values_list("pk", flat=True)
    named = [office for office in province.busiest if office in set(known)]
    wards = sorted(known, key=lambda pk: not pk.startswith("ca-phuong-"))
    return tuple([*named, *(pk for pk in wards if pk not in named)][: len(COMMUNES)])
