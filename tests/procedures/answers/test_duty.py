"""GET answers/: who looks after a hamlet, and who is on duty."""

from datetime import timedelta

import pytest

from offices.snapshot import directory
from procedures.answers.asking import MOST_CHOICES
from tests.offices import factories

pytestmark = pytest.mark.django_db

HERE, NAME = "ca-phuong-thanh-mieu", "Công an phường Thanh Miếu"
UNKNOWN = "Chưa rõ cán bộ phụ trách {}. Gọi trực ban 02103846123; khẩn cấp gọi 113."


@pytest.fixture
def ward(db, time_machine):
    """Return an office with a phone, on a Monday at nine."""
    time_machine.move_to("2026-11-30T02:00:00Z", tick=False)
    row = factories.thanh_mieu(phones=["0210 3846 123 – Trực ban"])
    directory.forget()
    return row


@pytest.fixture
def quarter(ward):
    """Return a quarter whose officer's name nobody decided to publish."""
    row = factories.beat(ward, "Tổ 5", work_phone="0210 3846 999", checked_on="2026-11-20")
    factories.beat_duty(row, factories.officer(ward, public_name="Thượng uý Kín"))
    return row


@pytest.fixture
def ask(api):
    """Return a function that asks a question and returns the card."""

    def card(q, **query):
        return api.get("/api/v1/answers/", {"q": q, **query}).json()

    return card


def texts(card):
    return [one["text"] for one in card["sentences"]]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("cảnh sát khu vực tổ 5", ""),
        ("số điện thoại cảnh sát khu vực tổ 5", HERE),
        ("cskv to 5 phuong thanh mieu", ""),
    ],
)
def test_the_card_says_post_and_work_phone_and_no_name(ask, quarter, question, place):
    card = ask(question, **({"place": place} if place else {}))
    assert (card["kind"], card["procedure"], card["part"]) == ("answer", None, None)
    (said,) = card["sentences"]
    assert said["text"] == "Tổ 5: Cảnh sát khu vực, điện thoại 02103846999."
    assert (said["source"], said["as_of"], "Kín" in str(card)) == (NAME, "2026-11-20", False)


def test_of_two_places_the_card_asks_which_and_each_choice_answers(ask, quarter):
    other = factories.office("ca-phuong-viet-tri", name="Công an phường Việt Trì")
    row = factories.beat(other, "Tổ dân phố số 5", work_phone="0210 3846 555")
    factories.beat_duty(row, factories.officer(other))
    directory.forget()
    card = ask("cảnh sát khu vực tổ 5")
    assert (card["kind"], [one["label"] for one in card["choices"]]) == (
        "ask", [NAME, "Công an phường Việt Trì"],
    )  # fmt: skip
    numbers = [texts(ask(one["q"]))[0][-11:-1] for one in card["choices"]]
    assert numbers == ["2103846999", "2103846555"]


def test_of_more_places_than_choices_none_is_left_out_unsaid(ask, quarter):
    for number in range(MOST_CHOICES):
        other = factories.office(f"ca-xa-{number}", name=f"Công an xã Số {number}")
        factories.beat_duty(factories.beat(other, "Tổ 5"), factories.officer(other))
    directory.forget()
    card = ask("cảnh sát khu vực tổ 5")
    assert (card["kind"], card["choices"]) == ("answer", [])
    assert "cảnh sát khu vực tổ 5 phường …" in texts(card)[0]


def test_an_unknown_hamlet_leads_to_the_desk_and_113(ask, ward):
    card = ask("số điện thoại cảnh sát khu vực xóm Đồng", place=HERE)
    assert (card["kind"], texts(card)) == ("answer", [UNKNOWN.format("xóm Đồng")])


def test_what_nobody_has_looked_at_says_so(ask, quarter):
    quarter.checked_on = "2026-06-01"
    quarter.save()
    assert "90 ngày" in ask("cảnh sát khu vực tổ 5")["note"]


def test_who_is_on_duty_is_said_by_post_without_a_name(ask, ward):
    assert texts(ask("ai trực", place=HERE)) == ["Trực ban: 02103846123."]
    who = factories.officer(ward, public_name="Thượng uý Kín", published=True)
    factories.shift(ward, who=who)
    card = ask("ai đang trực công an phường Thanh Miếu")
    assert texts(card) == ["Đang trực: trực ban.", "Trực ban: 02103846123."]
    assert (card["note"], "Kín" in str(card)) == ("", False)


@pytest.mark.parametrize("question", ["ai trực", "cảnh sát khu vực của tôi là ai"])
def test_without_a_place_the_card_says_what_to_add_and_113(ask, ward, question):
    (text,) = texts(ask(question))
    assert "thêm tên xã, phường" in text
    assert "113" in text


def test_a_card_of_duty_is_not_remembered(ask, api, ward):
    first = texts(ask("ai trực", place=HERE))
    factories.shift(ward)
    assert texts(ask("ai trực", place=HERE)) != first
    kept = api.get("/api/v1/answers/", {"q": "ai trực", "place": HERE})["Cache-Control"]
    assert kept == "public, max-age=60"


@pytest.mark.parametrize(("left", "kept"), [(20, "public, max-age=20"), (5, "no-cache")])
def test_a_card_of_duty_is_kept_no_longer_than_the_shift(api, ward, time_machine, left, kept):
    row = factories.shift(ward)
    time_machine.move_to(row.ends_at - timedelta(seconds=left), tick=False)
    answer = api.get("/api/v1/answers/", {"search": "ai trực", "place": HERE})
    assert answer["Cache-Control"] == kept


def test_who_tells_of_something_else_gets_no_number(ask, quarter):
    card = ask("cảnh sát khu vực tổ 5 đòi tiền")
    assert "2103846999" not in str(card)


def test_without_a_work_phone_the_card_names_the_desk(ask, quarter):
    quarter.work_phone = ""
    quarter.save()
    (text,) = texts(ask("số điện thoại cảnh sát khu vực tổ 5"))
    assert text == "Tổ 5: Cảnh sát khu vực. Gọi trực ban 02103846123."
