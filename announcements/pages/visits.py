"""Where readers of our pages came from: counted by source and day, of nobody in particular.

A source is a word that stands in a link which we made ourselves. Nothing is stored in the browser,
no address and no header is looked at, and two visits of one person are two.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from announcements.articles.addresses import SOURCE, own_address
from announcements.models import NewsVisitDay
from announcements.pages.site import page_path
from announcements.publishing.snapshot import published_announcements
from announcements.workflow import OF_PERSONS
from foundation.records import counters, process_memory
from foundation.zalo.landings import Landing
from procedures.counts.by_day import Counts, DayCounts

DIRECT, OTHER = "direct", "other"
# Words of our own links; others are counted together, so that nobody can fill the table.
_COLUMNS = {
    SOURCE: "from_articles",
    **dict.fromkeys(("poster", "zalo-qr"), "from_paper"),
    **dict.fromkeys(("share", "mini-app"), "from_shares"),
}
SOURCES = frozenset({*_COLUMNS, "feed", "website"})
PARAMETER = "utm_source"
_GONE = ("Tin này đã được gỡ. Xin ông/bà không chia sẻ lại.",)


class VisitCounts(DayCounts):
    """Visits by office and source, in memory until the next write."""

    def add(self, office: str, source: str) -> None:
        """Count one visit; `source` is as it stands in the address."""
        word = DIRECT if not source else source if source in SOURCES else OTHER
        self.put(f"{office} {word}", 1)

    @transaction.atomic
    def _insert(self, taken: Counts) -> None:
        day = timezone.localdate()
        sums: dict[tuple[str, date, str], dict[str, int]] = {}
        for key, (visits,) in taken.items():
            office, _space, word = key.rpartition(" ")
            own = {_COLUMNS[word]: visits} if word in _COLUMNS else {}
            sums[office, day, word] = {"visits": visits, **own}
        counters.add(NewsVisitDay, NewsVisitDay.KEYS, sums)


counts = VisitCounts()
process_memory.register(counts.take)


def note(slug: str, source: str) -> None:
    """Count that the address of an announcement was opened; what is withdrawn is not counted."""
    item = published_announcements().items.get(slug)
    if item is not None and item.document is not None:
        counts.add(item.document["office"]["id"], source)


def landing_of_news(slug: str) -> Landing | None:
    """Return what people without Zalo read at a printed link to an announcement.

    Of a person it says no name: the page that it leads to is kept by no cache.
    """
    item = published_announcements().items.get(slug)
    if item is None:
        return None
    if item.document is None:
        return Landing("Tin đã được gỡ", _GONE, is_gone=True)
    read_on = (f"Đọc cả tin, bản mới nhất: {own_address()}{page_path(slug)}",)
    if item.kind in OF_PERSONS:
        return Landing(item.document["kind_name"], read_on)
    return Landing(item.document["title"], (item.document["summary"], *read_on))
