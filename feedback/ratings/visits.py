"""A number of a counter that is done may be rated once: at the desk's page, or on the phone.

The code of a number has always the same mark of use, so that whoever scans it at the desk has no
second one at home. Nothing of it says which number it was.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from feedback.models import UsedMark
from feedback.ratings import qr, rater_hashes
from foundation.records.encryption import keyed_hash
from procedures.models import Procedure
from reception.models import QueueNumber
from reception.ratings import Ratings

PERIOD = timedelta(days=3)


def codes(rows: Sequence[QueueNumber], *, rated_too: bool = False) -> Mapping[int, str]:
    """Return the codes of numbers that are done, by key, in two queries.

    What was rated has none, unless `rated_too`.
    """
    now = timezone.now()
    ends = {row.pk: row.ended_at + PERIOD for row in rows if row.ended_at}
    fresh = [row for row in rows if row.pk in ends and ends[row.pk] > now]
    if not fresh:
        return {}
    nonces = {row.pk: keyed_hash("rated_number", str(row.pk)) for row in fresh}
    marks = {key: rater_hashes.used_code_hash(nonce) for key, nonce in nonces.items()}
    used = UsedMark.objects.filter(mark__in=marks.values()).values_list("mark", flat=True)
    gone = set() if rated_too else set(used)
    fields = _fields({row.procedure_id for row in fresh if row.procedure_id})
    return {
        row.pk: qr.make_counter_code(
            row.queue.office_id, fields.get(row.procedure_id or "") or row.queue.field_id,
            row.procedure_id, ends[row.pk], nonces[row.pk],
        )
        for row in fresh if marks[row.pk] not in gone
    }  # fmt: skip


def _fields(procedures: set[str]) -> dict[str, str]:
    rows = Procedure.objects.filter(pk__in=procedures)
    return dict(rows.values_list("pk", "field_id")) if procedures else {}


RATINGS = Ratings(codes, qr.draw_code)
