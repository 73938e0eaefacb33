"""An account is connected by its administrator's consent, or nothing is written."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from foundation.zalo import process
from official_accounts import tokens
from official_accounts.models import Connection, OaToken, OfficialAccount
from tests.citizens.factories import official_account, staff
from tests.for_each import for_each
from tests.offices.factories import office, province
from tests.official_accounts.conftest import COMMUNE
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db
FORM = reverse("admin:official_accounts_officialaccount_connect")
BACK = reverse("admin:oa-consent-callback")
OTHER = "3333333333333333333"


def administrator(client):
    user = staff()
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="official_accounts")
    )
    client.force_login(user)
    return client


@pytest.fixture
def officer(client, zalo, hamlet):
    """Return the client of an officer who connects accounts."""
    zalo.world.add_account(COMMUNE, name="Công an xã Thử")
    zalo.world.add_account(OTHER)
    yield administrator(client)
    process.forget()


def begin(client, office_id="ca-xa-thu", oa_id=COMMUNE):
    """Ask for the link and return what it tells Zalo."""
    page = client.post(FORM, {"office": office_id, "oa_id": oa_id}).content.decode()
    assert 'rel="noreferrer"' in page, page
    link = page.split('class="button-main" href="')[1].split('"')[0].replace("&amp;", "&")
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def come_back(client, zalo, link, oa_id=COMMUNE, consented=COMMUNE, **values):
    """Consent at Zalo for `consented` and return what the officer reads after the callback."""
    code = zalo.world.consent(consented, link["code_challenge"])
    data = {"state": link["state"], "code": code, "oa_id": oa_id, **values}
    return client.get(BACK, data, follow=True).content.decode()


def nothing_is_written():
    return not OaToken.objects.exists() and not OfficialAccount.objects.exists()


def test_a_consent_connects_the_account(officer, zalo, hamlet):
    page = come_back(officer, zalo, begin(officer))
    account = OfficialAccount.objects.get(oa_id=COMMUNE)
    assert "Đã kết nối «Công an xã Thử»" in page
    assert (account.office, account.kind, account.is_verified, account.package) == (
        hamlet,
        "state_agency",
        True,
        "Nâng cao",
    )
    token = tokens.stored_token(COMMUNE)
    assert token in zalo.world.oa_tokens
    assert token not in page


def test_a_callback_works_once(officer, zalo):
    link = begin(officer)
    come_back(officer, zalo, link)
    assert "đã dùng rồi" in come_back(officer, zalo, link)


def test_a_strangers_callback_is_refused(officer, zalo, django_user_model):
    from django.test import Client

    link = begin(officer)
    assert "không phải của đồng chí" in come_back(administrator(Client()), zalo, link)
    assert nothing_is_written()


@for_each("state", ["", "forged", "x" * 2000])
def test_a_forged_state_is_refused(officer, zalo, state):
    assert "không đúng hoặc đã quá 10 phút" in come_back(officer, zalo, begin(officer), state=state)
    assert nothing_is_written()


def test_after_ten_minutes_the_link_is_over(officer, zalo, time_machine):
    link = begin(officer)
    time_machine.move_to(timezone.now() + timezone.timedelta(minutes=11))
    assert "đã quá 10 phút" in come_back(officer, zalo, link)
    assert nothing_is_written()


def test_of_two_links_of_a_session_only_the_later_works(officer, zalo):
    first = begin(officer)
    second = begin(officer)
    assert "bị thay bằng lần sau" in come_back(officer, zalo, first)
    assert "Đã kết nối" in come_back(officer, zalo, second)


def test_another_account_than_promised_is_refused(officer, zalo):
    page = come_back(officer, zalo, begin(officer), oa_id=OTHER, consented=OTHER)
    assert "đã chọn một Official Account khác" in page
    assert nothing_is_written()


def test_swapped_tokens_are_refused(officer, zalo):
    page = come_back(officer, zalo, begin(officer), consented=OTHER)
    assert "thuộc một Official Account khác; chưa lưu gì" in page
    assert nothing_is_written()


def test_an_account_of_another_app_is_refused(officer, zalo):
    link = begin(officer)
    page = come_back(officer, zalo, link, code="of-another-app")
    assert "thuộc ứng dụng khác" in page
    assert nothing_is_written()


def test_a_code_caught_by_somebody_else_is_worth_nothing(officer, zalo):
    page = come_back(officer, zalo, {**begin(officer), "code_challenge": "somebody-elses"})
    assert "Zalo không nhận mã cấp quyền" in page
    assert nothing_is_written()


def test_if_zalo_does_not_answer_nothing_is_written(officer, zalo):
    link = begin(officer)
    zalo.plan("oa_account", Fault.status(502))
    assert "Chưa lưu gì" in come_back(officer, zalo, link)
    assert nothing_is_written()


def test_an_account_of_another_office_is_refused(officer):
    other = office("ca-xa-khac", kind="commune", name="Công an xã Khác", parent=province())
    official_account(COMMUNE, office=other, connected_at=timezone.now())
    page = officer.post(FORM, {"office": "ca-xa-thu", "oa_id": COMMUNE}).content.decode()
    assert "đã kết nối cho một đơn vị khác" in page
    assert not Connection.objects.exists()


def test_an_office_has_one_account(officer, zalo, hamlet):
    link = begin(officer)
    official_account(OTHER, office=hamlet)  # connected by somebody else in the meantime
    assert "đang có một Official Account khác" in come_back(officer, zalo, link)
    assert not OaToken.objects.exists()


def test_the_directory_names_whose_account_it_is(officer, hamlet):
    hamlet.oa_id = OTHER
    hamlet.save()
    page = officer.post(FORM, {"office": "ca-xa-thu", "oa_id": COMMUNE}).content.decode()
    assert f"Danh bạ ghi Official Account {OTHER}" in page


def test_only_who_may_connects(client, zalo, hamlet):
    client.force_login(staff())
    assert (client.get(FORM).status_code, client.get(BACK).status_code) == (403, 403)
