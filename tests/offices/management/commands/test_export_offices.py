"""`manage.py export_offices`."""

from io import StringIO

import pytest
from django.core.management import call_command

from offices.management.commands.import_offices import SHIPPED


@pytest.mark.django_db
def test_exported_files_equal_the_imported_ones():
    call_command("import_offices", apply=True, stdout=StringIO())
    for path, options in zip(SHIPPED, [{"fields": True}, {}], strict=True):
        output = StringIO()
        call_command("export_offices", stdout=output, **options)
        assert output.getvalue() == path.read_text()
