"""Factories for imports, conflicts and connectors."""

from itertools import count

from django.utils import timezone

from dossiers.connector import keys
from dossiers.connector.delivering import deliver
from dossiers.importing import applying, running, uploading
from dossiers.models import ConnectorRefusal, ImportConflict
from tests.dossiers.factories import a_procedure, an_office, dossier
from tests.dossiers.importing.making import csv_file, good

_numbers = count(1)


def batch(user=None, **values):
    """Return an import of one row that was checked."""
    begun = uploading.begin(
        uploading.Upload(csv_file([good(next(_numbers), **values)]), "ho-so.csv"), user
    )
    list(running.work(begun.pk))
    begun.refresh_from_db()
    return begun


def conflict():
    """Return an open conflict about the day of acceptance."""
    from dossiers.actions.effects import Author
    from dossiers.importing import rows
    from dossiers.importing.references import References
    from dossiers.importing.run import Run
    from dossiers.workflow import Actor
    from offices.working_time.calendar_rows import load_calendar

    known, now = dossier(), timezone.now()
    values = {
        "code": known.code,
        "procedure_code": known.procedure_id,
        "status": "2",
        "accepted_at": "01/01/2020",
    }
    row, _wrong = rows.read(values, now)
    run = Run(Author(Actor.IMPORT), References(), load_calendar(), now, now)
    applying.apply([applying.Entry(2, row)], run)
    return ImportConflict.objects.get(dossier=known)


def connector_key():
    return keys.create(f"Cổng {next(_numbers)}", [an_office().pk], 30)[0]


def delivery():
    """Return a delivery of one item that was refused."""
    return deliver(connector_key(), [{"code": "x", "procedure_code": a_procedure().pk}], None)


def refusal(office=None):
    """Return what the connector sent of an office and was refused."""
    key = keys.create(f"Cổng {next(_numbers)}", [(office or an_office()).pk], 30)[0]
    deliver(key, [{"code": "x", "procedure_code": a_procedure().pk}], None)
    return ConnectorRefusal.objects.get(key=key)
