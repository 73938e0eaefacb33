"""Broadcasts: two persons, by day, within the quota, once; what is unknown is not sent again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from announcements.articles import broadcast_outbox, broadcasting
from announcements.models import Announcement, Article, Broadcast
from foundation.api.problems import Problem
from official_accounts.models import OaToken, OfficialAccount
from tests.announcements.articles.conftest import FIRST
from tests.announcements.articles.test_worker import withdraw
from tests.announcements.factories import approver_of, corrected, editor_of, published
from tests.dossiers.test_race import at_once
from tests.officers.factories import access_change
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(three, work):
    """Return the article of the province's account, shown."""
    row = published()
    work()
    return Article.objects.filter(announcement=row).order_by("account__oa_id").first()


@pytest.fixture
def asker(shown):
    return editor_of()


@pytest.fixture
def confirmed(shown, asker):
    return broadcasting.confirm(broadcasting.ask(shown, asker), approver_of())


def state(row):
    return Broadcast.objects.get(pk=row.pk).state


def test_a_second_person_sends_it_once(confirmed, desk, work):
    work()
    work()
    row = Broadcast.objects.get()
    (sent,) = desk.broadcasts
    assert sent.article.tracking_link.endswith(row.article.code)
    assert (row.state, row.message_id) == ("sent", "bc000001")


def test_moderation_at_zalo_takes_half_an_hour(confirmed, desk, work, zalo):
    work()
    (sent,) = desk.broadcasts
    assert sent.state(zalo.world.now()) == "moderating"
    assert sent.state(zalo.world.now() + 1801) == "sent"


def test_nothing_is_sent_before_it_is_confirmed(shown, asker, desk, work):
    broadcasting.ask(shown, asker)
    work()
    assert desk.broadcasts == []


def test_who_asks_does_not_confirm(shown):
    officer = approver_of()
    row = broadcasting.ask(shown, officer)
    with pytest.raises(Problem):
        broadcasting.confirm(row, officer)
    assert state(row) == "asked"


def test_the_other_account_of_who_asks_does_not_confirm(shown, asker):
    officer = approver_of()
    access_change(officer, asker, lets_in=True)
    row = broadcasting.ask(shown, asker)
    assert not broadcasting.confirmable(shown.announcement, officer).exists()
    with pytest.raises(Problem):
        broadcasting.confirm(row, officer)
    assert state(row) == "asked"


def test_who_confirms_reaches_the_account(three, work, client):
    """An approver of a commune sends to followers of the commune, not of the province."""
    place = OfficialAccount.objects.get(oa_id=FIRST).office
    row = published(office=place)
    work()
    asked = {
        article.account.oa_id: broadcasting.ask(article, editor_of(place))
        for article in Article.objects.filter(announcement=row)
    }
    own, foreign = asked[FIRST], next(one for oa, one in asked.items() if oa != FIRST)
    approver = approver_of(place)
    page = reverse("admin:announcements_announcement_confirm_broadcast", args=[row.pk])
    client.force_login(approver)
    offered = client.get(page).content.decode()
    assert (f'value="{own.pk}"' in offered, f'value="{foreign.pk}"' in offered) == (True, False)
    with pytest.raises(Problem):
        broadcasting.confirm(foreign, approver)
    broadcasting.confirm(own, approver)
    broadcasting.confirm(foreign, approver_of())
    assert (state(own), state(foreign)) == ("confirmed", "confirmed")


def test_an_editor_does_not_confirm(shown, asker):
    row = broadcasting.ask(shown, asker)
    with pytest.raises(PermissionDenied):
        broadcasting.confirm(row, editor_of())


def test_an_article_is_sent_once_ever(confirmed, asker, shown, work):
    work()
    with pytest.raises(Problem):
        broadcasting.ask(shown, asker)


def test_an_article_that_is_not_shown_is_not_sent(three, offices):
    row = published()
    article = Article.objects.filter(announcement=row).first()
    with pytest.raises(Problem):
        broadcasting.ask(article, editor_of())


@pytest.mark.parametrize("end", [corrected, withdraw])
def test_what_changes_meanwhile_is_not_sent(confirmed, shown, desk, work, end):
    end(Announcement.objects.get(pk=shown.announcement_id))
    work()
    assert (state(confirmed), desk.broadcasts) == ("cancelled", [])


def test_a_lost_answer_is_not_sent_again(confirmed, desk, work, zalo, time_machine):
    zalo.plan("broadcast", Fault.close())
    work()
    assert state(confirmed) == "unknown"
    time_machine.move_to(timezone.now() + timedelta(hours=1), tick=False)
    work()
    assert (state(confirmed), len(desk.broadcasts)) == ("unknown", 1)


