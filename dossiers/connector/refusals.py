"""What the connector sent and was refused: an office's work, until it is taken or settled."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers.models import ConnectorKey, ConnectorRefusal

MAX_NOTE = 500
State = ConnectorRefusal.State


def note(
    key: ConnectorKey,
    taken: Iterable[str],
    refused: Mapping[str, tuple[str, list[str]]],
    now: datetime,
) -> None:
    """Keep what was refused, by code with its office and faults, and forget what was taken.

    Call it in the transaction of the delivery.
    """
    codes = {*taken, *refused}
    rows = key.refusals.select_for_update().filter(code__in=codes).order_by("pk")
    known = {row.code: row for row in rows}
    if ended := [row.pk for code, row in known.items() if code not in refused]:
        key.refusals.filter(pk__in=ended).delete()
    for code, (office, faults) in refused.items():
        if code not in known:
            known[code] = ConnectorRefusal(key=key, code=code, first_at=now)
        row = known[code]
        if row.faults != faults:
            row.state, row.note = State.OPEN, ""
        row.office_id, row.faults, row.last_at = office, faults, now
    ConnectorRefusal.objects.bulk_create(
        [known[code] for code in sorted(refused)],  # two deliveries never wait for each other
        update_conflicts=True,
        unique_fields=["key", "code"],
        update_fields=["office", "faults", "last_at", "state", "note"],
    )


@transaction.atomic
def settle(refusal: ConnectorRefusal, words: str) -> None:
    """Note how a refused dossier was seen to: registered by hand, or mended at its source."""
    row = ConnectorRefusal.objects.select_for_update().get(pk=refusal.pk)
    if row.state == State.SETTLED:
        raise ValidationError("Việc này đã có người xử lý.", code="already_settled")
    row.state, row.note = State.SETTLED, words.strip()
    row.save(update_fields=["state", "note"])
