"""Reading made files in tests."""

import pytest

from dossiers.importing.columns import DOSSIERS
from foundation.importing import files
from foundation.importing.tables import FileRefused


def read(file, remembered=None, encoding=""):
    table = files.read(file, DOSSIERS.with_explained(remembered or {}), encoding)
    return table, list(table.lines)


def names(file, **options):
    """Return the value of ChuHoSo in each line."""
    table, lines = read(file, **options)
    return [cells[table.headers.keys.index("applicant")] for _number, cells in lines]


def refusal(file, **options):
    with pytest.raises(FileRefused) as refused:
        read(file, **options)
    return refused.value.fault
