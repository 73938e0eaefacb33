"""What citizens see of an announcement: one shape for the API, the page, feeds and articles.

Built once for each version by `documents`, kept by `snapshot`. Moments are texts in UTC as
the API writes them, «2026-11-27T03:00:00Z».
"""

from typing import TypedDict


class PictureSize(TypedDict):
    """One size of a picture: its path on this service, and width and height in pixels."""

    url: str
    width: int
    height: int


class PublishedPicture(TypedDict):
    """A picture: what it shows, and its sizes, the smallest first."""

    alternative: str
    sizes: list[PictureSize]


class PublishedOffice(TypedDict):
    """An office or an area, by its id and name."""

    id: str
    name: str


class Particulars(TypedDict, total=False):
    """What only some kinds have.

    `claim`, `where_seen`, `verdict` (with its words, `verdict_name`) and `sources` of a fact check;
    `scam_marks` of a scam warning, defanged; `service`, `place`, `begins_at`, `ends_at` of an
    outage or of traffic; `decision_number` of wanted and missing notices.
    """

    claim: str
    where_seen: list[str]
    verdict: str
    verdict_name: str
    sources: list[str]
    scam_marks: list[str]
    service: str
    place: str
    begins_at: str
    ends_at: str
    decision_number: str


class Document(TypedDict):
    """A published announcement.

    `state` is «published» or «expired»: an expired one keeps its address, under a banner.
    `areas` is empty for the whole province. `corrected_at` and `correction_note` are those of the
    newest correction. `cacheable` is False of wanted and missing notices: no cache keeps them.
    """

    slug: str
    kind: str
    kind_name: str
    state: str
    version: int
    title: str
    summary: str
    body_markdown: str
    html: str
    office: PublishedOffice
    areas: list[PublishedOffice]
    audience: str
    severity: str
    published_at: str
    updated_at: str
    corrected_at: str | None
    correction_note: str
    expires_at: str | None
    pinned: bool
    pinned_until: str | None
    legal_document: str
    particulars: Particulars
    picture: PublishedPicture | None
    cacheable: bool


class Tombstone(TypedDict):
    """What is left of a withdrawn announcement at its address: no name, no word of it.

    `reason` is the leader's, or a fixed sentence where a notice about a person was revoked.
    """

    slug: str
    kind: str
    kind_name: str
    version: int
    published_at: str | None
    withdrawn_at: str
    reason: str


class HistoryEntry(TypedDict):
    """One entry of the public history: «publish», «correct», «expire» or «withdraw»."""

    move: str
    move_name: str
    version: int
    at: str
    note: str
