"""The former communes and districts of each commune, from `data/former-communes.tsv`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from foundation.records.vietnamese import fold
from offices.geography.provinces import DATA, Province, commune_ids
from offices.geography.readings import bare_name

_KINDS = ("Phường ", "Xã ", "Thị trấn ")
_PARTS = "~^"  # a part of the former commune, the larger part


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune before 1 July 2025, and the ids of the offices in whose communes it now lies."""

    name: str
    district: str
    province: str
    offices: tuple[str, ...]

    @property
    def bare(self) -> str:
        """The name alone. «Phường 1» keeps its kind."""
        kind = next(kind for kind in _KINDS if self.name.startswith(kind))
        alone = self.name.removeprefix(kind)
        return self.name if alone.isdigit() else alone


@cache
def former_communes(province: Province) -> tuple[FormerCommune, ...]:
    """Return the former communes of today's `province`."""
    return tuple(_read(province))


def _read(province: Province) -> Iterator[FormerCommune]:
    ids = {commune.code: office for office, commune in commune_ids(province).items()}
    code = former = district = ""
    for line in (DATA / "former-communes.tsv").read_text().splitlines():
        if line.startswith("= "):
            code, former, district = line.removeprefix("= ").split("\t")
        elif code == province.code and not line.startswith("#"):
            name, codes = line.split("\t")
            offices = tuple(ids[commune.rstrip(_PARTS)] for commune in codes.split(" "))
            yield FormerCommune(name, district, former, offices)


@cache
def former_districts(province: Province) -> Mapping[str, tuple[str, ...]]:
    """Return the offices of the communes in which each former district now lies.

    Those that took most of its communes come first.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in former_communes(province):
        counts[unit.district].update(unit.offices)
    return {name: tuple(o for o, _n in found.most_common()) for name, found in counts.items()}


@cache
def former_names(province: Province) -> Mapping[str, tuple[str, ...]]:
    """Return the former names of each office, with the district where a name is not unique.

    A commune that still has its name is left out, unless another one had it, too.
    """
    units = former_communes(province)
    times = Counter(fold(unit.bare) for unit in units)
    today = {office: commune.name for office, commune in commune_ids(province).items()}
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for unit in units:
        is_unique = times[fold(unit.bare)] == 1
        written = unit.bare if is_unique else f"{unit.bare} ({bare_name(unit.district)})"
        for office in unit.offices:
            if not (is_unique and bare_name(today[office]) == unit.bare):
                names[office][written] = None
    return {office: tuple(found) for office, found in names.items()}
