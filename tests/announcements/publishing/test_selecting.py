"""Which announcements a list shows, and in which order."""

import pytest

from announcements.publishing import selecting
from announcements.publishing.selecting import select
from announcements.publishing.snapshot import Announcements, Item
from tests.dossiers.factories import at

NONE = frozenset()


def item(slug, kind="news", office="tinh", areas=(), *, pinned=False, day=1, listed=True):
    document = {
        "kind": kind,
        "office": {"id": office},
        "areas": [{"id": area} for area in areas],
        "pinned": pinned,
        "published_at": f"2026-11-{day:02}T00:00:00Z",
        "updated_at": f"2026-11-{day:02}T00:00:00Z",
        "picture": None,
    }
    words = frozenset(slug.split("-"))
    return Item(day, 1, slug, kind, listed, document, None, [], b"", words)


@pytest.fixture
def held():
    items = [
        item("tin-mot", day=1),
        item("tin-hai", day=2, areas=["xa-a"]),
        item("tin-ba", day=3, areas=["xa-b"], office="xa-b"),
        item("luat", kind="policy", day=4, pinned=True),
        item("het-han", day=5, listed=False),
    ]
    return Announcements({one.slug: one for one in items})


def slugs(held, **values):
    return [one.slug for one in select(held, values)]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, ["luat", "tin-ba", "tin-hai", "tin-mot"]),
        ({"kind": "", "area": None}, ["luat", "tin-ba", "tin-hai", "tin-mot"]),
        ({"kind": "news"}, ["tin-ba", "tin-hai", "tin-mot"]),
        ({"kind": "wanted"}, []),
        ({"office": "xa-b"}, ["tin-ba"]),
        ({"office": "tinh"}, ["luat", "tin-hai", "tin-mot"]),
        ({"office": "tinh", "kind": "news"}, ["tin-hai", "tin-mot"]),
        ({"office": "xa-b", "kind": "policy"}, []),
        # An area gets what is for the whole province, too.
        ({"area": "xa-a"}, ["luat", "tin-hai", "tin-mot"]),
        ({"area": "xa-c"}, ["luat", "tin-mot"]),
        ({"pinned": "true"}, ["luat"]),
        ({"pinned": "false"}, ["tin-ba", "tin-hai", "tin-mot"]),
        ({"pinned": "true", "kind": "news"}, []),
        ({"since": at("2026-11-03 07:00")}, ["luat", "tin-ba"]),  # midnight in UTC
        ({"since": at("2026-11-03 07:01")}, ["luat"]),
    ],
)
def test_each_condition(held, values, found):
    assert slugs(held, **values) == found
    assert slugs(held, **values) == found  # from memory


def test_a_search_keeps_its_order_and_the_conditions(held, monkeypatch):
    monkeypatch.setattr(Announcements, "search", lambda _held, _text: [3, 1, 0])
    assert slugs(held, search="tin") == ["tin-mot", "tin-ba", "luat"]
    assert slugs(held, search="tin", kind="news") == ["tin-mot", "tin-ba"]


def test_no_more_selections_are_kept_than_the_bound(held, monkeypatch):
    monkeypatch.setattr(selecting, "MOST_KEPT", 2)
    for kind in ("news", "policy", "wanted"):
        slugs(held, kind=kind)
    assert len(held.selections) == 2
    assert slugs(held, kind="wanted") == []


def test_a_selection_is_made_once(held):
    assert select(held, {"kind": "news"}) is select(held, {"kind": "news"})


def test_a_search_keeps_nothing(held):
    slugs(held, search="tin", kind="news")
    assert held.selections == {}


def test_what_was_withdrawn_fits_nothing(held):
    gone = Item(9, 1, "da-go", "news", False, None, None, [], b"", NONE)  # noqa: FBT003  # not listed
    assert selecting._fits(gone, {}) is False
