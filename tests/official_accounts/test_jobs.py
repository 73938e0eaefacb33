"""Tokens and profiles, templates, followers."""

import pytest
from django.core.management import CommandError
from django.utils import timezone

from citizens.jobs import learn_followers
from citizens.models import Follow
from official_accounts import jobs
from official_accounts.models import OaToken, OfficialAccount, ZaloTemplate
from tests.citizens.factories import citizen, oa_token
from tests.official_accounts.conftest import COMMUNE
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db


def test_tokens_and_profiles_are_renewed(zalo, commune):
    OaToken.objects.update(expires_at=timezone.now() + timezone.timedelta(hours=2))
    said = jobs.refresh_accounts()
    row = OfficialAccount.objects.get(oa_id=COMMUNE)
    assert said == "Đã làm mới 1 cặp mã; đọc thông tin 1 tài khoản."
    assert (row.is_verified, row.quota_total, row.quota_left) == (True, 500, 500)
    assert "đọc thông tin 0" in jobs.refresh_accounts()


def test_a_pair_that_could_not_be_renewed_fails_the_job(zalo, commune):
    OaToken.objects.update(expires_at=timezone.now() + timezone.timedelta(hours=2))
    zalo.plan("oa_refresh", Fault.error(-14014))
    with pytest.raises(CommandError, match="chưa làm mới được"):
        jobs.refresh_accounts()


def test_tokens_of_another_account_change_no_profile(zalo, commune):
    OaToken.objects.update(access_token=zalo.world.oa_pair()[0])
    jobs.refresh_accounts()
    assert OfficialAccount.objects.get(oa_id=COMMUNE).profile_read_at is None


def test_the_provinces_templates_are_read(zalo, db):
    oa_token(zalo.world.oa_pair())
    jobs.refresh_templates()
    assert set(ZaloTemplate.objects.values_list("template_id", flat=True)) == {
        "dossier-update",
        "100200",
    }


def test_without_a_connected_account_there_is_no_list(zalo, db):
    with pytest.raises(CommandError, match="chưa kết nối"):
        jobs.refresh_templates()


def test_followers_of_a_new_account_are_learnt(zalo, commune):
    OfficialAccount.objects.update(followers_offset=0)
    lan = zalo.world.add_user()
    zalo.world.accounts[COMMUNE].followers = [lan]
    who = citizen(zalo_user_id=lan.id)
    said = learn_followers()
    assert Follow.objects.get().citizen == who
    assert "1 tài khoản, biết thêm 1 công dân" in said
