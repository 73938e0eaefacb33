"""Names of other rows in published documents, added as of today when the catalogue loads.

A version keeps the ids of what it links to. So citizens read published names only, however old the
version is, and no link leads to a page that they cannot open.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

import orjson

from offices.models import Field
from procedures.choices import State
from procedures.querysets import newest_versions

# The members of a document that lead to other procedures.
LEADS = ("next_procedures", "superseded_by")


@dataclass(frozen=True)
class Names:
    """The names of published procedures in lists, and of fields; by id and code."""

    procedures: Mapping[str, str]
    fields: Mapping[str, str]

    def put_into(self, document: MutableMapping[str, Any]) -> None:
        """Add the names of linked rows to `document`, and drop links citizens cannot open."""
        document["next_procedures"] = [
            {**link, "name": self.procedures[link["id"]]}
            for link in document["next_procedures"]
            if link["id"] in self.procedures
        ]
        if document["superseded_by"] not in self.procedures:
            document["superseded_by"] = None
        field = document["field"]
        field["name"] = self.fields.get(field["code"], field["name"])


def leads_to(document: Mapping[str, Any]) -> list[str]:
    """Return the ids of the procedures that the members `LEADS` link to."""
    successor = document["superseded_by"]
    return [*(link["id"] for link in document["next_procedures"]), *filter(None, [successor])]


def with_published_names(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document of a version or draft with today's published names; in two queries."""
    rows = newest_versions().filter(procedure__in=leads_to(document), state=State.PUBLISHED)
    cards = rows.order_by().values_list("procedure", "card")
    names = {key: orjson.loads(card)["name"] for key, card in cards}
    Names(names, dict(Field.objects.order_by().values_list("code", "name"))).put_into(document)
    return document
