"""Cards of the catalogue on the first page."""

from django.urls import reverse

from tests.procedures.factories import (
    fee,
    make_form,
    make_procedure,
    make_translation,
    publish_procedure,
    search_count,
)


def test_the_first_page_counts_and_links_to_the_lists(admin, client, save):
    publish_procedure(
        fee_status="confirmed",
        fees=[fee(1, effective_to="2026-12-31"), fee(2, effective_from="2027-01-01")],
    )
    edited = publish_procedure()
    save(edited, short_name="Khác")
    make_translation(edited, "name", "Tên đã đổi", "Old name", stale=True)
    make_procedure(trust="needs_recheck")
    make_form(effective_to="2026-12-31")
    search_count("bien so dep", 3, 3)
    search_count("bien so dep", 4, 2, days_ago=1)
    response = client.get(reverse("admin:index"))
    found = response.context_data["groups"]["Danh mục thủ tục"]
    assert [card.number for card in found] == [1] * 8
    for card in found:
        assert client.get(card.address).context_data["cl"].result_count == card.number
    (missed,) = [
        values["missed"]
        for _template, values in response.context_data["panels"]
        if "missed" in values
    ]
    assert [(row.term, row.misses) for row in missed] == [("bien so dep", 5)]
