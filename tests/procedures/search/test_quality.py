"""How often the right procedure is found in the shipped catalogue.

A change of ranking may not make it worse unnoticed. `python -m benchmarks.search_quality` prints
the figures; these are their lower bounds.
"""

import pytest

from benchmarks.search_data import Query, load_queries, query_files, with_slips, without_marks
from benchmarks.search_quality import Own, quality

# Right procedure first, among three; among three of queries with a typing mistake in one word. In
# per cent.
FIRST, AMONG_THREE, WITH_SLIP = 93, 99, 97
# Sets with other bounds. Stories are the hardest: nearly all of their words are about something
# else. Foreigners have 22 procedures to search for.
FIRST_OF = {"spoken": 98, "spoken_heldout": 98, "stories": 93, "stories_heldout": 90}
AMONG_THREE_OF = {"stories_heldout": 96}


@pytest.fixture(scope="module")
def engine() -> Own:
    return Own()


@pytest.mark.parametrize("change", [list[Query], without_marks], ids=["as typed", "without marks"])
@pytest.mark.parametrize("name", query_files())
def test_the_right_procedure_is_first_or_among_three(engine, name, change):
    first, three = quality(engine, change(load_queries(name)))
    bounds = FIRST_OF.get(name, FIRST), AMONG_THREE_OF.get(name, AMONG_THREE)
    assert (first >= bounds[0], three >= bounds[1]) == (True, True), (first, three)


@pytest.mark.parametrize("change", [list[Query], without_marks], ids=["as typed", "without marks"])
@pytest.mark.parametrize("name", query_files())
def test_the_right_procedure_is_among_three_despite_a_typing_mistake(engine, name, change):
    _first, three = quality(engine, with_slips(change(load_queries(name)), draws=1))
    assert three >= WITH_SLIP
