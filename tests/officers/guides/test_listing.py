"""Each role has a guide; quotes and pictures of guides exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import auth

from foundation.desk import roles
from officers.guides.listing import BY_NAME, FOLDER, GUIDES, PICTURES
from tests.house import packages
from tests.officers.guides.steps import NOWHERE, read_table

PICTURE = re.compile(r"\]\(hinh/([^)]+)\)")


def texts():
    """Return all texts of the screens, from code, templates and translations.

    Words of models are written as Django writes them in titles.
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
def screen_texts():
    return texts()


def is_on_a_screen(text, screen_texts):
    """Return True if the text occurs alone: as a string, between tags or as a label."""
    return re.search(rf"[\"'>«}}]\s*{re.escape(text)}\s*[\"'<».:{{]", screen_texts) is not None


def test_names_that_the_browser_does_not_reach_are_on_a_screen(screen_texts):
    """All other names are looked for by tests/browser/test_guides.py."""
    looks = [look for row in read_table().values() for look in row if look.account == NOWHERE]
    names = {name for look in looks for name in look.names}
    assert names
    assert sorted(name for name in names if not is_on_a_screen(name, screen_texts)) == []


def test_an_unknown_name_is_found(screen_texts):
    assert not is_on_a_screen("Nút không có", screen_texts)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_picture_exists_and_is_small(guide):
    for name in PICTURE.findall(guide.path.read_text(encoding="utf-8")):
        assert 2_000 < (PICTURES / name).stat().st_size < 150_000, name


def test_every_picture_is_used():
    used = {
        name for guide in GUIDES for name in PICTURE.findall(guide.path.read_text(encoding="utf-8"))
    }
    assert {path.name for path in PICTURES.glob("*.png")} == used


def test_administrators_read_what_each_role_is_for():
    text = BY_NAME["quan-tri-he-thong"].path.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE)) == {
        *roles.Role,
        "vai trò",
    }


def test_every_role_has_a_guide():
    assert {role for guide in GUIDES for role in guide.roles} == set(roles.Role)
    assert {path.stem for path in FOLDER.glob("*.md")} == set(BY_NAME)
