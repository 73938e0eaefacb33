"""A scam warning goes everywhere over two officers, is corrected and withdrawn everywhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from announcements.models import Announcement, Article
from announcements.publishing import working
from announcements.publishing.snapshot import announcements as snapshot
from official_accounts.models import FeatureStop
from tests.announcements.articles.conftest import FIRST, there
from tests.announcements.articles.test_broadcasting import press
from tests.announcements.factories import approver_of, draft, editor_of
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db
FEEDS = ("announcements.json", "announcements.atom", "alerts.cap")


def publish_what_is_due():
    import threading

    working.run(threading.Event(), once=True)
    snapshot.refresh()


def places(api, slug):
    """Return what a citizen reads of an announcement: API, page, and the three feeds."""
    addresses = [f"/api/v1/announcements/{slug}/", f"/tin/{slug}/"]
    addresses += [f"/api/v1/feeds/{name}" for name in FEEDS]
    return [api.get(address, headers={"Accept": "*/*"}).content.decode() for address in addresses]


def on_accounts(desk):
    return {one.oa_id: one.content["title"] for one in desk.all if one.shown}


def correct(row, editor, chief, title):
    """Correct on the pages of the admin: the editor proposes, the chief publishes."""
    from announcements.actions import editing

    current = Announcement.objects.get(pk=row.pk)
    current.title, current.correction_note = title, "Số điện thoại trước đây ghi sai."
    editing.save(current, editor, current.events_count)
    press(Client(), editor, row, "do_propose", read_again="on")
    press(Client(), chief, row, "do_correct")
    snapshot.refresh()


def test_a_scam_warning_from_draft_to_withdrawal(three, desk, work, zalo, client, time_machine):
    editor, chief, api = editor_of(), approver_of(), Client()
    first = "Giả danh công an yêu cầu cài VNeID"
    row = draft("scam_warning", editor, title=first, severity="severe")
    press(client, editor, row, "do_submit", read_again="on")
    press(client, chief, row, "do_approve")
    publish_what_is_due()
    # One of the three fails: its quota of articles is used up.
    desk.left[FIRST] = 0
    work()
    assert all(first in text for text in places(api, row.slug))
    assert on_accounts(desk) == dict.fromkeys(set(three) - {FIRST}, first)
    assert FeatureStop.objects.get().account.oa_id == FIRST
    desk.left[FIRST] = 9
    time_machine.move_to(timezone.now() + timedelta(hours=22), tick=False)  # the next day
    work()
    assert on_accounts(desk) == dict.fromkeys(three, first)

    second = "Giả danh công an yêu cầu cài VNeID giả"
    zalo.plan("article_update", Fault.close())
    correct(row, editor, chief, second)
    work()
    time_machine.move_to(timezone.now() + timedelta(minutes=2), tick=False)
    work()
    assert all(second in text for text in places(api, row.slug))
    assert on_accounts(desk) == dict.fromkeys(three, second)

    press(client, chief, row, "do_withdraw", reason="Đã có bản thay thế.")
    snapshot.refresh()
    zalo.plan("article_remove", Fault.close())
    work()
    time_machine.move_to(timezone.now() + timedelta(minutes=2), tick=False)
    work()
    assert not any(second in text for text in places(api, row.slug))
    assert (there(row), on_accounts(desk)) == (["gone"] * 3, {})
    assert len(desk.all) == len(desk.shown) == 3
    assert not Article.objects.unsettled().exists()