def test_what_a_killed_worker_began_is_not_sent_again(confirmed, desk, work, time_machine):
    (sending,) = broadcast_outbox.begin_due("killed", 1, ())
    time_machine.move_to(timezone.now() + timedelta(minutes=3), tick=False)
    work()
    assert (state(confirmed), desk.broadcasts) == ("unknown", [])
    broadcast_outbox.finish(sending, "late")  # it was only slow: too late
    assert state(confirmed) == "unknown"


def test_broadcasts_of_one_account_go_out_one_after_the_other(confirmed, zalo, work):
    second = published()
    work()  # sends the first
    third = published()
    work()
    for row in (second, third):
        article = Article.objects.get(announcement=row, account=confirmed.article.account)
        broadcasting.confirm(broadcasting.ask(article, editor_of()), approver_of())
    (sending,) = broadcast_outbox.begin_due("w1", 16, ())
    assert broadcast_outbox.begin_due("w2", 16, ()) == []
    broadcast_outbox.finish(sending, "bc1")
    (following,) = broadcast_outbox.begin_due("w2", 16, ())
    assert following.broadcast != sending.broadcast


def test_broadcasts_of_two_accounts_begin_together(confirmed, work):
    other = Article.objects.exclude(account=confirmed.article.account).first()
    broadcasting.confirm(broadcasting.ask(other, editor_of()), approver_of())
    begun = broadcast_outbox.begin_due("w1", 16, ())
    assert len({one.account for one in begun}) == len(begun) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
def test_two_workers_do_not_begin_two_broadcasts_of_one_account(confirmed, three, work):
    second = published()
    Broadcast.objects.update(next_try_at=timezone.now() + timedelta(hours=1))
    work()
    article = Article.objects.get(announcement=second, account=confirmed.article.account)
    broadcasting.confirm(broadcasting.ask(article, editor_of()), approver_of())
    for _round in range(10):
        Broadcast.objects.update(
            state="confirmed", claimed_by="", lease_until=None, next_try_at=timezone.now()
        )
        first, other = Broadcast.objects.select_related("article__account").order_by("pk")
        begun = at_once(2, lambda i, rows=(first, other): broadcast_outbox._begin(f"w{i}", rows[i]))
        assert sum(one is not None for one in begun) == 1


def test_a_used_up_quota_waits(confirmed, desk, work, zalo, time_machine):
    desk.broadcasts_left[zalo.world.oa_id] = 0
    work()
    row = Broadcast.objects.get()
    assert (row.state, row.error_number, desk.broadcasts) == ("confirmed", -211, [])
    desk.broadcasts_left[zalo.world.oa_id] = 1
    time_machine.move_to(timezone.now() + timedelta(hours=7), tick=False)
    work()
    assert len(desk.broadcasts) == 1


def test_nothing_goes_out_at_night(shown, asker, desk, work, now, zalo):
    now("2026-11-23 22:30")
    row = broadcasting.confirm(broadcasting.ask(shown, asker), approver_of())
    work()
    assert (state(row), desk.broadcasts) == ("confirmed", [])
    now("2026-11-24 06:01")
    OaToken.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    zalo.world.oa_tokens = dict.fromkeys(zalo.world.oa_tokens, zalo.world.now() + 9e9)
    work()
    assert len(desk.broadcasts) == 1


def test_what_zalo_refuses_ends(confirmed, work, zalo):
    zalo.plan("broadcast", Fault.error(-201))
    work()
    assert (state(confirmed), Broadcast.objects.get().error_number) == ("refused", -201)


def press(client, officer, row, name, **values):
    client.force_login(officer)
    address = reverse(f"admin:announcements_announcement_{name}", args=[row.pk])
    seen = Announcement.objects.get(pk=row.pk).events_count
    return client.post(address, {"seen": seen, "_form_submitted": "on", **values})


def test_both_persons_do_it_on_the_page_of_the_announcement(shown, asker, client, desk, work):
    row, chief = shown.announcement, approver_of()
    press(client, asker, row, "ask_broadcast", rows=[shown.pk])
    asked = Broadcast.objects.get()
    assert (asked.asked_by, asked.state) == (asker, "asked")
    press(client, chief, row, "confirm_broadcast", rows=[asked.pk])
    work()
    assert (state(asked), len(desk.broadcasts)) == ("sent", 1)


def test_the_page_shows_each_account_with_error_and_remedy(three, client, work, desk, zalo):
    desk.left["5550000000000000011"] = 0
    zalo.plan("article_create", Fault.error(-201))
    row = published()
    work()
    client.force_login(editor_of())
    page = client.get(reverse("admin:announcements_announcement_change", args=[row.pk]))
    words = page.content.decode()
    for said in ("Tài khoản ca-xa-mot", "lỗi Zalo -201", "Hết hạn mức bài viết", "Đang hiện"):
        assert said in words


def test_retry_makes_what_was_refused(three, client, work, zalo):
    zalo.plan("article_create", Fault.error(-201), times=3)
    row = published()
    work()
    press(client, editor_of(), row, "retry_articles")
    work()
    assert set(Article.objects.values_list("there", "why")) == {("shown", "")}
