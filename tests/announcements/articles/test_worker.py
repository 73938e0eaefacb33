"""Articles reach every account, hidden first; what is lost is looked for; no account holds another.

The simulated Zalo is asked over real HTTP.
"""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from announcements.actions import ending
from announcements.articles import outbox, steps
from announcements.articles import worker as working
from announcements.models import Announcement, Article
from official_accounts.models import FeatureStop, OaToken
from tests.announcements.articles.conftest import FIRST, SECOND, there
from tests.announcements.factories import approver_of, corrected, draft, published
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db


def visible(desk):
    """Return (account, title) of each article that citizens see."""
    return sorted((one.oa_id, one.content["title"]) for one in desk.all if one.shown)


def standing(desk):
    return [one for one in desk.all if not one.removed]


def withdraw(row):
    current = Announcement.objects.get(pk=row.pk)
    return ending.withdraw(current, approver_of(current.office), "Đã sửa ở bản khác.")


def article_of(oa_id):
    return Article.objects.get(account__oa_id=oa_id)


def pass_time(time_machine, **delta):
    time_machine.move_to(timezone.now() + timedelta(**delta), tick=False)


def test_an_article_is_made_hidden_and_shown_once_its_id_is_known(three, desk, work, zalo):
    row = published()
    work()
    assert there(row) == ["shown", "shown", "shown"]
    names = [one.operation for one in zalo.received if one.operation.startswith("article")]
    assert sorted(set(names)) == ["article_create", "article_update", "article_verify"]
    assert len(desk.shown) == 3
    assert all(Article.objects.values_list("zalo_id", flat=True))
    assert not Article.objects.unsettled().exists()


def test_nothing_is_asked_again_once_all_is_settled(three, work, zalo):
    published()
    work()
    asked = len(zalo.received)
    assert work() == 0
    assert len(zalo.received) == asked


def test_an_article_that_zalo_still_works_on_is_asked_for_later(three, desk, work, time_machine):
    desk.seconds = 3
    row = published()
    work()
    assert there(row) == ["creating"] * 3
    assert set(Article.objects.values_list("why", flat=True)) == {"processing"}
    pass_time(time_machine, seconds=10)
    work()
    assert there(row) == ["shown"] * 3


def test_a_lost_answer_is_looked_for_before_anything_is_made_again(
    three, desk, work, zalo, time_machine
):
    zalo.plan("article_create", Fault.close())
    row = published()
    work()
    assert sorted(there(row)) == ["creating", "shown", "shown"]
    pass_time(time_machine, minutes=1)
    work()
    assert there(row) == ["shown"] * 3
    assert len(desk.all) == len(desk.shown) == 3


def test_what_is_not_found_is_made_again_and_a_hidden_double_goes(
    three, desk, work, zalo, time_machine
):
    zalo.plan("article_create", Fault.close(), times=3)
    desk.seconds = 3600  # Zalo took the three, and lists them only an hour later
    row = published()
    work()
    desk.seconds = 0
    for _turn in range(3):
        pass_time(time_machine, minutes=4)
        work()
    assert there(row) == ["shown"] * 3
    assert len(standing(desk)) == 6
    for one in desk.all:
        one.ready_at = 0
    Article.objects.update(look_again_at=timezone.now())
    work()
    assert len(standing(desk)) == len(desk.shown) == 3
    assert visible(desk) == sorted((one.oa_id, one.content["title"]) for one in standing(desk))


def test_a_killed_worker_leaves_nothing_twice(three, desk, work, zalo, time_machine):
    """It died after Zalo had taken the article, before the ticket was written."""
    row = published()
    (claim, *_others) = outbox.claim("killed", 1, ())
    article = Article.objects.get(pk=claim.pk)
    from announcements.articles import reading

    step = steps.next_step(article, reading.content_of(article), (), timezone.now())
    outbox.write(claim, step.before)
    client = working.Clients().of(claim.account)
    step.call(client, OaToken.objects.get(account=claim.account).access_token)
    pass_time(time_machine, minutes=3)
    work()
    pass_time(time_machine, minutes=3)
    work()
    assert there(row) == ["shown"] * 3
    assert len(desk.all) == len(desk.shown) == 3


