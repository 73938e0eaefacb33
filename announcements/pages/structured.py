"""What search engines and messengers read of a page: schema.org as JSON-LD. Pure."""

import json
from typing import Any

from announcements.pages.site import Site
from announcements.publishing.published import Document
from announcements.workflow import OF_PERSONS, Kind

# schema.org wants a number; 1 is false and 5 is true. What has no basis has none.
_RATINGS = {"false": 1, "misleading": 2, "partly_true": 3, "true": 5}


def json_ld(document: Document, site: Site) -> str:
    """Return the description of a page, safe within a `script` element; empty for persons.

    >>> json_ld({"kind": "wanted"}, Site("https://a.vn", "Công an"))
    ''
    """
    if document["kind"] in OF_PERSONS:
        return ""
    is_check = document["kind"] == Kind.FACT_CHECK
    found = _claim_review(document, site) if is_check else _article(document, site)
    text = json.dumps({"@context": "https://schema.org", **found}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _publisher(document: Document, site: Site) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": document["office"]["name"],
        "url": site.home,
    }


def _article(document: Document, site: Site) -> dict[str, Any]:
    found = {
        "@type": "NewsArticle",
        "headline": document["title"],
        "description": document["summary"],
        "url": site.page(document["slug"]),
        "datePublished": document["published_at"],
        "dateModified": document["updated_at"],
        "inLanguage": "vi",
        "author": _publisher(document, site),
        "publisher": _publisher(document, site),
    }
    if document["correction_note"]:
        found["correction"] = document["correction_note"]
    if document["picture"]:
        found["image"] = [site.absolute(one["url"]) for one in document["picture"]["sizes"]]
    return found


def _claim_review(document: Document, site: Site) -> dict[str, Any]:
    about = document["particulars"]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": about["verdict_name"]}
    if about["verdict"] in _RATINGS:
        value = _RATINGS[about["verdict"]]
        rating |= {"ratingValue": value, "worstRating": 1, "bestRating": 5}
    return {
        "@type": "ClaimReview",
        "url": site.page(document["slug"]),
        "datePublished": document["published_at"],
        "dateModified": document["updated_at"],
        "inLanguage": "vi",
        "claimReviewed": about["claim"],
        "itemReviewed": {
            "@type": "Claim",
            "appearance": [
                {"@type": "CreativeWork", "name": place} for place in about.get("where_seen", ())
            ],
        },
        "reviewRating": rating,
        "author": _publisher(document, site),
    }
