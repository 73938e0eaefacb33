"""Everything that the service holds about a citizen, for the citizen.

One document, made from every registered part.
"""

from typing import Any

from django.utils import timezone

from citizens import personal_data_registry
from citizens.models import Citizen


def export(citizen: Citizen) -> dict[str, Any]:
    """Return when it was made, and by the name of each part its title and what it holds."""
    parts = {
        part.name: {"title": part.title, "content": part.export(citizen)}
        for part in personal_data_registry.parts()
    }
    return {"exported_at": timezone.now(), "parts": parts}
