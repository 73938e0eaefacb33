"""The first and last lines of a report, as NĐ 30/2020/NĐ-CP requires.

Phụ lục I of the decree defines the parts and their layout. The words come from the office's row
(`officers.models.Letterhead`), or else from the tree of offices. The number is left open: the
registry assigns it when the paper is signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from officers.models import Letterhead
from offices.installation import own_province, police_name
from offices.models import Office
from offices.models.office import root_id

STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
MINISTRY = "Bộ Công an"
TYPE = "BC"  # the abbreviation of «báo cáo», Phụ lục III
SIGNER = "Thủ trưởng đơn vị"
ARCHIVE = "Lưu: VT."
_COMMUNES = ("Công an xã ", "Công an phường ", "Công an đặc khu ")
_ZERO_BEFORE = 2  # months up to this one are written with a zero


@dataclass(frozen=True)
class Heading:
    """The parts of the paper. `office` is the id of the issuing office."""

    office: str
    superior: str
    issuer: str
    number: str
    place: str
    day: date
    signer_title: Sequence[str]
    signer_name: str
    recipients: Sequence[str]

    @property
    def place_and_day(self) -> str:
        """Place and date: days below ten, January and February have a zero (Phụ lục I, II.4)."""
        month = f"{self.day.month:02}" if self.day.month <= _ZERO_BEFORE else str(self.day.month)
        return f"{self.place}, ngày {self.day:%d} tháng {month} năm {self.day.year}"


def heading_of(office_id: str, day: date) -> Heading:
    """Return the heading of an office's paper; "" is the province. Two queries."""
    office = Office.objects.filter(pk=office_id or root_id()).select_related("parent").first()
    row = Letterhead.objects.filter(office=office).first() or Letterhead()
    superior = row.superior or _superior(office)
    symbol = f"{TYPE}-{row.symbol}" if row.symbol else TYPE
    return Heading(
        office.pk if office else "",
        superior,
        office.name if office and office.parent_id else police_name(),
        f"Số:        /{symbol}",
        row.place or _place(office),
        day,
        row.signer_title or [SIGNER],
        row.signer_name,
        [*(row.recipients or [f"{superior} (để báo cáo);"]), ARCHIVE],
    )


def _superior(office: Office | None) -> str:
    if office is None or office.parent is None:
        return MINISTRY
    return office.parent.name if office.parent.parent_id else police_name()


def _place(office: Office | None) -> str:
    """Return the place: the commune's name for a commune, else the province's (Phụ lục I, II.4)."""
    if office is not None and office.kind == Office.Kind.COMMUNE:
        for start in _COMMUNES:
            if office.name.startswith(start):
                return office.name.removeprefix(start)
    province = own_province()
    return province.bare if province else "………"
