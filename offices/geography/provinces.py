"""The 34 provinces and their 3,321 communes since 1 July 2025, from the files in `data`.

The top office shows the province of this installation: it has the province's id. Needs only Python:
`make run` refuses a wrong name before any package is installed.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from foundation.records.vietnamese import fold, syllables
from offices.geography.places import Point

DATA = Path(__file__).resolve().parents[1] / "data"
_ALIKE = 0.6
_SHOWN = 3
_CAPITALS = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1F00))))
# «Công an tỉnh, thành phố» means both; «Công an tỉnh» before a capital letter is a name.
_PROVINCES_POLICE = re.compile(rf"([Cc]ông an) tỉnh(?!, (?:thành phố|TP)|/| [{_CAPITALS}])")
_CITYS_POLICE = re.compile(rf"([Cc]ông an) thành phố(?! [{_CAPITALS}])")


@dataclass(frozen=True, slots=True)
class Province:
    """A province, or a city of the same rank.

    `formerly` are the provinces merged into it, `busiest` ids of its communes' offices.
    """

    code: str
    name: str
    formerly: tuple[str, ...] = ()
    busiest: tuple[str, ...] = ()

    @property
    def bare(self) -> str:
        """The name alone: «Hưng Yên»."""
        return self.name.removeprefix("Tỉnh ").removeprefix("Thành phố ")

    @property
    def level(self) -> str:
        """«tỉnh» or «thành phố»."""
        return self.name.removesuffix(self.bare).strip().lower()

    @property
    def slug(self) -> str:
        """The name as part of ids: «hung-yen»."""
        return slug_of(self.bare)

    @property
    def police_name(self) -> str:
        """The name of its police: «Công an tỉnh Hưng Yên»."""
        return f"Công an {self.level} {self.bare}"

    def in_own_words(self, text: str) -> str:
        """Return `text`, in which its police is «Công an tỉnh», with the level that it has."""
        return _PROVINCES_POLICE.sub(rf"\1 {self.level}", text)

    @staticmethod
    def as_shipped(text: str) -> str:
        """Return `text` as the shipped files have it, where the police is «Công an tỉnh».

        >>> Province.as_shipped("Nộp tại Công an thành phố.")
        'Nộp tại Công an tỉnh.'
        """
        return _CITYS_POLICE.sub(r"\1 tỉnh", text)

    @property
    def office_id(self) -> str:
        """The id of the office of its police, the top office."""
        return f"cat-{self.slug}"


class Commune(NamedTuple):
    """A commune, a ward or a special zone, and the centre of its area."""

    province: str
    code: str
    name: str
    centre: Point


class UnknownProvince(ValueError):
    """No province has this name; the text suggests similar ones, in Vietnamese."""


def slug_of(name: str) -> str:
    """Return `name` as part of an id.

    >>> slug_of("Đồng Tháp")
    'dong-thap'
    """
    return "-".join(syllables(name))


@cache
def provinces() -> Mapping[str, Province]:
    """Return the provinces by code."""
    return {
        row["code"]: Province(
            row["code"],
            row["name"],
            tuple(row.get("formerly", ())),
            tuple(row.get("busiest", ())),
        )
        for row in _document()["provinces"]
    }


def default_province() -> Province:
    """Return the default province of installations."""
    return provinces()[_document()["default"]]


@cache
def _document() -> Any:
    return json.loads((DATA / "provinces.json").read_text())


@cache
def communes() -> tuple[Commune, ...]:
    """Return all communes of the country."""
    lines = (DATA / "communes.tsv").read_text().splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(
        Commune(province, code, name, Point(float(latitude), float(longitude)))
        for province, code, name, latitude, longitude in rows
    )


def communes_of(province: Province) -> list[Commune]:
    """Return the communes of `province`."""
    return [commune for commune in communes() if commune.province == province.code]


def commune_ids(province: Province) -> dict[str, Commune]:
    """Return the communes of `province` by the id of their office.

    If names differ only in marks, the commune's code is appended: «ca-xa-tan-an-22576».
    """
    found = communes_of(province)
    times = Counter(fold(commune.name) for commune in found)
    return {
        f"ca-{slug_of(commune.name)}"
        + (f"-{commune.code}" if times[fold(commune.name)] > 1 else ""): commune
        for commune in found
    }


def find_province(text: str) -> Province:
    """Return the province called `text`, with or without marks and kind.

    Raises UnknownProvince with similar names, or the province into which it was merged.
    """
    words = syllables(text)
    for kind in (("tinh",), ("thanh", "pho"), ("tp",)):
        if tuple(words[: len(kind)]) == kind:
            words = words[len(kind) :]
    wanted = " ".join(words)
    for province in provinces().values():
        if wanted == fold(province.bare):
            return province
    raise UnknownProvince(_explain(text, wanted))


def _explain(text: str, wanted: str) -> str:
    for province in provinces().values():
        for former in province.formerly:
            if wanted == " ".join(syllables(former)):
                return f"{former} từ 01/7/2025 thuộc {province.name}; ghi «{province.bare}»."
    ratios = {
        province.bare: SequenceMatcher(None, wanted, fold(province.bare)).ratio()
        for province in provinces().values()
    }
    alike = sorted((name for name in ratios if ratios[name] >= _ALIKE), key=lambda n: -ratios[n])
    hint = f"Gần giống: {', '.join(alike[:_SHOWN])}." if alike else f"Có: {', '.join(ratios)}."
    return f"Không có tỉnh, thành phố «{text}». {hint}"


def province_of_office(office_id: str | None) -> Province | None:
    """Return the province whose police has this id, None if there is none."""
    return next((p for p in provinces().values() if p.office_id == office_id), None)


def nearest_commune(point: Point, found: Sequence[Commune]) -> Commune:
    """Return the commune whose centre is nearest, on a flat map.

    An import of offices calls this with 3,321 communes for each row.
    """
    latitude, longitude = point
    shrink = math.cos(math.radians(latitude)) ** 2
    return min(
        found,
        key=lambda commune: (
            (commune.centre.latitude - latitude) ** 2
            + shrink * (commune.centre.longitude - longitude) ** 2
        ),
    )
