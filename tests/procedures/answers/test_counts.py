"""Cards are counted by procedure, part and day; what got none, as search counts keep words."""

import re
from datetime import date

import pytest

from procedures.answers.counts import cards, misses
from procedures.answers.needs import TABLES
from procedures.models import AnswerCount, AnswerMiss, AnswerWord
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/answers/"
RATINGS = "/api/v1/answers/ratings/"


@pytest.fixture(autouse=True)
def _passport():
    publish_procedure(id="ho-chieu", short_name="Cấp hộ chiếu phổ thông", keywords=["làm hộ chiếu"])


def written():
    """Write what was counted; return {(procedure, part): numbers}."""
    cards.write()
    misses.write()
    columns = ("procedure", "part", "shown", "asked", "helpful", "unhelpful")
    return {row[:2]: row[2:] for row in AnswerCount.objects.values_list(*columns)}


def terms():
    written()
    return dict(AnswerMiss.objects.values_list("term", "times"))


def test_each_card_that_is_sent_is_counted(api):
    for _ in range(2):
        api.get(ADDRESS, {"search": "làm hộ chiếu cần giấy tờ gì"})
    assert written() == {("ho-chieu", "papers"): (2, 0, 0, 0)}


def test_thumbs_are_counted(api):
    for helpful in (True, False, False):
        body = {"procedure": "ho-chieu", "part": "fee", "helpful": helpful}
        assert api.post(RATINGS, body, "application/json").status_code == 204
    assert written() == {("ho-chieu", "fee"): (0, 0, 1, 2)}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"procedure": "khong-co", "part": "fee", "helpful": True}, 404),
        ({"procedure": "ho-chieu", "part": "mood", "helpful": True}, 400),
        ({"procedure": "ho-chieu", "part": "fee"}, 400),
    ],
)
def test_a_thumb_for_no_card_is_refused(api, body, status):
    assert api.post(RATINGS, body, "application/json").status_code == status
    assert written() == {}


def test_what_got_no_card_is_kept_without_numbers(api):
    api.get(ADDRESS, {"search": "Làm hộ chiếu bị phạt bao nhiêu, gọi 0912 345 678"})
    assert terms() == {"lam ho chieu bi phat bao nhieu, goi #": 1}


def test_a_query_that_asks_nothing_is_not_kept(api):
    api.get(ADDRESS, {"search": "làm hộ chiếu"})
    assert terms() == {}


def test_officers_see_them_by_week(api, django_user_model):
    api.get(ADDRESS, {"search": "làm hộ chiếu cần giấy tờ gì"})
    api.get(ADDRESS, {"search": "làm hộ chiếu bị phạt bao nhiêu"})
    written()
    day = AnswerCount.objects.get().day
    monday = date.fromordinal(day.toordinal() - day.weekday())
    officer = django_user_model.objects.create_user("can.bo", is_superuser=True)
    read = {table.title: table.read([monday], [], officer) for table in TABLES}
    (shown,) = read["Thẻ trả lời đã hiện"]
    assert (shown.title, shown.by_week) == ("Cấp hộ chiếu phổ thông: giấy tờ", (1,))
    assert (shown.link, "ho-chieu" in shown.address) == ("Sửa nội dung", True)
    (missed,) = read["Câu hỏi chưa trả lời được"]
    assert missed.asked == "lam ho chieu bi phat bao nhieu"
    assert "lam+ho+chieu" in missed.address


def test_what_a_procedure_does_not_say_leads_to_its_correction(api, client, admin_user):
    api.get(ADDRESS, {"search": "hộ chiếu phổ thông có giá trị mấy năm"})
    written()
    client.force_login(admin_user)
    page = client.get("/quan-tri/nguoi-dan-can-gi/").content.decode()
    assert "/quan-tri/procedures/procedure/ho-chieu/change/" in page


def test_the_page_of_needs_offers_a_word_and_an_answer(api, client, admin_user):
    api.get(ADDRESS, {"search": "làm hộ chiếu bị phạt bao nhiêu"})
    written()
    client.force_login(admin_user)
    page = client.get("/quan-tri/nguoi-dan-can-gi/").content.decode()
    assert "Thêm từ trường hợp" in page
    assert "Câu hỏi chưa trả lời được – toàn tỉnh" in " ".join(re.sub("<[^>]+>", "", page).split())


def test_a_word_of_officers_is_read_at_once(client, admin_user, api):
    client.force_login(admin_user)
    page = "/quan-tri/procedures/answerword/add/"
    form = {"text": "cần thứ chi", "code": "papers", "note": ""}
    assert client.post(page, form).status_code == 302
    assert AnswerWord.objects.get().text == "cần thứ chi"
    card = api.get(ADDRESS, {"search": "làm hộ chiếu cần thứ chi"}).json()
    assert card["part"] == "papers"
