"""The Mini App has a name, in each language, for everything that a citizen's export shows.

Fields are added by many rooms; one without a name would be shown as `follow_changed_at`.
"""

import json
import re

import pytest
from django.conf import settings

from tests import erasure
from tests.offices.factories import office

WORDS = settings.BASE_DIR / "miniapp" / "src" / "words"
# Their keys are codes that have names elsewhere: the questionnaire's aspects, kinds of notices.
CODED = {"aspects", "outside"}
# As the screen hides them (miniapp/src/screens/data/Content.tsx); they stand in the file.
HIDDEN = re.compile(r"can_\w+|url|small_url|width|height|link")


def is_reference(row):
    """Return True for an office or a procedure that is only referred to: its name is shown."""
    return isinstance(row.get("id"), str) and ("name" in row or "short_name" in row)


def fields_of(value):
    """Return the name of every field that is shown of an export, at any depth."""
    if isinstance(value, list):
        return set().union(*map(fields_of, value))
    if not isinstance(value, dict) or is_reference(value):
        return set()
    inner = (fields_of(one) for name, one in value.items() if name not in CODED)
    shown = {name for name in value if f"{name}_name" not in value and not HIDDEN.fullmatch(name)}
    codes = {name for name in value if f"{name}_name" in value}
    return codes.union(shown - {f"{name}_name" for name in codes}, *inner)


def named(path, table):
    """Return the keys of a table of words."""
    text = (WORDS / path).read_text(encoding="utf-8")
    found = re.search(rf"^  {table}: {{\n(.*?)^  }}", text, re.DOTALL | re.MULTILINE)
    assert found
    return set(re.findall(r"^    (\w+):", found[1], re.MULTILINE))


@pytest.fixture
def exported(zalo, admin_client, settings, tmp_path):
    """Return the parts of the export of somebody who used everything."""
    settings.MEDIA_ROOT = tmp_path
    office("tinh", kind="province", name="Công an tỉnh")
    life = erasure.person(zalo, admin_client, "84912345678")
    erasure.live(life)
    return json.loads(life.client.get("/api/v1/me/export/").content)["parts"]


def test_everything_in_an_export_has_a_name_in_both_languages(exported):
    fields = set().union(*(fields_of(part["content"]) for part in exported.values()))
    assert {"phone", "follow_changed_at", "status"} < fields
    for language in ("vi", "en"):
        assert sorted(fields - named(f"{language}/exported.ts", "fields")) == []
    assert sorted(set(exported) - named("en/service.ts", "parts")) == []
