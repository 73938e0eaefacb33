"""What an office takes in at its counter: why a procedure is not for it, and what it has most of.

Names of procedures and offices only; nothing personal is asked or answered.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import orjson
from django.contrib.auth.models import AnonymousUser, User

from dossiers.admin.offices import offices_of_officer
from dossiers.models import Dossier
from foundation.records.vietnamese import fold
from offices.snapshot import directory
from procedures.api.where_to_go import why_not_here
from procedures.counts.popular import popular
from procedures.models import Procedure
from procedures.publishing.snapshot import catalogue

WITHDRAWN = "Thủ tục này đã được gỡ khỏi danh mục."
LATELY = 500  # dossiers of an office that say what it has most of: some weeks of a ward


def refusal(procedure: str, office: str, channel: str = "") -> str:
    """Return why `office` does not receive `procedure`; empty if it does or nobody knows."""
    held, offices = catalogue.current(), directory.current()
    if procedure in held.withdrawn:
        return WITHDRAWN
    published, here = held.documents.get(procedure), offices.offices.get(office)
    if published is None or here is None:
        return ""
    return why_not_here(orjson.loads(published.document), channel, offices, here)


def chosen_or_own(user: User | AnonymousUser, chosen: str) -> list[str]:
    """Return the office that was chosen, or the only one of the officer, else none."""
    own = offices_of_officer(user)
    found = own.filter(pk=chosen) if chosen else own
    keys = list(found.values_list("pk", flat=True)[:2])
    return keys if len(keys) == 1 else []


def most_registered(office: str) -> Counter[str]:
    """Return how many of the office's newest dossiers each procedure has, with one query."""
    rows = Dossier.objects.filter(office=office).order_by("-changed_at", "-pk")
    return Counter(rows.values_list("procedure_id", flat=True)[:LATELY])


def in_order(
    found: Iterable[Procedure], offices: Collection[str], typed: str
) -> list[tuple[Procedure, str]]:
    """Return procedures with why they are not received: what is named so, and most frequent, first.

    A new office has no dossiers: then what citizens read most decides, as on their first screen.
    """
    used = sum(map(most_registered, offices), Counter[str]())
    read = {key: place for place, key in enumerate(popular.current())}
    words = fold(typed).split()
    judged = [(one, _refused_by_all(one.pk, offices)) for one in found]
    return sorted(
        judged,
        key=lambda pair: (
            bool(pair[1]),
            not _is_named(pair[0], words),
            -used[pair[0].pk],
            read.get(pair[0].pk, len(read)),
            pair[0].short_name or pair[0].name,
        ),
    )


def _is_named(procedure: Procedure, words: Sequence[str]) -> bool:
    """Return True if the names have every word, and not only the keywords."""
    names = fold(f"{procedure.short_name} {procedure.name}")
    return all(word in names for word in words)


def _refused_by_all(procedure: str, offices: Collection[str]) -> str:
    reasons = [refusal(procedure, office) for office in offices]
    return reasons[0] if reasons and all(reasons) else ""
