"""What Zalo gave is written once it can be right, and never half."""

import pytest

from installation import zalo
from installation.machine import Failed
from installation.settings_file import FILE, SettingsFile

SECRET = "abcdefgh12345678"
APP = {"ZALO_APP_ID": "123456", "ZALO_APP_SECRET": SECRET}


@pytest.fixture
def ours(machine):
    machine.write(FILE, "ZALO_APP_ID=\nZALO_APP_SECRET=\nPOLICE_PHONE=1\n")
    return machine


def test_what_was_typed_is_written_and_the_service_restarted(ours):
    zalo.apply(ours, APP)
    settings = SettingsFile(ours.read(FILE))
    assert {name: settings.get(name) for name in APP} == APP
    assert ours.path(FILE).stat().st_mode & 0o777 == 0o640
    assert ours.noted[-1] == "police-portal-upgrade --restart"


def test_the_same_again_restarts_nothing(ours):
    zalo.apply(ours, APP)
    ours.noted.clear()
    zalo.apply(ours, APP)
    assert ours.noted == []


@pytest.mark.parametrize(
    "told",
    [
        {"ZALO_APP_ID": "123456"},
        {**APP, "ZALO_APP_ID": "12a"},
        {**APP, "ZALO_APP_SECRET": "short"},
        {**APP, "ZALO_APP_SECRET": "with a space"},
        {**APP, "ZALO_OA_ID": "5"},
    ],
)
def test_what_cannot_be_right_changes_nothing(ours, told):
    before = ours.read(FILE)
    with pytest.raises(Failed, match="Chưa thay đổi gì"):
        zalo.apply(ours, told)
    assert ours.read(FILE) == before
    assert not ours.done("police-portal")


def test_secrets_are_not_shown_and_nothing_typed_keeps_what_is_there():
    shown, hidden = [], []
    told = zalo.ask(
        lambda question: shown.append(question) or "", lambda one: hidden.append(one) or SECRET
    )
    assert (len(shown), len(hidden)) == (3, 3)
    assert told == dict.fromkeys(zalo.SECRETS, SECRET)


def test_what_the_service_refuses_is_taken_back(ours):
    before = ours.read(FILE)
    ours.failing.add("police-portal-manage check")
    with pytest.raises(Failed, match="Chưa thay đổi gì"):
        zalo.apply(ours, APP)
    assert ours.read(FILE) == before
    assert not ours.done("police-portal-upgrade")
