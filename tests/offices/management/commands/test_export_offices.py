"""`manage.py export_offices`."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from offices.importing.province import FIELDS, province_document
from offices.provinces import find_province
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def export(**options):
    output = StringIO()
    call_command("export_offices", stdout=output, **options)
    return output.getvalue()


@for_each("province", ["Phú Thọ", "Hưng Yên"])
def test_exported_offices_equal_the_imported_ones(province):
    call_command("import_offices", province=province, apply=True, stdout=StringIO())
    wanted = {e["id"]: e for e in province_document(find_province(province))["offices"]}
    assert {entry["id"]: entry for entry in json.loads(export())["offices"]} == wanted


def test_exported_fields_equal_the_shipped_file():
    call_command("import_offices", apply=True, stdout=StringIO())
    assert export(fields=True) == FIELDS.read_text()
