"""The guides.

Each role has one, what they quote stands on the screens, and nothing in them becomes anything but
text.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import Group, User
from django.urls import reverse

from foundation.desk import roles
from officers.guides.listing import BY_NAME, FOLDER, GUIDES, PICTURES
from officers.guides.rendering import render
from tests.house import packages

QUOTED = re.compile(r"«([^»]+)»")
PICTURE = re.compile(r"\]\(hinh/([^)]+)\)")


def texts():
    """Return all that the screens can say.

    Code, templates, translations; words of models as Django writes them in titles.
    """
    files = [
        path
        for app in packages()
        for end in ("*.py", "*.html", "*.po")
        for path in Path(settings.BASE_DIR, app).rglob(end)
    ]
    files += [
        Path(auth.__file__).parents[1] / app / "locale/vi/LC_MESSAGES/django.po"
        for app in ("admin", "auth")
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.fixture(scope="module")
def said():
    return texts()


def is_said(text, said):
    """Tell whether the text stands somewhere by itself.

    As a string, between tags, or as a label.
    """
    return re.search(rf"[\"'>«}}]\s*{re.escape(text)}\s*[\"'<».:{{]", said) is not None


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_name_that_a_guide_quotes_is_on_a_screen(guide, said):
    quoted = set(QUOTED.findall(guide.path.read_text(encoding="utf-8")))
    assert quoted
    assert sorted(text for text in quoted if not is_said(text, said)) == []


def test_a_name_that_no_screen_has_is_found(said):
    assert not is_said("Nút không có", said)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_picture_is_there_and_small(guide):
    for name in PICTURE.findall(guide.path.read_text(encoding="utf-8")):
        assert 2_000 < (PICTURES / name).stat().st_size < 150_000, name


def test_no_picture_is_left_over():
    used = {
        name for guide in GUIDES for name in PICTURE.findall(guide.path.read_text(encoding="utf-8"))
    }
    assert {path.name for path in PICTURES.glob("*.png")} == used


def test_every_role_has_a_guide():
    assert {guide.role for guide in GUIDES} - {None} == set(roles.Role)
    assert {path.stem for path in FOLDER.glob("*.md")} == set(BY_NAME)


# --- the pages -----------------------------------------------------------------------------------


def officer(*names):
    roles.sync_groups()
    user = User.objects.create_user("can.bo", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=names))
    return user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "first"), [("Biên tập", "bien-tap"), ("Lãnh đạo", "lanh-dao"), (None, "dang-nhap")]
)
def test_an_officer_reads_the_guide_of_the_own_role_first(client, role, first):
    client.force_login(officer(role))
    page = client.get(reverse("help-index"))
    assert page.context_data["chosen"].name == first
    assert len(page.context_data["guides"]) == len(GUIDES)


@pytest.mark.django_db
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_guide_opens_with_its_pictures(client, guide):
    client.force_login(officer())
    page = client.get(reverse("help", args=[guide.name])).content.decode()
    assert f"<h2>{guide.title}</h2>" in page
    for address in re.findall(r'<img src="([^"]+)"', page):
        assert client.get(address)["Content-Type"] == "image/png"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["khong-co", "README"])
def test_what_is_no_guide_is_not_found(client, name):
    client.force_login(officer())
    assert client.get(reverse("help", args=[name])).status_code == 404
    assert client.get(reverse("help-picture", args=[name])).status_code == 404


@pytest.mark.django_db
def test_the_sidebar_leads_there(client):
    client.force_login(officer())
    assert f'href="{reverse("help-index")}"' in client.get(reverse("admin:index")).content.decode()


@pytest.mark.django_db
def test_strangers_are_sent_to_the_sign_in(client):
    for address in (
        reverse("help-index"),
        reverse("help", args=["dang-nhap"]),
        reverse("help-picture", args=["dang-nhap"]),
    ):
        assert client.get(address).status_code == 302


# --- rendering -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Một\n\nHai\nba", "<h2>Một</h2>\n<p>Hai ba</p>"),
        ("1. Một\n2. Hai\n   ba", "<ol><li>Một</li><li>Hai ba</li></ol>"),
        ("- **Một** hai", "<ul><li><strong>Một</strong> hai</li></ul>"),
        (
            "[Đăng nhập](dang-nhap.md)",
            '<p><a href="/quan-tri/tro-giup/dang-nhap/">Đăng nhập</a></p>',
        ),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ('![a" onerror="x](hinh/a.png)', None),
    ],
)
def test_rendering(written, shown):
    html = render(written)
    assert "<script" not in html
    assert 'onerror="' not in html
    assert shown is None or html == shown
