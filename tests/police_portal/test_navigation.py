"""The sidebar is built from registered groups."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.desk import navigation
from foundation.desk.roles import Role
from police_portal.navigation import MOST_OPEN, ORDER, OWN_WORK
from tests.dossiers.factories import officer_of
from tests.for_each import for_each
from tests.officers.first_page.test_cards import of_role, signed_in
from tests.offices.factories import office, province
from tests.procedures.factories import make_procedure


def test_every_registered_group_has_a_place_in_the_order():
    assert sorted(ORDER) == sorted(navigation.titles())


TREE = "JOIN found ON office.parent_id"


def test_a_page_and_its_badges_read_the_tree_of_offices_once(client, db):
    above = office()
    office(parent=above)
    officer = officer_of(above, "dossiers.view_dossier", "feedback.view_question")
    client.force_login(officer)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("admin:dossiers_dossier_changelist")).content.decode()
    assert reverse("admin:feedback_question_changelist") in page
    assert sum(TREE in one["sql"] for one in asked) == 1


def sidebar_of(user):
    page = signed_in(user).get(reverse("admin:index"))
    return page.context_data["sidebar_navigation"]


def entries_of(groups):
    """Return the titles of entries that are not folded."""
    return [
        item["title"] for group in groups if not group.get("collapsible") for item in group["items"]
    ]


@for_each("role", list(Role), ids=lambda role: role.name)
def test_each_role_begins_with_its_own_work(db, role):
    groups = sidebar_of(of_role(role.value, province()))
    shown = entries_of(groups)
    assert (shown[0], len(shown) <= MOST_OPEN) == ("Trang chính", True)
    own = [item["link"] for item in groups[0]["items"][1:-1]]
    assert own == [reverse(name) for name in OWN_WORK[role]]


def test_an_officer_of_two_roles_has_both_works_first(db):
    user = of_role("Cán bộ trả lời", province())
    user.groups.add(of_role("Biên tập tin", office("ca-xa-a")).groups.get())
    first = entries_of(sidebar_of(user))
    assert first[1] == "Câu hỏi của công dân"
    assert len(first) <= MOST_OPEN
    assert "Tin và cảnh báo" in first


def test_of_four_roles_none_has_its_list_folded(db):
    place = province()
    user = of_role(Role.RECEPTIONIST, place)
    for role in (Role.ANSWERER, Role.RECEIVER, Role.VERIFIER):
        user.groups.add(of_role(role, office(f"ca-{role.name.lower()}")).groups.get())
    shown = entries_of(sidebar_of(user))
    assert shown[1:4] == ["Hồ sơ", "Câu hỏi của công dân", "Phản ánh của người dân"]
    assert len(shown) <= MOST_OPEN


def test_nothing_is_folded_if_everything_fits(db):
    groups = sidebar_of(of_role("Tiếp nhận phản ánh", province()))
    assert not any(group.get("collapsible") for group in groups)


def test_the_badge_of_the_catalogue_is_for_editors(db):
    make_procedure(trust="needs_recheck")

    def badges(role):
        return [
            item["title"]
            for group in sidebar_of(of_role(role, province()))
            for item in group["items"]
            if "badge" in item
        ]

    assert badges("Biên tập") == ["Cần kiểm tra lại"]
    assert [badges(role) for role in ("Cán bộ một cửa", "Kiểm tra", "Lãnh đạo")] == [[], [], []]


def test_what_only_editors_work_on_is_not_in_a_counters_menu_but_found(db):
    user = of_role("Cán bộ một cửa", office("ca-xa-a"))
    shown = {item["title"] for group in sidebar_of(user) for item in group["items"]}
    assert {"Hồ sơ", "Thủ tục"} <= shown
    read_only = {"Biểu mẫu", "Miễn, giảm phí", "Cần kiểm tra lại", "Các lần công bố"}
    assert not (read_only | {"Lịch làm việc"}) & shown
    found = signed_in(user).post(reverse("desk-search"), {"q": "bieu mau"})
    assert "Biểu mẫu" in found.content.decode()


def test_an_editor_has_all_of_the_catalogue(db):
    shown = {
        item["title"]
        for group in sidebar_of(of_role("Biên tập", province()))
        for item in group["items"]
    }
    assert {"Biểu mẫu", "Miễn, giảm phí", "Cần kiểm tra lại", "Phí, lệ phí cần xem"} <= shown
