"""Pages link to other rows only for those who may open them."""

import pytest
from django.urls import reverse

from foundation.desk import opening
from tests.dossiers.importing.factories import batch, conflict
from tests.officers.factories import access_change, account
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def looks(rf):
    """Return what makes an officer look at a page."""

    def look(user):
        request = rf.get("/")
        request.user = user
        return opening.looking(request)

    return look


def test_only_who_may_open_a_row_is_led_there(looks):
    own, foreign = offices.office("ca-xa-a"), offices.office("ca-xa-b")
    leader = account(role="Lãnh đạo", office=own)
    colleague, stranger = account(office=own), account(office=foreign)
    with looks(leader):
        assert opening.may_open(colleague)
        assert not opening.may_open(stranger)
    with looks(account(role="Cán bộ một cửa", office=own)):
        assert not opening.may_open(colleague)
    assert not opening.may_open(colleague)


def test_a_field_that_can_only_be_read_links_by_these_rules(client):
    row = access_change()
    page = reverse("admin:officers_accesschange_change", args=[row.pk])
    linked = f'href="{reverse("admin:auth_user_change", args=[row.account_id])}"'
    client.force_login(account(role="Quản trị hệ thống"))
    assert linked in client.get(page).content.decode()


def test_and_stays_a_word_for_others(client):
    row = conflict()
    row.batch = batch(account())
    row.save()
    page = reverse("admin:dossiers_importconflict_change", args=[row.pk])
    client.force_login(account(role="Lãnh đạo", office=row.dossier.office))
    shown = client.get(page).content.decode()
    assert str(row.batch) in shown
    assert reverse("admin:dossiers_dossierimport_change", args=[row.batch_id]) not in shown
