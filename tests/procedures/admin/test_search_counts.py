"""Search counts for editors."""

import pytest

from tests.procedures.admin.browser import address_of, fields_of
from tests.procedures.factories import search_count


def test_search_counts_link_to_the_form_for_synonyms(admin, client):
    search_count("bien so dep", 9, 9)
    html = client.get(address_of("searchcount")).content.decode()
    link = "/quan-tri/procedures/synonymgroup/add/?forms=bien+so+dep"
    assert link in html
    assert "bien so dep" in fields_of(client.get(link), "synonymgroup_form")["forms"]


@pytest.mark.parametrize(
    ("parameters", "terms"),
    [
        ({}, ["a", "b", "c"]),
        ({"days": "1"}, ["a"]),
        ({"days": "7"}, ["a", "b"]),
        ({"found": "no"}, ["b", "c"]),
        ({"found": "never"}, ["c"]),
        ({"q": "Á"}, ["a"]),
    ],
)
def test_search_counts_can_be_filtered(admin, client, parameters, terms):
    search_count("a", 5, 0)
    search_count("b", 5, 2, days_ago=3)
    search_count("c", 5, 5, days_ago=40)
    assert (
        sorted(
            row.term
            for row in client.get(address_of("searchcount"), parameters)
            .context_data["cl"]
            .result_list
        )
        == terms
    )
