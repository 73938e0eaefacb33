"""Dossiers.

What their number costs, loading them, two officers at once, and a database that is restarted.
"""

from collections.abc import Iterator

from benchmarks import dossier_faults, dossier_import, dossier_scale
from benchmarks.load import Rounds
from benchmarks.report import Row


def measure(database: str, rounds: Rounds, *, quick: bool) -> Iterator[Row]:
    """Yield the rows about dossiers.

    The copies for size are made first: nobody may be connected to the original then.
    """
    yield from dossier_scale.measure(database, rounds, quick=quick)
    yield from dossier_import.measure(database, quick=quick)
    yield from dossier_faults.measure(database, quick=quick)
