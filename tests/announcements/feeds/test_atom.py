"""Atom with tombstones."""

from announcements.feeds import atom
from announcements.pages.site import Site
from tests.announcements.feeds.standards import ATOM, check_atom
from tests.announcements.published import AT, LAST, corrected, held, item, picture, withdrawn

SITE = Site("https://dichvu.congan.example.vn", "Công an tỉnh Quảng Ninh")
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def feed(*items):
    return check_atom(atom.render(held(*items), SITE))


def test_an_entry_is_the_announcement():
    (entry,) = feed(item(picture=picture())).iterchildren(f"{ATOM}entry")
    text = {name: entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content", "updated")}
    assert text == {
        "id": "https://dichvu.congan.example.vn/tin/lua-dao-vneid/",
        "title": "Giả danh công an yêu cầu cài VNeID",
        "content": "<p>Đừng tin &amp; đừng <strong>mở</strong>.</p>",
        "updated": AT,
    }
    links = {link.get("rel"): link.get("href") for link in entry.iterchildren(f"{ATOM}link")}
    assert links["enclosure"].endswith("pictures/5f0c-1600.jpg")


def test_a_withdrawn_one_is_a_tombstone_and_moves_the_feed():
    root = feed(item("khac"), withdrawn(reason="Đã có tin thay thế."))
    (gone,) = root.iterchildren(GONE)
    assert (gone.get("ref"), gone.get("when")) == (f"{SITE.home}lua-dao-vneid/", LAST)
    assert "".join(gone.itertext()) == "Đã có tin thay thế."
    assert root.findtext(f"{ATOM}updated") == LAST


def test_a_correction_moves_its_entry():
    (entry,) = feed(corrected()).iterchildren(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published") < entry.findtext(f"{ATOM}updated")


def test_an_empty_feed_is_valid():
    assert feed().findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"


def test_letters_that_xml_cannot_hold_are_left_out():
    root = feed(item(title="Cảnh báo \x0b<b>&\ufffe 🚨"))
    assert root.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "Cảnh báo <b>& 🚨"
