"""Who may open which page of a procedure, and act on it."""

import pytest
from django.urls import reverse

from procedures.models import Procedure
from tests.procedures.factories import make_procedure, publish_procedure

PAGES = ["change", "preview", "publish", "withdraw", "confirm", "history"]


@pytest.mark.parametrize("name", PAGES)
def test_strangers_are_redirected_to_the_sign_in(db, page, name):
    response = page(publish_procedure(), name)
    assert response.status_code == 302
    assert "/quan-tri/login/" in response.url


@pytest.mark.parametrize("name", PAGES)
def test_officers_without_rights_are_refused(sign_in, page, name):
    sign_in()
    assert page(publish_procedure(), name).status_code == 403


@pytest.mark.parametrize(
    ("rights", "open_pages"),
    [
        (["view_procedure"], {"change", "preview", "history"}),
        (["view_procedure", "change_procedure"], {"change", "preview", "history", "confirm"}),
        (
            ["view_procedure", "publish_procedure"],
            {"change", "preview", "history", "publish", "withdraw"},
        ),
        (["publish_procedure"], set()),
    ],
)
def test_each_page_needs_its_permission(sign_in, page, rights, open_pages):
    sign_in(*rights)
    procedure = publish_procedure()
    assert {name for name in PAGES if page(procedure, name).status_code == 200} == open_pages
    for name in set(PAGES) - open_pages - {"change", "history"}:
        assert page(procedure, name).status_code == 403


def test_without_the_permission_to_edit_everything_is_read_only(sign_in, page, client):
    sign_in("view_procedure")
    procedure = publish_procedure(
        levels=["tinh", "xa"], keywords=["nhập hộ khẩu"], cases=["Cấp lần đầu"]
    )
    html = page(procedure, part=["cases", "documents"]).content.decode()
    assert all(
        words in html
        for words in ("<div>Cấp tỉnh</div>", "<div>nhập hộ khẩu</div>", "Cấp lần đầu", "Tờ khai")
    )
    assert 'name="short_name"' not in html
    assert 'name="_save"' not in html
    assert "[&quot;" not in html
    assert client.post(page.address(procedure), {"short_name": "Khác"}).status_code == 403
    assert Procedure.objects.get().short_name == procedure.short_name


def test_posting_needs_the_same_permissions(sign_in, page, client):
    sign_in("view_procedure")
    procedure = publish_procedure()
    for name in ("publish", "withdraw", "confirm"):
        assert client.post(page.address(procedure, name), {"reason": "x"}).status_code == 403
    assert procedure.versions.count() == 1


def test_the_permission_to_edit_includes_the_rows(sign_in, save):
    sign_in("view_procedure", "change_procedure")
    procedure = make_procedure()
    save(procedure, **{"documents-0-name": "Tờ khai mới"})
    assert procedure.documents.get().name == "Tờ khai mới"


@pytest.mark.parametrize(
    "rights", [[], ["view_procedure"], ["view_searchcount", "add_synonymgroup"], ["view_office"]]
)
def test_sidebar_and_first_page_show_only_permitted_pages(sign_in, client, rights):
    sign_in(*rights)
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    links = [
        item["link"]
        for group in response.context_data["sidebar_navigation"]
        for item in group["items"]
    ]
    for link in links:
        assert client.get(link).status_code == 200
    panels = [template for template, _values in response.context_data["panels"]]
    assert ("admin/procedures/missed.html" in panels) == ("add_synonymgroup" in rights)


def test_the_work_list_needs_the_permission_to_view_procedures(sign_in, client):
    sign_in("view_searchcount")
    assert client.get(reverse("admin:procedures_procedure_recheck")).status_code == 403
