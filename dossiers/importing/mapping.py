"""An officer says once what a header or an office's name in a file means."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dossiers.importing.deciding import UNKNOWN_OFFICE
from dossiers.importing.references import folded_name
from dossiers.importing.running import check_again, lock, restart
from dossiers.importing.uploading import layout_of, set_headers, source_of
from dossiers.models import ColumnName, DossierImport, OfficeName
from foundation.importing.columns import MAX_HEADER_LENGTH, folded

State = DossierImport.State


@transaction.atomic
def map_columns(batch_id: int, meanings: Mapping[str, str], user: User | None) -> DossierImport:
    """Remember what headers (as written) hold in files of this office, and apply it to this import.

    The keys must be known ones. What is known already is not remembered again.
    """
    batch = lock(batch_id)
    source = source_of(batch.office_id, batch.started_by)
    known = dict(zip(batch.headers, batch.keys, strict=True))
    new = {written: key for written, key in meanings.items() if known.get(written) != key}
    remember(source, new, user)
    if batch.state in (State.MAPPING, State.READY):
        set_headers(batch, layout_of(source).recognise(batch.headers))
        restart(batch, batch.state)
    return batch


@transaction.atomic
def remember(source: str | None, meanings: Mapping[str, str], user: User | None) -> None:
    """Keep what headers (as written) mean in files and deliveries of an office; None is all."""
    for header, key in meanings.items():
        written = header[:MAX_HEADER_LENGTH]
        ColumnName.objects.update_or_create(
            office_id=source,
            folded=folded(written)[:MAX_HEADER_LENGTH],
            defaults={"written": written, "key": key, "by": user, "at": timezone.now()},
        )


@transaction.atomic
def map_office(batch_id: int, written: str, office_id: str, user: User | None) -> DossierImport:
    """Remember which office this name means, and check the import again."""
    values = {"written": written[:200], "office_id": office_id, "by": user, "at": timezone.now()}
    OfficeName.objects.update_or_create(folded=folded_name(written), defaults=values)
    return check_again(batch_id)


def unknown_offices(batch: DossierImport, limit: int = 50) -> list[str]:
    """Return the names of offices in the file that no office has."""
    before, after = UNKNOWN_OFFICE.split("{}")
    texts = (
        batch.faults.filter(code="unknown_office", text__startswith=before)
        .order_by("text")
        .values_list("text", flat=True)
        .distinct()
    )
    return [text.removeprefix(before).removesuffix(after) for text in texts[:limit]]
