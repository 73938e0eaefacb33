"""The officers' page about needs."""

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.models import FaqEntry
from feedback.needs.weekly import SHARED_BY
from procedures.models import ReadCount, SearchCount, SynonymGroup
from procedures.publishing.snapshot import catalogue
from tests.citizens.factories import citizen
from tests.dossiers.factories import dossier
from tests.feedback.factories import officer_of, question
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
PAGE = reverse("needs")


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-25 09:00 +0700", tick=False):
        yield


def sign_in(client, office, role):
    """Return the client of an officer with this role."""
    user = officer_of(office)
    user.user_permissions.clear()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(User.objects.get(pk=user.pk))
    return client


def tables(client, **chosen):
    """Return {table: {line: row}}."""
    context = client.get(PAGE, chosen).context_data
    return {table.title: {row.title: row for row in table.rows} for table in context["tables"]}


def titles(row):
    return [link.title for link in row.links]


def link(row, title):
    return next(link.address for link in row.links if link.title == title)


def offices_of_queues(client, **chosen):
    return [queue.office for queue, _links in client.get(PAGE, chosen).context_data["queues"]]


@pytest.fixture
def needs(offices, other):
    """Create needs of every kind in two communes and return their procedure."""
    procedure = publish_procedure(short_name="Cấp hộ chiếu")
    SearchCount.objects.create(day="2026-11-24", term="giay thong hanh", searches=4, misses=3)
    ReadCount.objects.create(day="2026-11-24", procedure=procedure, reads=7)
    for _ in range(SHARED_BY):
        question(citizen(), "Mất hộ chiếu", office=offices.pk, procedure=procedure.pk)
    question(citizen(), "Mất hộ chiếu", office=other.pk, procedure=procedure.pk)
    dossier(office=offices, procedure=procedure)
    dossier(office=other, procedure=procedure)
    return procedure


def test_a_leader_sees_the_subtree_of_offices(client, needs, offices):
    page = tables(sign_in(client, offices.parent, "Lãnh đạo"))
    assert page["Hỏi nhiều"]["Cấp hộ chiếu"].line.by_week == (0, 0, 0, SHARED_BY + 1)
    assert page["Tìm mà không thấy"]["giay thong hanh"].line.by_week == (0, 0, 0, 3)
    assert page["Xem nhiều"]["Cấp hộ chiếu"].line.by_week == (0, 0, 0, 7)
    assert page["Hỏi đi hỏi lại"]["… mat ho chieu …"].line.total == SHARED_BY + 1


def test_every_row_links_to_allowed_pages(client, needs, offices):
    desk = tables(sign_in(client, offices.parent, "Cán bộ một cửa"))
    assert titles(desk["Tìm mà không thấy"]["giay thong hanh"]) == ["Xem lượt tìm"]
    assert titles(desk["Hỏi đi hỏi lại"]["… mat ho chieu …"]) == ["Xem thủ tục"]
    leader = tables(sign_in(client, offices.parent, "Lãnh đạo"))
    assert titles(leader["Hỏi đi hỏi lại"]["… mat ho chieu …"]) == [
        "Xem và trả lời",
        "Soạn câu trả lời công khai",
        "Xem thủ tục",
    ]
    editor = tables(sign_in(client, offices.parent, "Biên tập"))
    assert titles(editor["Tìm mà không thấy"]["giay thong hanh"]) == [
        "Thêm từ đồng nghĩa",
        "Soạn câu trả lời công khai",
        "Xem lượt tìm",
    ]
    assert titles(editor["Hỏi nhiều"]["Cấp hộ chiếu"]) == [
        "Soạn câu trả lời công khai",
        "Sửa thủ tục",
    ]


def test_an_officer_sees_only_their_office(client, needs, offices, other):
    sign_in(client, other, "Cán bộ một cửa")
    assert tables(client)["Hỏi nhiều"]["Cấp hộ chiếu"].line.total == 1
    assert offices_of_queues(client) == [other.pk]


def test_an_office_out_of_reach_cannot_be_chosen(client, needs, offices, other):
    sign_in(client, other, "Cán bộ một cửa")
    answer = client.get(PAGE, {"don_vi": offices.pk})
    assert "Không có đơn vị này trong các đơn vị của đồng chí." in answer.content.decode()
    assert offices_of_queues(client, don_vi=offices.pk) == [other.pk]
    assert tables(client, don_vi=offices.pk)["Hỏi nhiều"]["Cấp hộ chiếu"].line.total == 1


