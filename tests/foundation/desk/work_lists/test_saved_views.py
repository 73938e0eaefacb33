"""Officers keep views of their lists; nobody else sees them, and no view names a citizen."""

import pytest
from django.urls import reverse

from foundation.desk.models import SavedView
from tests.for_each import for_each
from tests.foundation.desk.work_lists.desk import LIST, receptionist
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
SAVE, FORGET = reverse("save-view"), reverse("forget-view")


@pytest.fixture
def officer():
    return receptionist(offices.thanh_mieu())


def save(client, query="due=late", name="Việc gấp", page="dossiers.dossier"):
    return client.post(SAVE, {"page": page, "name": name, "query": query}, follow=True)


def test_a_view_stands_above_the_list_and_opens_it(officer):
    page = save(officer, "due=late&handler=nobody")
    assert page.redirect_chain == [(f"{LIST}?due=late&handler=nobody", 302)]
    assert "Việc gấp" in officer.get(LIST).content.decode()
    (view,) = page.context_data["head"]["views"]
    assert (view.address, view.active) == ("?due=late&handler=nobody", True)


@for_each(
    "address, active",
    [
        ("due=late&handler=nobody&p=2", True),
        ("handler=nobody&due=late&all=", True),
        ("due=late&handler=nobody&q=Lan", False),
        ("due=late&handler=nobody&o=5", False),
        ("due=late", False),
    ],
)
def test_a_view_is_active_on_each_of_its_pages(officer, address, active):
    save(officer, "due=late&handler=nobody")
    (view,) = officer.get(f"{LIST}?{address}").context_data["head"]["views"]
    assert view.active is active


def test_only_its_owner_sees_and_drops_it(officer):
    save(officer)
    view = SavedView.objects.get()
    other = receptionist(offices.office("ca-xa-b"))
    assert "Việc gấp" not in other.get(LIST).content.decode()
    assert other.post(FORGET, {"view": view.pk}).status_code == 404
    assert officer.post(FORGET, {"view": view.pk}).status_code == 302
    assert not SavedView.objects.exists()


def test_what_was_searched_for_is_not_kept(officer):
    save(officer, "q=Nguy%E1%BB%85n+V%C4%83n+An&due=late&p=3&o=5&applicant_name=Lan")
    assert SavedView.objects.get().query == "due=late&o=5"


@pytest.mark.parametrize("query", ["", "q=Lan", "applicant_name=Lan"])
def test_a_view_without_filters_is_refused(officer, query):
    assert "Hãy chọn bộ lọc trước khi lưu" in save(officer, query).content.decode()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 41])
def test_a_view_needs_a_short_name(officer, name):
    save(officer, name=name)
    assert not SavedView.objects.exists()


def test_a_name_is_taken_once(officer):
    save(officer)
    assert "Đã có chế độ xem mang tên này" in save(officer, "due=today").content.decode()


def test_an_officer_keeps_so_many_for_each_list(officer, monkeypatch):
    monkeypatch.setattr(SavedView, "MOST", 2)
    for number in range(3):
        page = save(officer, name=f"Thứ {number}")
    assert "tối đa 2 chế độ xem" in page.content.decode()
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("page", ["auth.user", "dossiers.nothing", "x", "", "feedback.followup"])
def test_only_work_lists_that_the_officer_opens_have_views(officer, page):
    assert save(officer, page=page).status_code == 403


def test_views_go_with_the_account(officer):
    save(officer)
    officer.user.is_active = False
    officer.user.save()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "9" * 30])
def test_a_view_that_is_none_is_not_found(officer, key):
    assert officer.post(FORGET, {"view": key}).status_code == 404
