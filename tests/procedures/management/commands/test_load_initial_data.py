"""`manage.py load_initial_data` fills an empty database with all shipped data, once."""

import re
import shutil

import pytest
from django.core.management import CommandError

from offices.models import CalendarDay, Field, Office
from procedures.choices import State
from procedures.importing import particulars
from procedures.importing.particulars import CATALOGUE
from procedures.management.commands import load_initial_data
from procedures.models import (
    Aspect,
    Emergency,
    FillerWord,
    Procedure,
    ProcedureVersion,
    SynonymGroup,
)
from tests import shipped_data
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db


def test_an_empty_database_is_filled_once(run, everything):
    assert shipped_data.load().endswith("Đã nạp 164 thủ tục.\n")
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
    """Half a catalogue would count as data and stay half forever."""
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


def test_another_province_gets_the_same_procedures_without_its_particulars(
    run, monkeypatch, tmp_path
):
    """With a part of the catalogue: the whole one is checked in test_particulars."""
    for name in ("attt.json", "condau.json", "ktpl.json", "forms.json"):
        shutil.copy(CATALOGUE / name, tmp_path)
    monkeypatch.setattr(particulars, "CATALOGUE", tmp_path)
    call = load_initial_data.call_command
    monkeypatch.setattr(
        load_initial_data,
        "call_command",
        lambda name, *args, **options: name == "import_vocabulary" or call(name, *args, **options),
    )
    assert run("load_initial_data", province="hung yen").endswith("Đã nạp 6 thủ tục.\n")
    assert Office.objects.get(parent=None).name == "Công an tỉnh Hưng Yên"
    for version in ProcedureVersion.objects.all():
        assert not re.search("Phú Thọ|phutho", version.document + version.card)
    assert run("import_procedures").startswith("Không đổi: 6")


def test_an_unknown_province_changes_nothing(run, everything):
    before = everything()
    with pytest.raises(CommandError, match="Gần giống: Hưng Yên"):
        run("load_initial_data", province="Hưng Yêm")
    assert everything() == before
