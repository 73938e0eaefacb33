"""Export and erasure of the app's own parts."""

import pytest

from citizens import access_log
from citizens.access_log import Action, Where
from citizens.models import AccessEntry, LookupTry
from citizens.personal_data import PARTS
from citizens.privacy import personal_data_registry
from foundation.api.models import IdempotencyKey
from tests.citizens.factories import citizen, lookup_try, personal_request
from tests.offices.factories import office, officer

pytestmark = pytest.mark.django_db
BY_NAME = {part.name: part for part in PARTS}
LOOKS = BY_NAME["access_log"]


def test_the_parts_are_registered():
    assert set(PARTS) <= set(personal_data_registry.parts())
    with pytest.raises(ValueError, match=PARTS[0].name):
        personal_data_registry.register(PARTS[0])


def test_the_export_lists_looks_by_office_without_names(time_machine):
    time_machine.move_to("2026-11-24T03:00:00Z", tick=False)
    who, other = citizen(), citizen()
    post = officer(office("xa-a", name="Công an xã A"))
    access_log.record(
        actor=post.user, action=Action.SEEN, subject=("citizen", [who.pk]), where=Where.ADMIN
    )
    access_log.record(
        actor=post.user, action=Action.SEEN, subject=("citizen", [other.pk]), where=Where.ADMIN
    )
    access_log.record(
        actor=None,
        action=Action.EXPORTED,
        subject=("personalrequest", [personal_request(who).pk]),
        where=Where.COMMAND,
    )
    moment = "2026-11-24T03:00:00Z"
    assert LOOKS.export(who) == [
        {
            "at": moment,
            "who": "Hệ thống",
            "office": "",
            "action": "Xuất dữ liệu",
            "what": "Yêu cầu về dữ liệu cá nhân",
        },
        {
            "at": moment,
            "who": "Cán bộ",
            "office": "Công an xã A",
            "action": "Xem chi tiết",
            "what": "Công dân",
        },
    ]


def test_erasing_keeps_the_access_log_with_a_reason(as_lan, lan, as_hung):
    for client in (as_lan, as_hung):
        client.post(
            "/api/v1/me/requests/",
            {"kind": "access"},
            content_type="application/json",
            headers={"Idempotency-Key": "k" * 8},
        )
    access_log.record(
        actor=None, action=Action.SEEN, subject=("citizen", [lan.pk]), where=Where.COMMAND
    )
    (kept,) = LOOKS.erase(lan)
    assert "91/2025/QH15" in kept.reason
    assert AccessEntry.objects.count() == 1
    assert IdempotencyKey.objects.count() == 1


def test_tries_to_look_up_are_exported_without_marks_and_kept_with_a_reason(time_machine):
    time_machine.move_to("2026-11-23T02:00:00Z", tick=False)
    who = citizen()
    lookup_try(citizen=who, given="id_last4")
    lookup_try(citizen=citizen(), hit=True)
    assert BY_NAME["lookups"].export(who) == [
        {
            "subject": "Hồ sơ",
            "given": "4 số cuối số định danh",
            "hit": False,
            "at": "2026-11-23T02:00:00Z",
        }
    ]
    (kept,) = BY_NAME["lookups"].erase(who)
    assert "dò mã" in kept.reason
    assert LookupTry.objects.count() == 2
