"""An office in answers of other rooms: with a phone to call and directions."""

from typing import Any

from rest_framework import serializers

from offices.api.serializers import OfficeContactSerializer, OfficeDirectionsSerializer
from offices.models import Office
from offices.snapshot import directory

NO_CONTACT: dict[str, Any] = {"phones": [], "openChat": None}


class ReachableOfficeSerializer(serializers.Serializer[Office]):
    """An office with phone and directions, from the snapshot: it sends no query."""

    id = serializers.CharField(help_text="Mã đơn vị, dùng cho GET offices/{id}/.")
    name = serializers.CharField(help_text="Tên đơn vị.")
    contact = OfficeContactSerializer(help_text="Gọi điện, nhắn tin Zalo.")
    directions = OfficeDirectionsSerializer(
        allow_null=True, help_text="Chỉ đường; null khi chưa biết địa chỉ lẫn vị trí."
    )

    def to_representation(self, office: Office) -> dict[str, Any]:
        """Return the office as `reachable` does."""
        return reachable(office)


def reachable(office: Office) -> dict[str, Any]:
    """Return `office` with its contact and directions, empty if too new for the snapshot.

    Only its id and name need to be loaded.
    """
    listed = directory.current().offices.get(office.pk)
    contact, directions = (
        (listed.card["contact"], listed.card["directions"]) if listed else (NO_CONTACT, None)
    )
    return {
        "id": office.pk,
        "name": office.name,
        "contact": contact,
        "directions": directions,
    }
