"""The forms of a draft as plain data: a published version keeps them for any day.

Each form comes with its replacements, so that a version switches by itself on the day when the next
one comes into force. Notes and sources of officers are left out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from procedures.models import FormUse, OfficialForm, Procedure

Use = Mapping[str, Any]
Forms = Sequence[Use]


def forms_of(procedure: Procedure) -> list[dict[str, Any]]:
    """Return the forms that `procedure`, whose parts are prefetched, needs, in its order."""
    return [_read_use(use) for use in procedure.forms.all()]


def _read_use(use: FormUse) -> dict[str, Any]:
    return {
        "condition": use.condition,
        "copies": use.copies,
        "filled_online": use.filled_online,
        "chain": [_read_form(form) for form in chain_of(use.form)],
    }


def chain_of(form: OfficialForm) -> Iterator[OfficialForm]:
    """Yield `form`, its replacement, and so on, each once."""
    seen: set[str] = set()
    following: OfficialForm | None = form
    while following is not None and following.pk not in seen:
        seen.add(following.pk)
        yield following
        following = following.replaced_by


def _read_form(form: OfficialForm) -> dict[str, Any]:
    days = {name: getattr(form, name) for name in ("effective_from", "effective_to")}
    return {
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "id": form.pk,
        "code": form.code,
        "name": form.name,
        "legal_basis": form.legal_basis,
        "purpose": form.purpose,
        "link": form.link,
        "link_source": form.link_source,
        "certainty": form.certainty,
        "confirmed": form.confirmed_on is not None,
    }


def is_about(use: Use, ids: Collection[str]) -> bool:
    """Return True if `use` contains one of the forms `ids`, directly or as a replacement."""
    return any(form["id"] in ids for form in use["chain"])


def codes_in(forms: Forms) -> Iterator[str]:
    """Yield the codes that people may search for."""
    return (form["code"] for use in forms for form in use["chain"])


def with_published(forms: Forms, published: Forms, ids: Collection[str]) -> list[Use]:
    """Return `forms`, with the uses of the forms `ids` as `published`."""
    before = {_what_for(use): use for use in published}
    return [
        old
        if (old := before.get(_what_for(use))) and (is_about(use, ids) or is_about(old, ids))
        else use
        for use in forms
    ]


def _what_for(use: Use) -> tuple[Any, ...]:
    return use["chain"][0]["id"], use["condition"], use["copies"], use["filled_online"]
