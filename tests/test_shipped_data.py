"""The kept copy of the shipped data is as good as the command's own work."""

import pytest

from offices.models import Office
from procedures.models import DraftEdit, Procedure
from tests import shipped_data
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db


def test_a_copy_holds_the_catalogue_and_new_rows_can_be_added():
    shipped_data.load()
    assert (Procedure.objects.count(), Office.objects.count()) == (164, 161)
    newest = DraftEdit.objects.order_by("pk").last()
    added = make_procedure()
    assert added.edits.latest("pk").pk > newest.pk
