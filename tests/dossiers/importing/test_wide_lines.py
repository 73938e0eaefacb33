"""A delimited file of few lines with very many cells must not hold a thread."""

import io
import time

import pytest

from dossiers.importing.columns import DOSSIERS
from foundation.importing import files
from foundation.importing.csv_files import MAX_CELLS
from foundation.importing.tables import FileRefused
from tests.dossiers.importing.making import csv_text, good
from tests.for_each import for_each


def read(text):
    table = files.read(io.BytesIO(text.encode()), DOSSIERS)
    return table.headers, list(table.lines)


def refusal(text):
    with pytest.raises(FileRefused) as caught:
        read(text)
    return caught.value.fault


@for_each("cell", ["", "a"])
def test_forty_lines_of_half_a_million_cells_are_refused_at_once(cell):
    line = f"{cell}," * 500_000
    started = time.process_time()
    assert refusal(f"{line}\n" * 40).row == 1
    assert time.process_time() - started < 3


def test_a_record_over_many_lines_may_not_have_more_cells_than_one_line():
    quarter = "," * (MAX_CELLS // 4)
    header = csv_text([good()]).splitlines()[0]
    record = "".join(f'"a\nb"{quarter}' for _part in range(5))
    assert refusal(f"{header}\n{record}\n").row == 6


def test_as_many_empty_cells_as_excel_has_columns_are_read():
    text = csv_text([good()])
    header, line = text.splitlines()
    wide = line + "," * (MAX_CELLS - 1 - line.count(","))
    assert len(read(f"{header}\n{wide}\n")[1]) == 1
    assert refusal(f"{header}\n{wide},\n").row == 2


def test_thousands_of_lines_may_together_have_more_cells_than_one():
    header, line = csv_text([good()]).splitlines()
    text = "\n".join([header, *[line] * 2_000])
    assert len(read(text)[1]) == 2_000
