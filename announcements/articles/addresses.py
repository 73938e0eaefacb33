"""The addresses that an article carries: our page, the link by which it is found again, a cover."""

from django.conf import settings

from announcements.publishing.published import Document
from foundation.zalo.deep_links import Screen, printed_path

NEWS = Screen("news", "Một tin hoặc cảnh báo; giá trị là phần cuối của địa chỉ.", is_printable=True)
SOURCE = "oa-article"
_CODE = "bai"
# Zalo demands a cover: this plain one is for announcements without a picture.
COVER = "announcements/article-cover.png"


def own_address() -> str:
    """Return the address of this service for others, without a slash; empty if none is set."""
    return settings.PUBLIC_URL.strip().rstrip("/")


def page_link(slug: str) -> str:
    """Return the link to our page of an announcement, with where it stands."""
    return f"{own_address()}{printed_path(NEWS, slug, SOURCE)}"


def tracking_link(slug: str, code: str) -> str:
    """Return the link that belongs to one article only; it names nobody."""
    return f"{page_link(slug)}&{_CODE}={code}"


def is_link_of(link: str, code: str) -> bool:
    """Return True if an article at Zalo is ours with this code, whatever address we had then."""
    return link.endswith(f"&{_CODE}={code}")


def cover_of(document: Document) -> str:
    """Return the address of the largest size of the picture; every size is below Zalo's 1 MB."""
    picture = document["picture"]
    if picture and picture["sizes"]:
        return f"{own_address()}{picture['sizes'][-1]['url']}"
    # Without the hash of a release: Zalo may ask for it years later.
    path = f"{settings.STATIC_URL}{COVER}"
    return path if path.startswith("https://") else f"{own_address()}/{path.lstrip('/')}"
