"""A province with a procedure and an office, and a frozen clock."""

from datetime import datetime

import pytest
import time_machine

from dossiers.importing import running, uploading
from offices.models import Office
from offices.working_time.calendar import ZONE
from tests.dossiers.importing.making import csv_file
from tests.kept_rows import made_once
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def province(db, frozen):
    """Return the office of the good rows, with their procedure published earlier."""
    _make_province()
    return Office.objects.get(pk="ca-phuong-thanh-mieu")


@made_once
def _make_province():
    with time_machine.travel(datetime(2026, 1, 5, tzinfo=ZONE), tick=False):
        publish_procedure(
            id="thuong-tru",
            code="1.001456",
            former_codes=["2.000200"],
            time_limits=[{"value": 7, "unit": "working_day"}],
            channels=[{"kind": "direct", "time_relation": "single"}],
        )
        publish_procedure(id="ho-chieu", code="1.001457")
        publish_procedure(
            id="nghiem-thu",
            code="3.000493",
            closed_from="2026-07-01",
            closed_to="2027-02-28",
            closed_note="Nghị quyết 22/2026/NQ-CP dừng thủ tục này.",
        )
    offices.calendar_2026_2027()
    offices.thanh_mieu()


@pytest.fixture
def load(province):
    """Return a function that loads rows, checks and applies them, and returns the import."""

    def load(rows, *, apply=True, user=None, file=None, **options):
        batch = uploading.begin(
            uploading.Upload(file or csv_file(rows), "ho-so.csv", **options), user
        )
        if batch.state == running.State.CHECKING:
            list(running.work(batch.pk))
            if apply:
                running.confirm(batch.pk)
                list(running.work(batch.pk))
        batch.refresh_from_db()
        return batch

    return load


def counts(batch):
    return (batch.created, batch.moved, batch.unchanged, batch.conflicts, batch.refused)
