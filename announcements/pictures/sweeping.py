"""Pictures that no announcement uses any more: their files and rows go."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from announcements.models import Picture
from announcements.pictures.keeping import remove_files


def unused(before: datetime) -> QuerySet[Picture]:
    """Return the pictures that were brought before then and that nothing names."""
    return Picture.objects.filter(
        uploaded_at__lt=before, announcements__isnull=True, versions__isnull=True
    )


def sweep(rows: QuerySet[Any]) -> int:
    """Delete the files and rows of pictures, and return how many there were."""
    keys = list(rows.values_list("pk", flat=True))
    remove_files(keys)
    Picture.objects.filter(pk__in=keys).delete()
    return len(keys)
