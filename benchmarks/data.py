"""The catalogues that are measured.

The one that the project ships, and one as large as the nation's.
"""

import contextlib
import itertools
import json
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.search_data import WHERE, WHO
from foundation.publishing.conditional import etag_of
from foundation.publishing.models import bump_revision
from procedures.actions import REVISION
from procedures.models import Procedure, ProcedureVersion
from procedures.querysets import newest_versions
from procedures.snapshot import catalogue

NATION = 6400


def load_shipped() -> None:
    """Fill the empty database with what the project ships."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_initial_data", verbosity=0)


@contextlib.contextmanager
def copied(url: str, name: str) -> Iterator[str]:
    """Use a copy of the database at `url` while the block runs, in this process too.

    Gives its address.

    Nobody else may be connected to the original.
    """
    original = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  # Django's own way to a server without a database
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    connection.settings_dict["NAME"] = name
    catalogue.forget()
    try:
        yield f"{url.rpartition('/')[0]}/{name}"
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        catalogue.forget()


@transaction.atomic
def multiply() -> int:
    """Add varied copies of the published procedures until there are as many as the nation has.

    Return how many there are.
    """
    originals = list(newest_versions().select_related("procedure").order_by("procedure_id"))
    kinds = [f"{who} {where}" for who, where in itertools.product(WHO, WHERE)]
    copies = itertools.islice(
        itertools.product(enumerate(kinds, 1), originals), NATION - len(originals)
    )
    for batch in _batches(copies, 400):
        made = [_copy(version, number, kind) for (number, kind), version in batch]
        Procedure.objects.bulk_create([version.procedure for version in made])
        ProcedureVersion.objects.bulk_create(made)
    bump_revision(REVISION)
    return Procedure.objects.count()


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(itertools.islice(items, size)):
        yield batch


def _copy(version: ProcedureVersion, number: int, kind: str) -> ProcedureVersion:
    """Return an unsaved copy for `kind`, with names, id and code of its own."""
    key, code = f"{version.procedure_id}-{number}", _code(version, number)
    entry = {**version.search_entry, "code": code, "codes": [code], "former_codes": []}
    entry |= {name: f"{entry[name]} {kind}" for name in ("name", "short_name")}
    document = _renamed(
        version.document,
        id=key,
        code=code,
        former_codes=[],
        name=entry["name"],
        short_name=entry["short_name"],
    )
    card = _renamed(version.card, id=key, code=code, name=entry["short_name"])
    original = version.procedure
    procedure = Procedure(
        id=key,
        code=code,
        name=entry["name"],
        short_name=entry["short_name"],
        field_id=original.field_id,
    )
    procedure.state, procedure.as_of, procedure.published_at = (
        version.state,
        original.as_of,
        version.published_at,
    )
    return ProcedureVersion(
        procedure=procedure, number=1, state=version.state, document=document, card=card, search_entry=entry,
        etag=etag_of(document.encode()), published_at=version.published_at, reason="Bản sao để đo",
    )  # fmt: skip


def _code(version: ProcedureVersion, number: int) -> str:
    return f"9.{number:02}{version.pk % 10_000:04}"


def _renamed(document: str, **values: Any) -> str:
    return json.dumps({**json.loads(document), **values}, ensure_ascii=False, separators=(",", ":"))
