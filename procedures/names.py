"""Names of other rows in published documents: put in when the catalogue is loaded, as of today.

A version keeps ids of what it leads to. So citizens read published names only, however long ago the
version was made, and no link leads to what they cannot open.
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
    """The names in lists of the procedures that citizens see, and of fields; by id and code."""

    procedures: Mapping[str, str]
    fields: Mapping[str, str]

    def put_into(self, document: MutableMapping[str, Any]) -> None:
        """Name in `document` what it leads to, and leave out what citizens cannot open."""
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
    """Return the ids of the procedures to which the members `LEADS` lead."""
    successor = document["superseded_by"]
    return [*(link["id"] for link in document["next_procedures"]), *filter(None, [successor])]


def with_published_names(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document of a version or draft as citizens would read it now; in two queries."""
    rows = newest_versions().filter(procedure__in=leads_to(document), state=State.PUBLISHED)
    cards = rows.order_by().values_list("procedure", "card")
    names = {key: orjson.loads(card)["name"] for key, card in cards}
    Names(names, dict(Field.objects.order_by().values_list("code", "name"))).put_into(document)
    return document
