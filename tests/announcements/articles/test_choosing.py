"""Which announcements become articles, and on which accounts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from announcements.articles.choosing import accounts_for, becomes_article
from announcements.models import Announcement
from announcements.workflow import OF_PERSONS, Kind
from offices.models import Office
from tests.announcements.factories import draft
from tests.citizens.factories import oa_token, official_account
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
PROVINCE, FIRST, SECOND = "3000001", "3000002", "3000003"


@pytest.fixture
def connected(offices, settings):
    """Connect the province's account and those of two communes."""
    settings.ZALO_OA_ID = PROVINCE
    oa_token(oa_id=PROVINCE)
    for oa_id, name in ((FIRST, "ca-xa-mot"), (SECOND, "ca-xa-hai")):
        official_account(oa_id, office=office(name, kind="commune", name=f"Công an {name}"))
        oa_token(oa_id=oa_id)


def ids(row):
    return set(accounts_for(row).values_list("oa_id", flat=True))


@pytest.mark.parametrize("kind", Kind)
def test_all_but_notices_about_persons_become_articles(kind):
    assert becomes_article(Announcement(kind=kind)) is (kind not in OF_PERSONS)
    assert becomes_article(Announcement(kind=kind, demo=True)) is False


def test_what_is_for_the_whole_province_is_on_every_account(connected):
    assert ids(draft()) == {PROVINCE, FIRST, SECOND}


def test_what_is_for_an_area_is_on_its_account_and_the_provinces(connected):
    assert ids(draft(areas=[Office.objects.get(pk="ca-xa-mot")])) == {PROVINCE, FIRST}


def test_a_commune_speaks_for_itself_and_its_areas(connected):
    own = Office.objects.get(pk="ca-xa-mot")
    assert ids(draft(office=own)) == {PROVINCE, FIRST}
    other = Office.objects.get(pk="ca-xa-hai")
    assert ids(draft(office=own, areas=[other])) == {PROVINCE, FIRST, SECOND}


def test_a_notice_about_a_person_is_on_none(connected):
    assert ids(draft("wanted", expires_at=timezone.now() + timedelta(days=9))) == set()


def test_a_retired_account_and_one_without_tokens_carry_nothing(connected):
    official_account(FIRST, state="retired")
    official_account(SECOND).token.delete()
    assert ids(draft()) == {PROVINCE}
