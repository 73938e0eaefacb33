"""Warnings and news beside a search for procedures: "lừa đảo vneid" finds the warning.

Notices about persons are left out: whoever searches for a procedure asked for none.
"""

from announcements.publishing.snapshot import published_announcements
from procedures.search.doors import MOST, Door, Source


def find(text: str) -> list[Door]:
    """Return the announcements that fit a text, best first."""
    held = published_announcements()
    found = (held.listed[place] for place in held.search(text))
    shown = (item.document for item in found if item.cacheable)
    fitting = [document for document in shown if document is not None]
    return [
        {
            "origin": "announcement",
            "id": document["slug"],
            "title": document["title"],
            "reason": document["kind_name"],
        }
        for document in fitting[:MOST]
    ]


SOURCE = Source(find, published_announcements)
