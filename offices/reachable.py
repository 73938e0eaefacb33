"""An office as answers of other rooms name it: with a phone to call and the way there."""

from typing import Any

from rest_framework import serializers

from offices.models import Office
from offices.serializers import OfficeContactSerializer, OfficeDirectionsSerializer
from offices.snapshot import directory

NO_CONTACT: dict[str, Any] = {"phones": [], "openChat": None}


class ReachableOfficeSerializer(serializers.Serializer[Office]):
    """An office, whom to call and how to get there, from the snapshot: it asks no database."""

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
    """Return `office` with its contact and directions; an office too new for the snapshot has none.

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
