"""Links that open a map with the way to an office."""

from urllib.parse import quote

from offices.geography.places import Point

# Google Maps URLs, a documented interface without a key: the app opens if it is installed.
_DIRECTIONS = "https://www.google.com/maps/dir/?api=1&destination="
APPROXIMATE = "Vị trí ước chừng: trung tâm xã, chưa phải địa chỉ trụ sở."


def directions_to(name: str, address: str, point: Point | None, *, approximate: bool) -> str | None:
    """Return a link that shows the way, None if the location is unknown.

    An address is nearer to the door than the centre of a commune.
    """
    if address and (point is None or approximate):
        return _DIRECTIONS + quote(f"{name}, {address}")
    if point is None:
        return None
    return _DIRECTIONS + quote(f"{point.latitude},{point.longitude}")
