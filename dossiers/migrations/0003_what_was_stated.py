"""What histories know of moments that were stated, and of dates before they were moved here."""

from django.db import migrations

BATCH = 500
MAY_MOVE = (
    "submitted",
    "accepted",
    "processing",
    "supplement_required",
    "payment_required",
    "suspended",
    "completed",
)
# Moments that a file or a delivery states; those of other statuses were inferred from its age.
STATED = ("accepted", "completed")


def fill(apps, _schema_editor):
    """Fill the columns of dossiers that may still move, in batches by the key."""
    dossiers = apps.get_model("dossiers", "Dossier").objects.filter(status__in=MAY_MOVE)
    events = apps.get_model("dossiers", "DossierEvent").objects
    last = 0
    while rows := list(dossiers.filter(pk__gt=last).only("due_at").order_by("pk")[:BATCH]):
        last, by_key = rows[-1].pk, {row.pk: row for row in rows}
        for row in rows:
            row.promised_at = row.due_at
        found = events.filter(dossier__in=list(by_key)).order_by("dossier_id", "-number")
        for event in found.values("dossier_id", "kind", "status_to", "at", "source", "details"):
            _tell(by_key[event["dossier_id"]], event)
        dossiers.bulk_update(rows, ["stated_at", "promised_at"])


def _tell(row, event):
    """Take one event into account; the last one comes first."""
    by_calendar = event["kind"] == "due_moved" and event["source"] == "system"
    before = event["details"].get("due_from")
    if before and (by_calendar or event["kind"] == "extension"):
        row.promised_at = before
    is_stated = event["source"] == "manual" or event["status_to"] in STATED
    if event["kind"] in ("transition", "correction") and is_stated and row.stated_at is None:
        row.stated_at = event["at"]


class Migration(migrations.Migration):
    atomic = False  # each batch for itself: writers wait for none
    dependencies = [("dossiers", "0002_what_a_source_said")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
