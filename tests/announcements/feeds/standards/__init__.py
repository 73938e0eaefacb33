"""Whether a document follows its standard: by schema, and by rules that a schema cannot say."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from lxml import etree

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
_json_feed = Draft202012Validator(json.loads((HERE / "json-feed-1.1.json").read_text()))
_atom = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
_cap = etree.XMLSchema(etree.parse(HERE / "cap-1.2.xsd"))


def check_json_feed(body):
    """Return a valid JSON Feed 1.1; ids are unique."""
    feed = json.loads(body)
    _json_feed.validate(feed)
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    return feed


def check_atom(body):
    """Return the root of a valid Atom feed."""
    root = etree.fromstring(body)
    _atom.assertValid(root)
    links = [link for link in root.iterchildren(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(links) == 1  # RFC 4287, 4.1.1: feeds should have one
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iterchildren(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))  # ours never holds two states of an entry
    for entry in root.iterchildren(f"{ATOM}entry"):
        _check_entry(entry, root)
    return root


def _check_entry(entry, feed):
    """Check what RFC 4287 says of entries in 4.1.1 and 4.1.2."""
    assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None
    links = [link.attrib for link in entry.iterchildren(f"{ATOM}link")]
    alternates = [
        (link.get("type"), link.get("hreflang")) for link in links if link["rel"] == "alternate"
    ]
    assert len(alternates) == len(set(alternates))
    content = entry.find(f"{ATOM}content")
    assert content is not None or alternates
    if content is not None and content.get("src"):
        assert entry.find(f"{ATOM}summary") is not None


def check_cap(body):
    """Return the root of a valid CAP 1.2 message."""
    root = etree.fromstring(body)
    _cap.assertValid(root)
    kind, references = (root.findtext(f"{CAP}{name}") for name in ("msgType", "references"))
    # 3.2.1: an Update and a Cancel name the messages that they supersede.
    assert bool(references) is (kind in ("Update", "Cancel"))
    for description in root.iter(f"{CAP}headline"):
        assert len(description.text) <= 160
    return root
