"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from typing import Any

import orjson

from announcements.feeds.entries import Entry, deleted, newest
from announcements.pages.site import Site
from announcements.publishing.snapshot import Announcements

NAME = "announcements.json"
MEDIA_TYPE = "application/feed+json"


def render(held: Announcements, site: Site) -> bytes:
    """Return the feed.

    The format has no way to take something back: `_withdrawn`, an extension as it allows them, says
    which items have to be deleted, and when that was decided.
    """
    return orjson.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"Tin và cảnh báo – {site.name}",
            "home_page_url": site.home,
            "feed_url": site.feed(NAME),
            "description": "Tin tức, cảnh báo, kiểm chứng thông tin của cơ quan công an.",
            "language": "vi",
            "authors": [{"name": site.name, "url": site.home}],
            "items": [_item(entry, site) for entry in newest(held)],
            "_withdrawn": {
                "about": "Items to delete from every copy.",
                "items": [
                    {"id": site.page(one["slug"]), "date_deleted": one["withdrawn_at"]}
                    for one in deleted(held)
                ],
            },
        }
    )


def _item(entry: Entry, site: Site) -> dict[str, Any]:
    address = site.page(entry.slug)
    item: dict[str, Any] = {
        "id": address,
        "url": address,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.office}],
        "tags": [entry.kind_name],
        "language": "vi",
    }
    if entry.picture:
        item["image"] = site.absolute(entry.picture)
    return item
