"""The commands of the timers: tokens and profiles, templates, followers."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from citizens.models import Follow
from official_accounts.models import OaToken, OfficialAccount, ZaloTemplate
from tests.citizens.factories import citizen, oa_token
from tests.official_accounts.conftest import COMMUNE
from tests.zalo_simulator import Fault

pytestmark = pytest.mark.django_db


def test_tokens_and_profiles_are_renewed(zalo, commune, capsys):
    OaToken.objects.update(expires_at=timezone.now() + timezone.timedelta(hours=2))
    call_command("refresh_accounts")
    row = OfficialAccount.objects.get(oa_id=COMMUNE)
    assert "Đã làm mới 1 cặp mã, hỏng 0; đọc thông tin 1 tài khoản." in capsys.readouterr().out
    assert (row.is_verified, row.quota_total, row.quota_left) == (True, 500, 500)
    call_command("refresh_accounts")
    assert "đọc thông tin 0" in capsys.readouterr().out


def test_a_pair_that_could_not_be_renewed_fails_the_command(zalo, commune):
    OaToken.objects.update(expires_at=timezone.now() + timezone.timedelta(hours=2))
    zalo.plan("oa_refresh", Fault.error(-14014))
    with pytest.raises(CommandError, match="chưa làm mới được"):
        call_command("refresh_accounts")


def test_tokens_of_another_account_change_no_profile(zalo, commune):
    OaToken.objects.update(access_token=zalo.world.oa_pair()[0])
    call_command("refresh_accounts")
    assert OfficialAccount.objects.get(oa_id=COMMUNE).profile_read_at is None


def test_the_provinces_templates_are_read(zalo, db):
    oa_token(zalo.world.oa_pair())
    call_command("refresh_templates")
    assert set(ZaloTemplate.objects.values_list("template_id", flat=True)) == {
        "dossier-update",
        "100200",
    }


def test_without_a_connected_account_there_is_no_list(zalo, db):
    with pytest.raises(CommandError, match="chưa kết nối"):
        call_command("refresh_templates")


def test_followers_of_a_new_account_are_learnt(zalo, commune, capsys):
    OfficialAccount.objects.update(followers_offset=0)
    lan = zalo.world.add_user()
    zalo.world.accounts[COMMUNE].followers = [lan]
    who = citizen(zalo_user_id=lan.id)
    call_command("learn_followers")
    assert Follow.objects.get().citizen == who
    assert "1 tài khoản, biết thêm 1 công dân" in capsys.readouterr().out
