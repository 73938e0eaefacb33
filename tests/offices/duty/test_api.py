"""Who looks after a hamlet and who is on duty, as citizens read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from offices import actions
from offices.snapshot import directory
from tests.offices.factories import beat, beat_duty, office, officer, shift

pytestmark = pytest.mark.django_db
BEATS = "/api/v1/offices/beats/"
HERE = "ca-phuong-thanh-mieu"
DUTY = f"/api/v1/offices/{HERE}/duty/"
UNKNOWN = "Chưa rõ cán bộ phụ trách {}. Gọi trực ban 02103846123; khẩn cấp gọi 113."


def ask(client, name, place=HERE):
    return client.get(BEATS, {"name": name, "place": place}).json()


@pytest.fixture
def dong(ward):
    """Return a hamlet with an officer whose name nobody decided to publish."""
    row = beat(
        ward, "Xóm Đồng", former_names=["Xóm Giữa"], streets=["đường Ngô Quyền"],
        work_phone="0210 3846 999",
    )  # fmt: skip
    private = officer(ward, public_name="Thượng uý Kín", phone="0912345678")
    beat_duty(row, private)
    return row


@pytest.mark.parametrize(
    "name", ["Xóm Đồng", "xom dong", "thôn Đồng", "xóm giữa", "ngo quyen", "đường Ngô Quyền"]
)
@pytest.mark.parametrize("place", [HERE, "Bạch Hạc", "phuong thanh mieu", ""])
def test_a_hamlet_is_found_by_every_name_of_it_and_of_its_place(client, dong, name, place):
    (found,) = ask(client, name, place)["results"]
    assert (found["name"], found["post"]) == ("Xóm Đồng", "Cảnh sát khu vực")
    assert found["phone"]["openPhone"]["phoneNumber"] == "02103846999"
    assert found["note"] == ""


def test_no_name_and_no_private_number_without_a_decision(client, dong):
    shown = client.get(BEATS, {"name": "xom dong", "place": HERE}).content.decode()
    assert "Kín" not in shown
    assert "0912345678" not in shown


@pytest.mark.parametrize(
    ("decision", "published", "named"), [("QĐ 12", True, True), ("QĐ 12", False, False)]
)
def test_a_name_needs_the_decision_and_a_published_post(client, ward, decision, published, named):
    who = officer(ward, public_name="Đại úy Mở", published=published, phone="0912345678")
    beat_duty(beat(ward, "Tổ 5"), who, decision=decision)
    (found,) = ask(client, "to 5")["results"]
    assert found["officer"] == ("Đại úy Mở" if named else None)
    assert "0912345678" not in str(found)


def test_an_unknown_hamlet_leads_to_the_desk_and_113(client, dong):
    answer = ask(client, "Tổ 99")
    assert (answer["results"], answer["note"]) == ([], UNKNOWN.format("Tổ 99"))
    assert answer["desk"]["id"] == HERE
    assert answer["emergency"]["openPhone"]["phoneNumber"] == "113"


def test_an_unknown_place_still_has_113(client, dong):
    answer = ask(client, "Tổ 99", "Không Có")
    assert answer["note"] == "Chưa rõ cán bộ phụ trách Tổ 99. Khẩn cấp gọi 113."


def test_a_beat_without_an_officer_leads_to_the_desk(client, ward):
    beat(ward, "Tổ 5")
    (found,) = ask(client, "tổ 5")["results"]
    assert (found["post"], found["note"]) == (None, UNKNOWN.format("Tổ 5"))


def test_what_nobody_looked_at_says_so(client, ward):
    row = beat(ward, "Tổ 5", checked_on=None)
    beat_duty(row)
    (found,) = ask(client, "tổ 5")["results"]
    assert (found["is_checked"], found["checked_on"]) == (False, None)
    assert "90 ngày" in found["note"]


def test_a_name_that_many_places_have_asks_for_the_place(client, ward):
    for _number in range(11):
        beat(office(), "Tổ 5")
    directory.forget()
    answer = ask(client, "tổ 5", "")
    assert (answer["results"], "chọn đúng xã, phường" in answer["note"]) == ([], True)


@pytest.mark.parametrize("name", ["…", "'", "%", "to", "a" * 100, "\u0000", "🚓"])
def test_a_strange_name_finds_nothing(client, dong, name):
    answer = client.get(BEATS, {"name": name, "place": HERE})
    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or answer.json()["results"] == []


@pytest.mark.parametrize("query", [{}, {"name": ""}, {"name": "a" * 101}, {"name": "a", "x": "1"}])
def test_a_question_without_a_name_is_refused(client, ward, query):
    answer = client.get(BEATS, query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


def test_few_and_many_beats_cost_the_same(client, ward, django_assert_num_queries):
    for number in range(20):
        beat_duty(beat(ward, f"Tổ {number}", former_names=["Phố Chung"]))
    directory.current()
    with django_assert_num_queries(3):
        ask(client, "phố chung")
    with django_assert_num_queries(3):
        ask(client, "tổ 7")


# --- duty ---


def test_who_is_on_duty_is_told_by_post_without_a_name(client, ward):
    shift(ward, who=officer(ward, public_name="Thượng uý Kín"))
    shift(ward, function="leader")
    answer = client.get(DUTY)
    assert [one["function_name"] for one in answer.json()["on_duty"]] == [
        "Trực ban",
        "Trực lãnh đạo",
    ]
    assert "Kín" not in answer.content.decode()
    assert answer.json()["phone"]["openPhone"]["phoneNumber"] == "02103846123"
    assert answer.json()["note"] == ""


def test_an_answer_is_kept_no_longer_than_the_shift(client, ward, time_machine):
    row = shift(ward, hours=1)
    assert client.get(DUTY)["Cache-Control"] == "public, max-age=60"
    time_machine.move_to(row.ends_at - timedelta(seconds=20), tick=False)
    answer = client.get(DUTY)
    assert (answer["Cache-Control"], answer["X-Accel-Expires"]) == ("public, max-age=20", "10")
    time_machine.move_to(row.ends_at - timedelta(seconds=1), tick=False)
    assert client.get(DUTY)["X-Accel-Expires"] == "0"
    time_machine.move_to(row.ends_at, tick=False)
    assert client.get(DUTY).json()["on_duty"] == []


def test_an_answer_is_kept_no_longer_than_until_the_next_shift(client, ward):
    shift(ward, timezone.now() + timedelta(seconds=15))
    assert client.get(DUTY)["Cache-Control"] == "public, max-age=15"


def test_a_gap_leads_to_the_desk_and_113(client, ward):
    shift(ward, function="crime")
    said = "Chưa rõ ai đang trực. Gọi trực ban 02103846123; khẩn cấp gọi 113."
    assert client.get(DUTY).json()["note"] == said


def test_an_office_without_a_phone_still_has_113(client, ward):
    ward.phones = []
    ward.save()
    actions.publish([ward.pk])
    directory.refresh()
    answer = client.get(DUTY).json()
    assert (answer["phone"], answer["note"]) == (
        None, "Chưa rõ ai đang trực. Khẩn cấp gọi 113.",
    )  # fmt: skip


def test_an_unknown_office_is_404(client, ward):
    assert client.get("/api/v1/offices/khong-co/duty/").status_code == 404


def test_a_shift_costs_two_queries(client, ward, django_assert_num_queries):
    for function in ("desk", "leader", "crime"):
        shift(ward, function=function)
    directory.current()
    with django_assert_num_queries(2):
        client.get(DUTY)
