"""Leaders and administrators see waiting accounts on the first page."""

import pytest
from django.urls import reverse

from tests.officers.factories import access_change, account
from tests.offices import factories as offices


@pytest.mark.django_db
def test_a_waiting_account_is_on_the_leaders_first_page(client):
    office = offices.office()
    access_change(account(office=office))
    access_change(account(office=offices.office()))
    client.force_login(account(role="Lãnh đạo", office=office))
    [card] = client.get(reverse("admin:index")).context_data["groups"]["Hệ thống"]
    assert (card.title, card.number, card.tone) == ("Tài khoản chờ xác nhận", 1, "warning")
    assert client.get(card.address).context_data["cl"].result_count == 1
