"""The «?» of every officers' page opens a section that exists, of the officer's own guide."""

import pytest
from django.contrib import admin
from django.urls import reverse

from officers.guides.listing import BY_NAME
from officers.guides.rendering import render
from officers.guides.sections import pages, section_of
from tests import routes
from tests.officers.guides.test_views import officer


def test_every_section_exists():
    guides = {
        name: render(guide.path.read_text(encoding="utf-8")) for name, guide in BY_NAME.items()
    }
    sections = {section for row in pages().values() for section in row}
    assert not {one for one in sections if f'id="{one.anchor}"' not in guides[one.guide]}


def test_every_page_of_the_admin_has_a_section():
    models = (model._meta for model in admin.site._registry)
    assert not {one.label for one in models if f"{one.app_label}_{one.model_name}" not in pages()}


def test_every_section_belongs_to_an_existing_page():
    names = {route.name for route in routes.walk() if route.in_admin and route.name}
    models = {f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry}
    assert set(pages()) <= names | models


@pytest.mark.parametrize(
    ("page", "role", "opened"),
    [
        ("dossiers_dossier_add", "Cán bộ một cửa", "mot-cua/#ghi-nhan-mot-ho-so-moi"),
        ("dossiers_dossier_changelist", "Lãnh đạo", "lanh-dao/#ho-so"),
        ("dossiers_dossier_changelist", "Kiểm tra", "mot-cua/#danh-sach-ho-so"),
    ],
)
@pytest.mark.django_db
def test_the_section_is_for_the_role_of_the_officer(client, page, role, opened):
    client.force_login(officer(role))
    answer = client.get(reverse("help-index"), {"trang": page})
    assert answer["Location"] == f"{reverse('help-index')}{opened}"


def test_an_unknown_page_has_no_section():
    assert section_of("khong_co", ()) is None


@pytest.mark.django_db
def test_the_question_mark_refers_to_its_page(client):
    client.force_login(officer("Cán bộ một cửa"))
    page = client.get(reverse("admin:dossiers_dossier_changelist")).content.decode()
    assert f'href="{reverse("help-index")}?trang=dossiers_dossier_changelist"' in page
