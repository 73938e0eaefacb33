"""The export: everything that the service holds about a citizen, from every registered part."""

from django.utils import timezone

from citizens.models import Citizen
from citizens.privacy import personal_data_registry


def export_citizen(citizen: Citizen) -> dict[str, object]:
    """Return the moment of the export, and title and content of each part by its name."""
    parts = {
        part.name: {"title": part.title, "content": part.export(citizen)}
        for part in personal_data_registry.parts()
    }
    return {"exported_at": timezone.now(), "parts": parts}
