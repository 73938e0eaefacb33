"""Leaders' list of alarms: who sees them, and who may judge them."""

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import Rating, RatingAlarm
from foundation.desk.models import ChangeEntry
from offices.models import Office
from tests.citizens.factories import citizen
from tests.feedback.factories import grant, leader_of, rating, rating_alarm

pytestmark = pytest.mark.django_db
LIST = reverse("admin:feedback_ratingalarm_changelist")


def client_of_leader(office):
    leader = leader_of(office)
    grant(leader, "view_ratingalarm")
    client = Client()
    client.force_login(leader)
    return client


@pytest.fixture
def above(offices):
    """Return the client of the province's leader."""
    return client_of_leader(Office.objects.get(parent=None))


@pytest.fixture
def commune(offices):
    """Return the client of the commune's leader."""
    return client_of_leader(offices)


def listed(client, query=""):
    return list(client.get(LIST + query).context_data["cl"].result_list)


def judge(client, alarm, verdict="stuffed"):
    path = reverse("admin:feedback_ratingalarm_judge", args=[alarm.pk])
    return client.post(path, {"_form_submitted": "on", "verdict": verdict, "note": "Đã xem camera"})


def test_leaders_see_alarms_of_their_offices_and_those_below(above, commune, offices, other):
    mine, theirs = rating_alarm(offices), rating_alarm(other)
    assert set(listed(above)) == {mine, theirs}
    assert listed(commune) == [mine]


def test_an_office_does_not_judge_its_own_alarm(above, commune, offices):
    alarm = rating_alarm(offices)
    assert listed(commune, "?part=mine") == []
    assert judge(commune, alarm).status_code == 404
    assert listed(above, "?part=mine") == [alarm]
    judge(above, alarm, "fine")
    assert RatingAlarm.objects.get().verdict == "fine"
    assert listed(above, "?part=open") == []


def test_the_topmost_office_judges_itself(above):
    top = Office.objects.get(parent=None)
    alarm = rating_alarm(top)
    judge(above, alarm, "fine")
    assert RatingAlarm.objects.get().verdict == "fine"


def test_the_first_page_counts_waiting_alarms(above, commune, offices):
    rating_alarm(offices)
    title = "Nghi đánh giá khống, chờ kết luận"

    def waiting(client):
        groups = client.get(reverse("admin:index")).context_data["groups"]
        return [card.number for found in groups.values() for card in found if card.title == title]

    assert (waiting(above), waiting(commune)) == ([1], [0])


def test_pages_and_history_identify_nobody(above, offices):
    who = citizen(name="Người Đánh Giá")
    rows = [rating(who, office=offices, words="Lời riêng") for _number in range(3)]
    alarm = rating_alarm(offices, last=rows[0].rated_on)
    judge(above, alarm)
    assert not Rating.objects.counted().exists()
    page = reverse("admin:feedback_ratingalarm_change", args=[alarm.pk])
    history = reverse("admin:feedback_ratingalarm_history", args=[alarm.pk])
    texts = [above.get(path).content.decode() for path in (LIST, page, history)]
    texts += [str(entry.__dict__) for entry in ChangeEntry.objects.all()]
    for row in rows:
        for telling in (str(row.pk), str(row.key), row.owner_hash, row.rater_hash, who.name):
            assert not any(telling in text for text in texts)
    assert not any("Lời riêng" in text for text in texts)


def test_a_judged_alarm_is_not_judged_again(above, offices):
    alarm = rating_alarm(offices)
    judge(above, alarm, "fine")
    assert judge(above, alarm).status_code == 404


def test_an_unknown_verdict_is_refused(above, offices):
    alarm = rating_alarm(offices)
    judge(above, alarm, "khac")
    assert RatingAlarm.objects.get().verdict == ""