def test_a_leader_can_choose_an_office(client, needs, offices, other):
    sign_in(client, offices.parent, "Lãnh đạo")
    assert tables(client, don_vi=other.pk)["Hỏi nhiều"]["Cấp hộ chiếu"].line.total == 1
    assert offices_of_queues(client, don_vi=other.pk) == [other.pk]


def test_another_week_can_be_chosen(client, needs, offices):
    sign_in(client, offices, "Lãnh đạo")
    assert tables(client, tuan="2026-11-16")["Hỏi nhiều"] == {}
    assert tables(client, tuan="2026-11-23")["Hỏi nhiều"]["Cấp hộ chiếu"].line.total == SHARED_BY


@pytest.mark.parametrize("week", ["x", "2026-11-24", "9999-12-31", "2026-02-30"])
def test_an_invalid_week_shows_an_error(client, offices, week):
    answer = sign_in(client, offices, "Lãnh đạo").get(PAGE, {"tuan": week})
    assert answer.status_code == 200
    assert answer.context_data["form"].errors["tuan"]


def test_an_editor_can_add_a_synonym_from_a_row(client, needs, offices):
    row = tables(sign_in(client, offices.parent, "Biên tập"))["Tìm mà không thấy"][
        "giay thong hanh"
    ]
    address = link(row, "Thêm từ đồng nghĩa")
    prefilled = client.get(address).context_data["adminform"].form.initial
    client.post(
        address,
        {"canonical": "giấy thông hành", "forms": prefilled["forms"], "procedures": [needs.pk]},
    )
    assert SynonymGroup.objects.get().forms == ["giay thong hanh"]


def test_an_editor_can_write_an_answer_from_a_row(client, needs, offices):
    row = tables(sign_in(client, offices.parent, "Biên tập"))["Hỏi đi hỏi lại"]["… mat ho chieu …"]
    address = link(row, "Soạn câu trả lời công khai")
    prefilled = client.get(address).context_data["adminform"].form.initial
    assert prefilled == {
        "question": "mat ho chieu",
        "procedures": [needs.pk],
        "field": needs.field_id,
    }
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    client.post(address, {**prefilled, **versions, "answer": "Báo mất."})
    assert list(FaqEntry.objects.get().procedures.all()) == [needs]


def test_a_row_links_to_the_questions_it_counts(client, needs, offices):
    row = tables(sign_in(client, offices, "Cán bộ trả lời"))["Hỏi đi hỏi lại"]["… mat ho chieu …"]
    listed = client.get(link(row, "Xem và trả lời")).context_data["cl"]
    assert listed.result_count == row.line.total == SHARED_BY


def test_a_row_links_to_the_dossiers_it_counts(client, needs, offices):
    for queue, links in (
        sign_in(client, offices.parent, "Lãnh đạo").get(PAGE).context_data["queues"]
    ):
        listed = client.get(links[0].address).context_data["cl"]
        assert [row.office_id for row in listed.result_list] == [queue.office]


@pytest.mark.parametrize(
    ("role", "status"),
    [("Kiểm tra", 403), ("Quản trị hệ thống", 403), ("Cán bộ trả lời", 200), ("Biên tập", 200)],
)
def test_the_page_needs_permission(client, offices, role, status):
    assert sign_in(client, offices, role).get(PAGE).status_code == status


def test_without_permission_no_dossiers_are_shown(client, needs, offices):
    assert sign_in(client, offices, "Cán bộ trả lời").get(PAGE).context_data["queues"] is None


def test_officers_without_a_post_see_no_office_numbers(client, needs, offices):
    sign_in(client, offices, "Lãnh đạo")
    User.objects.get(username__startswith="tra-loi").posts.all().delete()
    page = tables(client)
    assert page["Hỏi nhiều"] == page["Hỏi đi hỏi lại"] == {}
    assert offices_of_queues(client) == []


def test_the_query_count_of_the_page_is_constant(client, needs, offices, django_assert_num_queries):
    procedures = [publish_procedure() for _ in range(8)]
    catalogue.refresh()
    sign_in(client, offices.parent, "Lãnh đạo").get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number, procedure in enumerate(procedures):
        SearchCount.objects.create(day="2026-11-24", term=f"tu {number}", searches=2, misses=2)
        ReadCount.objects.create(day="2026-11-24", procedure=procedure, reads=7)
        question(citizen(), office=offices.pk, procedure=procedure.pk)
        dossier(office=offices, procedure=procedure)
    with django_assert_num_queries(len(few)):
        client.get(PAGE)
