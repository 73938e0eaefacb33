"""`manage.py export_offices`."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from offices.importing.province import FIELDS
from tests import shipped_data
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def export(**options):
    output = StringIO()
    call_command("export_offices", stdout=output, **options)
    return output.getvalue()


@for_each("province", ["Phú Thọ", "Hưng Yên"])
def test_exported_offices_equal_the_imported_ones(province, tmp_path):
    shipped_data.offices_of(province)()
    path = tmp_path / "offices.json"
    path.write_text(export())
    output = StringIO()
    call_command("import_offices", path, apply=True, stdout=output)
    assert "Đơn vị: thêm 0, sửa 0, kết thúc 0, xung đột 0" in output.getvalue()
    assert export() == path.read_text()
    communes = [e for e in json.loads(export())["offices"] if e["kind"] == "commune"]
    assert all(commune["point_approximate"] for commune in communes)


def test_exported_fields_equal_the_shipped_file():
    shipped_data.offices_of("Phú Thọ")()
    assert export(fields=True) == FIELDS.read_text()
