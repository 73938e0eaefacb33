"""The operator confirms the first accounts, if nobody else can."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.desk.models import ChangeEntry
from officers.models import AccessChange
from tests.officers.factories import access_change, account

pytestmark = pytest.mark.django_db


def run(*usernames):
    output = StringIO()
    call_command("confirm_account", *usernames, stdout=output)
    return output.getvalue()


def test_without_a_name_it_lists_what_waits():
    access_change(account("lanh.dao"), account("quan.tri"))
    assert run() == "lanh.dao: Đặt mật khẩu mới (quan.tri)\n"
    assert AccessChange.objects.get().outcome == "waiting"


def test_it_confirms_one_account_and_logs_the_command():
    leader = account("lanh.dao")
    access_change(leader)
    access_change(leader)
    access_change(account("khac"))
    assert run("lanh.dao") == "lanh.dao: đã xác nhận 2 thay đổi.\n"
    assert AccessChange.objects.get(outcome="waiting").account.username == "khac"
    entry = ChangeEntry.objects.get()
    assert (entry.command, entry.officer, entry.key) == ("confirm_account", None, str(leader.pk))


def test_an_unknown_name_confirms_nothing():
    access_change(account("lanh.dao"))
    with pytest.raises(CommandError, match="Không có tài khoản"):
        run("lanh.dao", "nguoi.la")
    assert AccessChange.objects.get().outcome == "waiting"
