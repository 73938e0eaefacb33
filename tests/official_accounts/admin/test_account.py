"""Officers' pages of Official Accounts show how each is, and never a token."""

import pytest
from django.urls import reverse
from django.utils import timezone

from official_accounts import calling
from official_accounts.models import Feature, FeatureStop, OaToken, OfficialAccount
from tests.citizens.factories import oa_token, official_account
from tests.official_accounts.conftest import COMMUNE
from tests.official_accounts.test_connecting import administrator

pytestmark = pytest.mark.django_db
LIST = reverse("admin:official_accounts_officialaccount_changelist")


def page(row, name="change"):
    return reverse(f"admin:official_accounts_officialaccount_{name}", args=[row.pk])


def shown(client, row):
    return (client.get(LIST).content + client.get(page(row)).content).decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Hoạt động"),
        ({"failed_at": timezone.now()}, "Làm mới hỏng"),
        ({"refused": True}, "Phải cấp quyền lại"),
    ],
)
def test_only_the_state_of_the_token_is_shown(client, values, words):
    row = oa_token(("bi-mat-1", "bi-mat-2"), **values).account
    text = shown(administrator(client), row)
    assert words in text
    assert "bi-mat" not in text


def test_a_stop_is_shown_with_its_remedy_and_can_be_ended(client):
    row = official_account(COMMUNE)
    calling.stop(row, Feature.ARTICLES, None, -224)
    administrator(client)
    assert "mua gói ở oa.zalo.me" in shown(client, row)
    client.post(page(row, "run_again"), {"_form_submitted": "on"})
    assert not FeatureStop.objects.exists()


def test_a_secret_is_saved_and_never_shown(client):
    row = official_account(COMMUNE)
    administrator(client)
    client.post(page(row, "set_secret"), {"_form_submitted": "on", "secret": "khoa-rieng-1"})
    assert OfficialAccount.objects.get().webhook_secret == "khoa-rieng-1"
    assert "khoa-rieng-1" not in shown(client, row)


def test_a_retired_account_has_no_tokens(client):
    row = oa_token(oa_id=COMMUNE).account
    administrator(client).post(page(row, "retire"), {"_form_submitted": "on"})
    assert OfficialAccount.objects.get().state == "retired"
    assert not OaToken.objects.exists()
