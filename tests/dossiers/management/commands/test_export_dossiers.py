"""The command that exports dossiers."""

import pytest
from django.core.management import CommandError, call_command

from citizens.models import AccessEntry
from tests.dossiers.importing.making import good
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def test_it_writes_both_file_types(load, tmp_path, capsys):
    load([good()])
    for name in ("a.csv", "a.xlsx"):
        call_command("export_dossiers", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 100
    assert set(AccessEntry.objects.values_list("action", "machine", "count")) == {
        ("exported", "export_dossiers", 1)
    }


def test_it_never_overwrites_a_file(load, tmp_path):
    load([good()])
    offices.office("ca-xa-khac")
    call_command("export_dossiers", str(tmp_path / "a.csv"), office="ca-xa-khac")
    assert (tmp_path / "a.csv").read_text().count("\n") == 1
    for name, office in (("a.csv", None), ("b.txt", None), ("b.csv", "khong-co")):
        with pytest.raises(CommandError):
            call_command("export_dossiers", str(tmp_path / name), office=office)
