"""The migration that fills what histories know of stated moments and earlier promises."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from dossiers import actions
from dossiers.due import recomputing
from dossiers.models import Dossier
from offices import actions as offices_actions
from tests.dossiers.factories import MACHINE, at, dossier, move, officer_of
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
fill = import_module("dossiers.migrations.0003_what_was_stated").fill


@pytest.fixture
def filled():
    """Return a function that forgets both columns, fills them, and returns them of a dossier."""

    def filled(row):
        Dossier.objects.update(stated_at=None, promised_at=None)
        fill(apps, None)
        return Dossier.objects.values_list("stated_at", "promised_at").get(pk=row.pk)

    return filled


def test_a_date_is_promised_as_it_was_before_it_was_moved_here(now, filled):
    row, other = dossier(), dossier()
    offices.day_off("2026-12-01")
    offices_actions.publish_calendar()
    recomputing.recompute()
    actions.extend(row.pk, date(2026, 12, 8), "Xin lỗi", MACHINE)
    assert filled(row)[1] == at("2026-12-03 23:59:59")
    assert filled(other)[1] == at("2026-12-03 23:59:59")


def test_only_moments_that_were_stated_count(now, filled):
    row = dossier()
    now("2026-11-23 11:00")
    move(row, "processing")  # by a connector: a file states no moment of it
    assert filled(row)[0] == at("2026-11-23 09:00")
    by = actions.author_of(officer_of(row.office))
    now("2026-11-23 12:00")
    move(row, "suspended", by=by)
    assert filled(row)[0] == at("2026-11-23 12:00")


def test_what_has_ended_is_left_alone(now, filled):
    assert filled(move(dossier(), "withdrawn")) == (None, None)