def test_a_worker_that_was_thought_dead_writes_nothing(three, time_machine):
    published()
    (claim, *_others) = outbox.claim("slow", 1, ())
    pass_time(time_machine, minutes=3)
    outbox.sweep()
    assert outbox.write(claim, {"there": "gone"}) is None
    assert Article.objects.get(pk=claim.pk).there == "nothing"


def test_a_correction_changes_the_same_article(three, desk, work):
    row = published()
    work()
    corrected(row, title="Giờ mở cửa đã sửa")
    work()
    assert visible(desk) == [(oa_id, "Giờ mở cửa đã sửa") for oa_id in sorted(three)]
    assert len(desk.all) == len(desk.shown) == 3
    assert "ĐÍNH CHÍNH" in desk.all[0].content["body"][0]["content"]


def test_what_is_withdrawn_goes_from_every_account(three, desk, work):
    row = published()
    work()
    withdraw(row)
    work()
    assert (there(row), standing(desk)) == (["gone"] * 3, [])


def test_what_is_withdrawn_while_it_is_made_is_never_shown(three, desk, work, time_machine):
    desk.seconds = 3
    row = published()
    work()
    withdraw(row)
    pass_time(time_machine, seconds=30)
    work()
    assert (there(row), standing(desk), desk.shown) == (["gone"] * 3, [], [])


def test_a_lost_answer_to_a_removal_is_no_loss(three, desk, work, zalo, time_machine):
    row = published()
    work()
    withdraw(row)
    zalo.plan("article_remove", Fault.close(), times=3)
    work()
    pass_time(time_machine, minutes=1)
    work()
    assert (there(row), standing(desk)) == (["gone"] * 3, [])


def test_an_expired_one_is_hidden(three, desk, work, zalo, now):
    from announcements.actions import publishing

    row = published(expires_at=timezone.now() + timedelta(days=1))
    work()
    now("2026-11-25 09:00")
    OaToken.objects.update(expires_at=timezone.now() + timedelta(hours=20))
    zalo.world.oa_tokens = dict.fromkeys(zalo.world.oa_tokens, zalo.world.now() + 9e9)
    publishing.work()
    work()
    assert there(row) == ["hidden"] * 3
    assert visible(desk) == []


def test_a_notice_about_a_person_is_never_an_article(three, desk, work):
    published("wanted")
    work()
    assert (Article.objects.count(), desk.all) == (0, [])


def test_a_used_up_quota_stops_new_articles_of_that_account_only(
    three, desk, work, time_machine, zalo
):
    desk.left[FIRST] = 0
    row = published()
    work()
    assert there(row) == ["shown", "nothing", "shown"]
    stop = FeatureStop.objects.get()
    assert (stop.account.oa_id, stop.feature, stop.error_number) == (FIRST, "articles", -223)
    desk.left[FIRST] = 5
    FeatureStop.objects.all().delete()
    work()
    assert there(row) == ["shown"] * 3


def test_a_used_up_quota_does_not_keep_a_withdrawn_article_standing(three, desk, work):
    first = published()
    work()
    desk.left[FIRST] = 0
    published(title="Tin thứ hai của tuần này")
    work()
    withdraw(first)
    work()
    assert there(first) == ["gone"] * 3


def test_an_account_without_a_token_waits_and_the_others_go_on(three, desk, work, time_machine):
    row = published()
    OaToken.objects.filter(account__oa_id=SECOND).update(expires_at=timezone.now())
    work()
    assert there(row) == ["shown", "shown", "nothing"]
    assert article_of(SECOND).why == "token"
    OaToken.objects.update(expires_at=timezone.now() + timedelta(hours=20))
    pass_time(time_machine, minutes=10)
    work()
    assert there(row) == ["shown"] * 3


