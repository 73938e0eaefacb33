"""What a printed link to an office shows to people without Zalo."""

from django.utils import timezone

from foundation.zalo.deep_links import Screen
from foundation.zalo.landings import Landing
from offices.models import Office
from offices.validators import parse_phone

OFFICE = Screen("office", "Một đơn vị; giá trị là mã đơn vị.", is_printable=True)


def landing_of_office(key: str) -> Landing | None:
    """Return name, address and phones of an office in force."""
    office = Office.objects.in_force(timezone.localdate()).filter(pk=key).first()
    if office is None:
        return None
    lines = (f"Địa chỉ: {office.address}",) if office.address else ()
    phones = tuple(parse_phone(line)[0] for line in office.phones)
    return Landing(office.name, lines, phones)
