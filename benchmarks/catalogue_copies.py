"""Enlarges the catalogue with varied copies of the shipped procedures."""

import itertools
import json

from django.db import transaction

from foundation.publishing.conditional import etag_of
from foundation.publishing.models import bump_revision
from procedures.actions import REVISION
from procedures.models import Procedure, ProcedureVersion
from procedures.querysets import newest_versions

BATCH = 400
# What is added to the names of copies, so that they differ as those of other ministries do.
WHO = (
    "người cao tuổi",
    "hộ kinh doanh",
    "sinh viên",
    "nhà thầu",
    "ngư dân",
    "người lao động",
    "cơ sở giáo dục",
    "hợp tác xã",
)
WHERE = (
    "tại cảng biển",
    "vùng biên giới",
    "khu công nghiệp",
    "trên đường thuỷ",
    "ở hải đảo",
    "tại cửa khẩu",
    "khu chế xuất",
)


@transaction.atomic
def multiply(size: int) -> int:
    """Add copies until there are `size` published procedures; return how many rows there are."""
    originals = list(newest_versions().select_related("procedure").order_by("procedure_id"))
    kinds = [f"{who} {where}" for who, where in itertools.product(WHO, WHERE)]
    pairs = itertools.product(enumerate(kinds, 1), originals)
    copies = (_copy(version, number, kind) for (number, kind), version in pairs)
    wanted = itertools.islice(copies, max(0, size - len(originals)))
    while batch := list(itertools.islice(wanted, BATCH)):
        Procedure.objects.bulk_create([version.procedure for version in batch])
        ProcedureVersion.objects.bulk_create(batch)
    bump_revision(REVISION)
    return Procedure.objects.count()


def _copy(version: ProcedureVersion, number: int, kind: str) -> ProcedureVersion:
    """Return an unsaved copy for `kind`, with names, id and code of its own."""
    key, code = f"{version.procedure_id}-{number}", f"9.{number:02}{version.pk % 10_000:04}"
    names = {name: f"{version.search_entry[name]} {kind}" for name in ("name", "short_name")}
    card = _changed(version.card, id=key, code=code, name=names["short_name"])
    document = _changed(version.document, id=key, code=code, former_codes=[], **names)
    return ProcedureVersion(
        procedure=_procedure(version, key, code, names),
        number=1,
        state=version.state,
        document=document,
        card=card,
        search_entry={
            **version.search_entry,
            **names,
            "code": code,
            "codes": [code],
            "former_codes": [],
        },
        fees=version.fees,
        forms=version.forms,
        etag=etag_of(document.encode()),
        published_at=version.published_at,
        reason="Bản sao để đo",
    )


def _procedure(version: ProcedureVersion, key: str, code: str, names: dict[str, str]) -> Procedure:
    original = version.procedure
    return Procedure(
        id=key,
        code=code,
        field_id=original.field_id,
        state=version.state,
        as_of=original.as_of,
        published_at=version.published_at,
        **names,
    )


def _changed(document: str, **values: object) -> str:
    content = {**json.loads(document), **values}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
