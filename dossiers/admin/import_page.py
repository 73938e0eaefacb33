"""What the page of one import shows and sends."""

import csv
from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count
from django.http import HttpResponse

from dossiers.admin.offices import offices_of_officer
from dossiers.importing import conflicts, mapping, running, uploading
from dossiers.importing.columns import DOSSIERS
from dossiers.models import DossierImport
from foundation.records.formulas import defused

SHOWN_FAULTS = 200


def page_of(batch: DossierImport, user: User | AnonymousUser) -> dict[str, object]:
    """Return what the page of an import shows besides its own row."""
    faults = batch.faults.all()
    headers = uploading.headers_of(batch)
    source = uploading.source_of(batch.office_id, batch.started_by)
    return {
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": faults.count() > SHOWN_FAULTS,
        "kinds": faults.order_by()
        .values("code", "conflict")
        .annotate(count=Count("pk"))
        .order_by("-count"),
        "columns": list(zip(headers.names, headers.keys, strict=True)),
        "missing": headers.missing,
        "repeated": headers.repeated,
        "unknown": headers.unknown,
        "ignored": headers.ignored,
        "choices": DOSSIERS.choices(),
        "unknown_offices": mapping.unknown_offices(batch)
        if batch.state == running.State.READY
        else [],
        "offices": offices_of_officer(user) if batch.state == running.State.READY else [],
        "openable": batch.state == running.State.READY,
        "guesses": {name: guess for name in headers.unknown if (guess := DOSSIERS.guess(name))},
        "deciders": conflicts.deciders(source) if batch.conflicts and source else None,
        "working": batch.state in (running.State.CHECKING, running.State.APPLYING),
    }


def meanings_of(batch: DossierImport, sent: Mapping[str, str]) -> dict[str, str]:
    """Return the form's choices: each select is named by the position of its column."""
    known = {key for key, _title in DOSSIERS.choices()}
    chosen = {
        name: sent.get(f"column-{position}", "")
        for position, name in enumerate(batch.headers)
        if name
    }
    return {name: key for name, key in chosen.items() if key in known}


def faults_file(batch: DossierImport) -> HttpResponse:
    """Return every bad row as CSV."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
    response["Content-Disposition"] = f'attachment; filename="dong-loi-{batch.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["Dòng", "Cột", "Loại", "Lỗi"])
    for row, column, conflict, text in batch.faults.values_list(
        "row", "column", "conflict", "text"
    ).iterator(chunk_size=1000):
        writer.writerow(
            [row, defused(column), "Chưa khớp" if conflict else "Dòng lỗi", defused(text)]
        )
    return response
