"""A database restored from a backup: who was erased since is erased anew, nothing old leaves."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from citizens import actions
from citizens.models import Citizen, Delivery, Erasure
from citizens.models.delivery import State, Why
from citizens.privacy import erasure_list, restoring
from official_accounts.models import OaToken
from tests.citizens.factories import citizen, client_of, delivery, oa_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path, settings):
    """Keep the list in a file; return it."""
    settings.ERASURE_LIST = str(tmp_path / "erased")
    return tmp_path / "erased"


def bring_back(row):
    """Write the citizen as the backup had them."""
    Citizen.objects.filter(pk=row.pk).update(
        zalo_user_id=row.zalo_user_id, name=row.name, erased_at=None
    )


def test_who_was_erased_since_the_backup_is_erased_anew(listed):
    lan, binh = citizen(name="Lan"), citizen(name="Bình")
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    bring_back(lan)
    assert restoring.after_restore(listed).erased == 1
    assert Citizen.objects.get(pk=lan.pk).erased_at
    assert not Citizen.objects.get(pk=binh.pk).erased_at
    assert restoring.after_restore(listed).erased == 0


def test_whoever_came_back_after_the_erasure_stays(listed):
    lan = citizen(name="Lan")
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    bring_back(lan)
    Citizen.objects.filter(pk=lan.pk).update(created_at=timezone.now())
    assert restoring.after_restore(listed).erased == 0


def test_another_person_with_the_same_number_stays(listed):
    lan = citizen(name="Lan")
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    bring_back(lan)
    Citizen.objects.filter(pk=lan.pk).update(zalo_user_id="another-person")
    assert restoring.after_restore(listed).erased == 0


def test_the_list_names_nobody(listed):
    lan = citizen(name="Lan")
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    assert lan.zalo_user_id not in listed.read_text()
    assert listed.stat().st_mode & 0o077 == 0


def test_nobody_is_erased_who_cannot_be_listed(settings, tmp_path):
    settings.ERASURE_LIST = str(tmp_path / "missing" / "erased")
    lan = citizen()
    with pytest.raises(OSError, match="missing"):
        actions.erase(lan, Erasure.Cause.OWN_WISH)
    assert not Citizen.objects.get(pk=lan.pk).erased_at


def test_what_waited_is_held_and_tokens_are_asked_for():
    waiting, token = delivery(), oa_token()
    done = restoring.after_restore(None)
    held = Delivery.objects.get(pk=waiting.pk)
    assert (held.state, held.why, held.uncertain) == (State.GIVEN_UP, Why.RESTORED, True)
    assert OaToken.objects.get(pk=token.pk).refused
    assert (done.held, done.tokens) == (1, 1)


def test_sessions_end():
    as_lan = client_of(citizen())
    assert as_lan.get("/api/v1/me/").status_code == 200
    restoring.after_restore(None)
    assert as_lan.get("/api/v1/me/").status_code == 401


def test_a_broken_list_stops_before_anything_is_done(listed):
    listed.write_text("2026-11-27T00:00:00+00:00 1 abc\nnonsense\n")
    waiting = delivery()
    with pytest.raises(CommandError, match="dòng 2"):
        call_command("after_restore")
    assert Delivery.objects.get(pk=waiting.pk).state == State.WAITING


def test_a_line_that_was_cut_off_is_left_out(listed):
    listed.write_text("2026-11-27T00:00:00+00:00 1 abc\n2026-11-2")
    assert len(list(erasure_list.read(listed))) == 1


def test_the_command_wants_a_list(settings):
    settings.ERASURE_LIST = ""
    with pytest.raises(CommandError, match="--without-list"):
        call_command("after_restore")
    call_command("after_restore", "--without-list")