def test_an_account_that_hangs_keeps_no_other(three, desk, work, zalo, settings):
    settings.ZALO_READ_SECONDS, settings.ZALO_TOTAL_SECONDS = 3.0, 4.0
    zalo.world.accounts[FIRST].hangs = True
    rows = [published(title=f"Tin thứ {number} trong tuần") for number in range(3)]
    work()
    assert [there(row)[0] for row in rows] == ["shown"] * 3
    assert [there(row)[2] for row in rows] == ["shown"] * 3
    assert not [one for one in desk.shown if one.oa_id == FIRST]


def test_what_zalo_refuses_waits_for_a_person(three, work, zalo, time_machine):
    zalo.plan("article_create", Fault.error(-201), times=3)
    row = published()
    work()
    assert there(row) == ["nothing"] * 3
    pass_time(time_machine, hours=5)
    assert work() == 0
    assert set(Article.objects.values_list("why", "error_number", "is_stuck")) == {
        ("refused", -201, True)
    }


def test_without_an_address_of_ours_nothing_is_sent(three, work, zalo, settings):
    settings.PUBLIC_URL = ""
    published()
    work()
    assert set(Article.objects.values_list("why", flat=True)) == {"address"}
    assert zalo.received == []


def test_an_account_is_called_for_one_article_at_a_time(three):
    for number in range(3):
        published(title=f"Tin thứ {number} trong tuần")
    claims = outbox.claim("w1", 16, ())
    assert len({claim.account for claim in claims}) == len(claims) == 3
    assert outbox.claim("w2", 16, ()) == []


def test_what_was_withdrawn_comes_first(three, work):
    first = published(areas=[])
    published(title="Tin mới hơn, nhiều bài")
    withdraw(first)
    claims = outbox.claim("w1", 3, ())
    taken = Article.objects.filter(pk__in=[claim.pk for claim in claims])
    assert {one.announcement_id for one in taken} == {first.pk}


def test_a_commune_speaks_on_its_own_account_and_the_provinces(three, zalo):
    from offices.models import Office

    row = published(office=Office.objects.get(pk="ca-xa-mot"))
    ids = {one.account.oa_id for one in Article.objects.filter(announcement=row)}
    assert ids == {zalo.world.oa_id, FIRST}


def test_a_draft_that_is_not_published_queues_nothing(three):
    draft()
    assert not Article.objects.exists()


def test_the_worker_stops_when_it_is_told_to(three):
    stop = threading.Event()
    stop.set()
    published()
    assert working.Worker("w1", stop).run() == 0
    assert not Article.objects.exclude(claimed_by="").exists()


def test_an_article_that_breaks_the_work_on_it_keeps_no_other_waiting(
    three, desk, work, monkeypatch, time_machine
):
    row = published()
    broken = article_of(FIRST).pk
    real = steps.next_step

    def breaking(article, *args):
        return 1 // 0 if article.pk == broken else real(article, *args)

    with monkeypatch.context() as patch:
        patch.setattr(steps, "next_step", breaking)
        work()
    assert sorted(there(row)) == ["nothing", "shown", "shown"]
    assert (article_of(FIRST).claimed_by, article_of(FIRST).why) == ("", "fault")
    pass_time(time_machine, minutes=5)
    work()
    assert there(row) == ["shown"] * 3


def test_an_answer_that_cannot_be_taken_in_keeps_no_other_waiting(three, work, monkeypatch):
    row = published()
    broken = article_of(FIRST).pk
    real = working.Worker._write

    def breaking(self, job, future):
        return 1 // 0 if job.claim.pk == broken else real(self, job, future)

    monkeypatch.setattr(working.Worker, "_write", breaking)
    work()
    assert sorted(there(row)) == ["creating", "shown", "shown"]
    assert article_of(FIRST).claimed_by == ""
