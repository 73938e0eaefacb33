"""The export: everything that the service holds about a citizen, from every registered part."""

from django.utils import timezone

from citizens.models import Citizen
from citizens.privacy import own_rows, personal_data_registry
from citizens.privacy.own_rows import OwnRows
from citizens.privacy.personal_data_registry import PersonalData
from foundation.desk.remembering import remembering


@remembering()
def export_citizen(citizen: Citizen) -> dict[str, object]:
    """Return the moment of the export, and title and content of each part by its name."""
    parts = personal_data_registry.parts()
    held = own_rows.found(citizen, [rows for part in parts for rows in part.rows])
    contents = {
        part.name: {"title": part.title, "content": _content(part, citizen, held)} for part in parts
    }
    return {"exported_at": timezone.now(), "parts": contents}


def _content(part: PersonalData, citizen: Citizen, held: frozenset[OwnRows]) -> object:
    if part.rows and held.isdisjoint(part.rows):
        return part.nothing()
    return part.export(citizen)
