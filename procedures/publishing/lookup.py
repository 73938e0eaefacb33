"""Find a published procedure by id or code; a withdrawn one leads to its successor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.urls import reverse

from foundation.api.problems import Problem
from procedures.models import Procedure, ProcedureVersion
from procedures.publishing.published import Published, Withdrawn
from procedures.publishing.snapshot import catalogue


def find_published(key: str) -> Published:
    """Return the procedure with this id or national code.

    Raises Problem `not_found`, or `procedure_withdrawn` with the successor.
    """
    found = catalogue.current().find(key)
    if found is None:
        raise Problem("not_found", detail="Không có thủ tục này trong danh mục.")
    if isinstance(found, Withdrawn):
        raise _withdrawn_problem(found)
    return found


@dataclass(frozen=True)
class Known:
    """Code, short and official name of a procedure as published."""

    code: str
    short_name: str
    name: str


def known_to_citizens(procedure: Procedure) -> Known:
    """Return the published names of a procedure; its draft may have others by now.

    If it was never published, only people with a dossier of it see it, under the names of the
    draft.
    """
    found = catalogue.current().find(procedure.pk)
    if found is None or found.id != procedure.pk:
        return Known(procedure.code, str(procedure), procedure.title)
    if isinstance(found, Withdrawn):
        return Known(found.code, found.short_name or found.name, found.name)
    entry = found.entry
    return Known(found.code, found.name_in_lists, entry.current_name or entry.name)


def published_closure(key: str) -> Mapping[str, Any] | None:
    """Return when a procedure takes no dossiers, in the shape of `law.standing.closure_of`.

    What was published last decides: a draft closes nothing. It is read from the database, because
    a registration must not rest on a memory of seconds ago.
    """
    newest = ProcedureVersion.objects.filter(procedure=key).order_by("-number")
    document = newest.values_list("document", flat=True).first()
    found: Mapping[str, Any] | None = orjson.loads(document).get("closure") if document else None
    return found


def _withdrawn_problem(gone: Withdrawn) -> Problem:
    """Return the Problem (410) with the successor of `gone`."""
    successor = _last_successor(gone)
    if successor is None:
        return Problem(
            "procedure_withdrawn",
            detail=f"Thủ tục «{gone.name}» không còn được áp dụng.",
            successor=None,
        )
    link = {
        "id": successor.id,
        "name": successor.short_name,
        "url": reverse("procedure", args=[successor.id]),
    }
    return Problem(
        "procedure_withdrawn",
        detail=f"Thủ tục «{gone.name}» đã được thay bằng «{successor.short_name}».",
        successor=link,
    )


def _last_successor(gone: Withdrawn) -> Published | None:
    """Follow successors to a published one, so that an old link finds something."""
    held = catalogue.current()
    seen: set[str] = set()
    following = gone.successor
    while following and following not in seen:
        seen.add(following)
        if following in held.documents:
            return held.documents[following]
        next_gone = held.withdrawn.get(following)
        following = next_gone.successor if next_gone else None
    return None
