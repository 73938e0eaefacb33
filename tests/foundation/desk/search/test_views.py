"""One search finds dossiers, questions, reports, procedures, offices, pages and acts.

Only within the officer's rights, with a bounded number of queries; looks at persons are logged.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from citizens.models import AccessEntry
from dossiers.owners.applicant import id_number_hash
from feedback.models import Question
from foundation.desk.search.searching import MOST
from reports.models import Report
from tests.citizens.factories import PHONE
from tests.dossiers.factories import dossier, officer_of
from tests.feedback.factories import question
from tests.offices import factories as offices
from tests.procedures.factories import make_procedure
from tests.reports.factories import report

pytestmark = pytest.mark.django_db
ADDRESS = reverse("desk-search")


@pytest.fixture
def place():
    return offices.thanh_mieu()


def officer(place, *names):
    client = Client()
    client.user = officer_of(place)
    client.user.groups.set(Group.objects.filter(name__in=names))
    client.force_login(client.user)
    return client


@pytest.fixture
def receptionist(place):
    return officer(place, "Cán bộ một cửa")


def found(client, typed):
    """Return {group: [titles]} of an answer."""
    answer = client.post(ADDRESS, {"q": typed})
    assert answer.status_code == 200
    return {
        group.title: [result.title for result in group.results]
        for group in answer.context_data["groups"]
    }


@pytest.mark.parametrize("typed", ["tran thi buoi", "Trần Thị Bưởi", "BƯỞI", "buoi tran"])
def test_a_dossier_is_found_by_the_applicant_with_or_without_marks(receptionist, place, typed):
    row = dossier(office=place)
    dossier(office=place, applicant_name="Lê Văn Cam")
    assert found(receptionist, typed)["Hồ sơ"] == [row.code]


def test_a_dossier_is_found_by_the_beginning_of_its_code(receptionist, place):
    row = dossier(office=place, code="G01.899.909-260916-990001")
    dossier(office=place, code="G01.777.909-260916-990002")
    assert found(receptionist, "g01.899")["Hồ sơ"] == [row.code]
    assert found(receptionist, " G01.899.909-260916-990001 ")["Hồ sơ"] == [row.code]


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84912345678", "025123456789"])
def test_a_dossier_is_found_by_a_whole_phone_or_id_number(receptionist, place, typed):
    number = id_number_hash("025123456789")
    row = dossier(office=place, phone=PHONE, id_last4="6789", id_number_hash=number)
    dossier(office=place, phone="+84912345679", id_last4="6789")
    assert found(receptionist, typed)["Hồ sơ"] == [row.code]
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.subjects) == ("searched", str(row.pk))


@pytest.mark.parametrize("typed", ["091234567", "345678", "6789", "02512345678"])
def test_a_part_of_a_number_finds_nobody(receptionist, place, typed):
    number = id_number_hash("025123456789")
    dossier(office=place, phone=PHONE, id_last4="6789", id_number_hash=number)
    assert "Hồ sơ" not in found(receptionist, typed)


def test_short_words_are_looked_for_as_they_stand_together(receptionist, place):
    row = dossier(office=place, applicant_name="Vũ Hà")
    dossier(office=place, applicant_name="Hà Văn Vũ")
    assert found(receptionist, "vu ha")["Hồ sơ"] == [row.code]
    assert "Hồ sơ" not in found(receptionist, "ha")


def test_questions_are_found_by_number_and_words(place):
    row = question()
    QuerySet(Question).filter(pk=row.pk).update(office=place, words="mat the can cuoc")
    answerer = officer(place, "Cán bộ trả lời")
    assert found(answerer, str(row.pk))["Câu hỏi"] == [f"Câu hỏi {row.pk}"]
    assert found(answerer, "căn cước")["Câu hỏi"] == [f"Câu hỏi {row.pk}"]


def test_reports_are_found_by_number_and_never_by_words(place):
    row = report(place)
    QuerySet(Report).filter(pk=row.pk).update(search_words="xe tai lan lan")
    receiver = officer(place, "Tiếp nhận phản ánh")
    assert found(receiver, row.number.lower())["Phản ánh"] == [f"Phản ánh {row.number}"]
    assert "Phản ánh" not in found(receiver, "xe tải lấn làn")


def test_procedures_offices_pages_and_acts_are_found(receptionist, place):
    procedure = make_procedure(name="Cấp lại thẻ căn cước", short_name="Lại thẻ căn cước")
    assert found(receptionist, "the can cuoc")["Thủ tục"] == [procedure.short_name]
    assert found(receptionist, "thanh mieu")["Đơn vị"] == [place.name]
    assert "Nhập từ tệp" in found(receptionist, "nhap tu tep")["Trang"]
    acts = found(receptionist, "ghi nhan ho so")["Việc làm ngay"]
    assert acts == ["Ghi nhận hồ sơ mới"]
    assert "Hồ sơ: Quá hạn" in found(receptionist, "qua han")["Việc làm ngay"]


def test_nothing_of_another_office_is_found(place):
    foreign = offices.office("ca-xa-b")
    row, asked, sent = dossier(office=foreign), question(), report(foreign)
    QuerySet(Question).filter(pk=asked.pk).update(office=foreign, words="mat the")
    everything = officer(place, "Cán bộ một cửa", "Cán bộ trả lời", "Tiếp nhận phản ánh")
    for typed in (row.code, "tran thi buoi", str(asked.pk), "mat the", sent.number):
        assert not {"Hồ sơ", "Câu hỏi", "Phản ánh"} & found(everything, typed).keys(), typed


def test_without_the_right_nothing_of_a_kind_is_found(place):
    row = dossier(office=place)
    editor = officer(place, "Biên tập")
    assert found(editor, row.code) == {}
    assert found(editor, "ghi nhan ho so") == {}


def test_looks_at_persons_are_logged_without_what_was_typed(receptionist, place):
    row = dossier(office=place)
    found(receptionist, "tran thi buoi")
    entry = AccessEntry.objects.get(action="searched")
    assert (entry.officer, entry.subject_kind, entry.subjects) == (
        receptionist.user,
        "dossier",
        str(row.pk),
    )
    found(receptionist, "khong co ai")
    assert AccessEntry.objects.filter(action="searched").count() == 1


def test_what_was_opened_last_comes_first_and_only_while_it_may_be_seen(receptionist, place):
    first, second = dossier(office=place), dossier(office=place)
    for row in (first, second, first):
        receptionist.get(reverse("admin:dossiers_dossier_change", args=[row.pk]))
    assert found(receptionist, "") == {"Mở gần đây": [first.code, second.code]}
    QuerySet(type(first)).filter(pk=first.pk).update(office=offices.office("ca-xa-b"))
    assert found(receptionist, "") == {"Mở gần đây": [second.code]}
    assert found(officer(place, "Cán bộ một cửa"), "") == {}


def test_a_kind_shows_six_at_most_and_costs_the_same(receptionist, place):
    dossier(office=place)
    found(receptionist, "tran thi buoi")
    with CaptureQueriesContext(connection) as one:
        found(receptionist, "tran thi buoi")
    for _number in range(20):
        dossier(office=place)
    with CaptureQueriesContext(connection) as many:
        rows = found(receptionist, "tran thi buoi")["Hồ sơ"]
    assert len(rows) == MOST
    assert len(one) == len(many)
    assert sum("dossiers_dossier" in query["sql"] for query in many) == 1


def test_what_is_typed_is_sent_by_post_only(receptionist):
    assert receptionist.get(ADDRESS, {"q": "lan"}).status_code == 405


def test_strangers_are_sent_to_sign_in(client):
    assert client.post(ADDRESS, {"q": "lan"}).status_code == 302


def test_who_asks_too_often_waits(receptionist, settings):
    settings.THROTTLES = {**settings.THROTTLES, "desk_search": 2}
    answers = [receptionist.post(ADDRESS, {"q": "lan"}) for _number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "tìm quá nhanh" in answers[2].content.decode()


@pytest.mark.parametrize(
    "typed", ["a", "%", "_", "'", "x" * 5000, "9" * 300, "🙂🙂", "\u0300\u0300"]
)
def test_strange_words_find_nothing_and_break_nothing(place, typed):
    dossier(office=place)
    everything = officer(place, "Cán bộ một cửa", "Cán bộ trả lời", "Tiếp nhận phản ánh")
    assert "Hồ sơ" not in found(everything, typed)


def test_every_page_has_the_field_and_the_table_of_shortcuts(receptionist):
    page = receptionist.get(reverse("admin:index")).content.decode()
    assert "data-desk-search" in page
    assert 'id="desk-search"' in page
    assert "Phím tắt" in page


def test_follow_ups_are_found_by_id_and_office_within_reach(place):
    from tests.feedback.factories import commune, follow_up

    yesterday = timezone.localdate() - timedelta(days=1)
    row = follow_up(commune(), opened_on=yesterday)
    leader = officer(place, "Lãnh đạo")
    for typed in (str(row.pk)[:8], "thanh mieu"):
        assert found(leader, typed)["Đánh giá chưa hài lòng"] == [str(row)]
    elsewhere = officer(offices.office("ca-xa-khac", name="Công an xã Khác"), "Lãnh đạo")
    assert "Đánh giá chưa hài lòng" not in found(elsewhere, str(row.pk)[:8])


def test_requests_about_data_are_found_by_number_and_kind(place):
    from tests.citizens.factories import personal_request

    row = personal_request(kind="deletion", text="Chuyện riêng")
    client = officer(offices.province(), "Lãnh đạo")
    client.user.user_permissions.set(Permission.objects.filter(codename="view_personalrequest"))
    for typed in (str(row.pk), f"yêu cầu {row.pk}", "xoa du lieu"):
        assert found(client, typed)["Yêu cầu về dữ liệu"] == [str(row)]
    assert AccessEntry.objects.filter(subject_kind="personalrequest", action="searched").exists()
    assert "Yêu cầu về dữ liệu" not in found(officer(place, "Lãnh đạo"), str(row.pk))
