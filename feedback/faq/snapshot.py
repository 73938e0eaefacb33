"""Published answers in memory, with a search index over them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from feedback.faq.actions import REVISION
from feedback.models import FaqVersion
from feedback.models.faq import FaqState
from foundation.api.moments import in_utc
from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot
from procedures.search import Entry, SearchIndex
from procedures.search.vocabulary import load_vocabulary

Document = dict[str, Any]


class PublishedAnswers:
    """The published answers, newest first.

    Search uses the catalogue's vocabulary as of the last publication: a synonym added later works
    from the next one on.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = {document["id"]: document for document in documents}
        self.by_procedure: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents.values():
            for procedure in document["procedures"]:
                self.by_procedure[procedure].append(document)
        entries = [
            Entry(str(document["id"]), document["question"], text=document["answer"])
            for document in self.documents.values()
        ]
        self._index = SearchIndex(entries, load_vocabulary()) if entries else None
        self.memory = Memory()

    def search(self, text: str) -> list[Document]:
        """Return the answers that match a text, best first."""
        return (
            [self.documents[int(key)] for key in self._index.search(text).ids]
            if self._index
            else []
        )

    def chosen(self, *, search: str = "", procedure: str = "", field: str = "") -> list[Document]:
        """Return the answers that match all given conditions."""
        found = self.search(search) if search else list(self.documents.values())
        return [
            document
            for document in found
            if (not procedure or procedure in document["procedures"])
            and (not field or field == document["field"])
        ]


def _document(version: FaqVersion) -> Document:
    return {
        "id": version.entry_id,
        "question": version.question,
        "answer": version.answer,
        "field": version.field or None,
        "procedures": version.procedures,
        "version": version.number,
        "published_at": in_utc(version.at),
    }


def build(_revision: int, _previous: PublishedAnswers | None) -> PublishedAnswers:
    """Read the newest version of every entry, and keep the published ones."""
    newest = FaqVersion.objects.filter(entry=OuterRef("entry")).order_by("-number").values("pk")[:1]
    versions = FaqVersion.objects.filter(pk=Subquery(newest), state=FaqState.PUBLISHED).order_by(
        "-at", "-pk"
    )
    return PublishedAnswers([_document(version) for version in versions])


answers: Snapshot[PublishedAnswers] = Snapshot(REVISION, build)


def published_answers() -> PublishedAnswers:
    """Return the published answers."""
    return answers.current()
