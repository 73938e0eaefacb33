"""`manage.py load_initial_data` fills an empty database with all shipped data, once."""

import pytest

from offices.models import CalendarDay, Field, Office
from procedures.choices import State
from procedures.management.commands import load_initial_data
from procedures.models import Aspect, Emergency, FillerWord, Procedure, SynonymGroup
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db


def test_an_empty_database_is_filled_once(run, everything):
    assert run("load_initial_data") == "Đã nạp 164 thủ tục.\n"
    assert Procedure.objects.filter(state=State.PUBLISHED).count() == 164
    assert (Field.objects.count(), Office.objects.count()) == (18, 161)
    assert CalendarDay.objects.filter(holiday="tet").exists()
    assert SynonymGroup.objects.exists()
    assert Emergency.objects.exists()
    assert Aspect.objects.exists()
    assert FillerWord.objects.exists()
    before = everything()
    assert run("load_initial_data") == "Đã có dữ liệu, không nạp lại.\n"
    assert everything() == before


def test_existing_data_is_left_alone(run, everything):
    make_procedure()
    before = everything()
    assert run("load_initial_data") == "Đã có dữ liệu, không nạp lại.\n"
    assert everything() == before


def test_an_interrupted_run_leaves_the_database_empty(run, monkeypatch):
    """Half a catalogue would count as data and stay half for ever."""
    call = load_initial_data.call_command

    def interrupted(name, *args, **options):
        if name == "import_procedures":
            make_procedure()
            raise KeyboardInterrupt
        return call(name, *args, **options)

    monkeypatch.setattr(load_initial_data, "call_command", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run("load_initial_data")
    assert not Procedure.objects.exists()
