"""A province's own table of contacts: one office a row, with address, phones, hours, point.

Empty cells change nothing. The whole table is checked first; each fault names row and column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.core.exceptions import ValidationError

from foundation.importing import cells
from foundation.importing.columns import Column, Layout
from foundation.importing.lines import Line, lines_of
from foundation.importing.tables import Cell, CellRefused, Fault, Table
from foundation.records.vietnamese import syllables
from offices.geography.borders import refuse_outside
from offices.geography.places import PlaceIndex, Point
from offices.geography.provinces import Province
from offices.geography.readings import bare_name
from offices.models import Office
from offices.validators import (
    parse_phone,
    validate_latitude,
    validate_longitude,
)
from offices.working_time.weeks import Slot, read_week

LAYOUT = Layout(
    (
        Column(
            "office",
            "Đơn vị",
            "Tên đơn vị",
            ("Mã đơn vị", "Tên cơ quan", "Xã, phường", "Tên xã, phường", "Công an xã, phường"),
            required=True,
        ),
        Column("address", "Địa chỉ", "Địa chỉ trụ sở", ("Trụ sở", "Nơi làm việc")),
        Column("phones", "Điện thoại", "Số điện thoại", ("SĐT", "Số máy", "Điện thoại trực ban")),
        Column("hours", "Giờ tiếp dân", "Giờ làm việc", ("Thời gian làm việc", "Lịch tiếp dân")),
        Column("latitude", "Vĩ độ", "Vĩ độ", ("Lat", "Latitude")),
        Column("longitude", "Kinh độ", "Kinh độ", ("Lng", "Long", "Longitude")),
        Column("point", "Toạ độ", "Vị trí", ("Vĩ độ, kinh độ",)),
    ),
    row_noun="đơn vị",
    unused=("STT", "TT", "Ghi chú"),
)
# Phones in public design files: whoever copied a sample did not look up the office.
_SAMPLES = ("02103845678", "02103811222", "02103846")
_LISTED = re.compile(r"[,/](?=\s*\+?\d)")
MAX_ADDRESS = 300
_ALIKE = 3
_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d{1,15}", re.ASCII)


@dataclass(slots=True)
class Contact:
    """What a row says of an office; None where its cell is empty."""

    row: int
    office: str
    address: str | None = None
    phones: list[str] | None = None
    hours: list[Slot] | None = None
    point: Point | None = None


@dataclass
class Names:
    """The offices by the names that a table may give them, folded."""

    offices: Sequence[Office]
    places: PlaceIndex
    by_name: dict[str, list[Office]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for office in self.offices:
            kind_and_name = office.name.removeprefix("Công an ")
            for name in {office.pk, office.name, kind_and_name, bare_name(office.name)}:
                self.by_name.setdefault(_folded(name), []).append(office)

    def find(self, text: str) -> Office:
        """Return the only office called `text`. Raises CellRefused with those that are like it."""
        found = self.by_name.get(_folded(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise CellRefused(
                f"«{text}» là tên của nhiều đơn vị: {_listed(found)}. Ghi đủ tên.", "ambiguous"
            )
        alike = self._alike(text)
        hint = f" Gần giống: {_listed(alike)}." if alike else ""
        raise CellRefused(f"Không có đơn vị «{text}».{hint}", "unknown_office")

    def _alike(self, text: str) -> list[Office]:
        by_id = {office.pk: office for office in self.offices}
        found = (match.office_id for match in self.places.find(text))
        former = [by_id[key] for key in found if key in by_id]
        close = get_close_matches(_folded(text), self.by_name, n=_ALIKE)
        return list(dict.fromkeys([*former, *(o for name in close for o in self.by_name[name])]))[
            :_ALIKE
        ]


def _folded(name: str) -> str:
    return " ".join(syllables(name))


def _listed(offices: Sequence[Office]) -> str:
    return ", ".join(office.name for office in offices)


def read_contacts(
    table: Table, names: Names, province: Province | None
) -> tuple[list[Contact], list[Fault]]:
    """Return the contacts in `table`, and every fault of it."""
    contacts: list[Contact] = []
    faults: list[Fault] = []
    first_rows: dict[str, int] = {}
    for row in lines_of(table, _Row):
        contact = row.read(names, province)
        faults += row.faults
        if contact and first_rows.setdefault(contact.office, row.number) != row.number:
            said = f"Đơn vị này đã có ở dòng {first_rows[contact.office]}."
            faults.append(Fault(row.number, table.headers.name("office"), said, "repeated"))
        elif contact:
            contacts.append(contact)
    return contacts, faults


class _Row(Line):
    """One line of the table."""

    def read(self, names: Names, province: Province | None) -> Contact | None:
        """Return what the row says, or None with the faults."""
        office = self.cell("office", lambda cell: names.find(cells.text(cell)))
        if office is None and not self.faults:
            self.refuse("office", CellRefused("Thiếu tên đơn vị.", "missing"))
        contact = Contact(
            self.number,
            office.pk if office else "",
            address=self.cell("address", _address),
            phones=self.cell("phones", _phones),
            hours=self.cell("hours", lambda cell: read_week(cells.text(cell))),
            point=self._point(province),
        )
        return None if self.faults else contact

    def _point(self, province: Province | None) -> Point | None:
        whole = self.cell("point", lambda cell: _two_degrees(cells.text(cell)))
        latitude = self.cell("latitude", lambda cell: _degrees(cells.text(cell)))
        longitude = self.cell("longitude", lambda cell: _degrees(cells.text(cell)))
        if (latitude is None) != (longitude is None) and not self.faults:
            key = "latitude" if latitude is None else "longitude"
            self.refuse(key, CellRefused("Ghi cả vĩ độ và kinh độ.", "half_a_point"))
        if self.faults or (whole is None and latitude is None):
            return None
        point: Point = whole or Point(latitude, longitude)
        try:
            _check_point(point, province)
        except ValidationError as error:
            self.refuse("point" if whole else "latitude", error)
        return point


def _address(cell: Cell) -> str:
    address = " ".join(cells.text(cell).split())
    if len(address) > MAX_ADDRESS:
        raise CellRefused(f"Quá dài (tối đa {MAX_ADDRESS} ký tự).", "too_long")
    return address


def _phones(cell: Cell) -> list[str]:
    """Return the phones of a cell, each with its label. A number cell has lost its zero."""
    given = cell if isinstance(cell, str) else cells.phone(cell)
    found = list(cells.lines(_LISTED.sub(";", given)))
    for line in found:
        if parse_phone(line)[0].startswith(_SAMPLES):
            raise CellRefused(
                f"«{line}» là số mẫu trong tài liệu thiết kế. Nếu đúng là số của đơn vị, ghi ở "
                "trang của đơn vị.",
                "sample_phone",
            )
    return found


def _degrees(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise CellRefused("Ghi độ dạng thập phân, ví dụ 21,3227.", "invalid_degrees")
    return float(text.replace(",", "."))


def _two_degrees(text: str) -> Point:
    """Return the point in «21.3227, 105.4019»."""
    parts = text.replace(" ", "").split("," if "." in text else ";")
    if len(parts) != 2:  # noqa: PLR2004  # latitude and longitude
        raise CellRefused("Ghi vĩ độ rồi kinh độ, ví dụ 21.3227, 105.4019.", "invalid_point")
    return Point(*map(_degrees, parts))


def _check_point(point: Point, province: Province | None) -> None:
    for value, validators in (
        (point.latitude, validate_latitude),
        (point.longitude, validate_longitude),
    ):
        for validator in validators:
            validator(value)
    if province:
        refuse_outside(point, province)
