"""Evidence of a report as a ZIP that proves itself: originals, chain of custody, signature.

It holds nothing of the sender, and no words of theirs. `openssl` and `sha256sum` are all that is
needed to check it; the README inside says how.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from citizens import access_log
from foundation.api.problems import Problem
from foundation.records.formulas import defused
from offices.installation import police_name
from offices.working_time.calendar import ZONE
from reports import rights
from reports.evidence import custody, looking, register, signing, verifying
from reports.evidence.custody import Act
from reports.models import CustodyEntry, Evidence, Report

FORMAT = "police-portal-evidence/1"
FOLDER = "bang-chung"
MANIFEST, README, KEY = "manifest.json", "DOC-TRUOC.txt", "khoa-cong-khai.pem"
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
_README = Path(__file__).with_name("export_readme.txt")


@dataclass(frozen=True)
class Original:
    """A file of the export and its name in it."""

    name: str
    evidence: Evidence


@dataclass(frozen=True)
class Package:
    """An export that was noted and signed: what stands in it besides the originals."""

    originals: Sequence[Original]
    texts: dict[str, bytes]

    def stream(self) -> Iterator[bytes]:
        """Yield the ZIP piece by piece. Broken off at an original that was changed meanwhile."""
        taken = _Taken()
        now = timezone.now().astimezone(ZONE)
        with zipfile.ZipFile(taken, "w") as archive:  # type: ignore[call-overload]  # only written to
            for name, content in self.texts.items():
                archive.writestr(_entry(name, now), content)
                yield taken.take()
            for one in self.originals:
                with archive.open(_entry(one.name, now), "w") as to:
                    for piece in looking.read_original(one.evidence, 0, one.evidence.size):
                        to.write(piece)
                        yield taken.take()
        yield taken.take()


class _Taken:
    """What a ZIP writer wrote since it was last taken; it cannot go back."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, content: bytes) -> int:
        self._written += content
        return len(content)

    def flush(self) -> None:
        """Do nothing: it is flushed by being taken."""

    def take(self) -> bytes:
        content = bytes(self._written)
        self._written.clear()
        return content


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, now.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry


def prepare(report: Report, officer: User, reason: str) -> Package:
    """Verify, note and sign an export of all evidence of a report, before anything leaves.

    Raises PermissionDenied, and Problem `evidence_unsound`, `evidence_not_signed`, `not_found` if
    there is nothing, `report_moved_on` if some was removed or put into quarantine meanwhile.
    """
    if not may_export(report, officer):
        raise PermissionDenied
    files = list(report.evidence.filter(removed_at__isnull=True))
    if not files:
        raise Problem("not_found")
    if not all(looking.may_look(officer, one) for one in files if one.quarantined):
        raise PermissionDenied
    signing.fingerprint()
    for one in files:
        if verifying.verify(one):
            raise Problem("evidence_unsound")
    _note(files, officer, reason)
    return _package(report, files, officer, reason)


def may_export(report: Report, officer: User) -> bool:
    """Return True if the officer may export the evidence of a report of their offices."""
    return officer.has_perm(rights.EXPORT) and rights.standing_of(report, officer).responsible


@transaction.atomic
def _note(files: Sequence[Evidence], officer: User, reason: str) -> None:
    _require_unchanged(files)
    access_log.record(
        actor=officer,
        action=access_log.Action.EXPORTED,
        subject=(looking.KIND, [one.pk for one in files]),
        where=access_log.Where.ADMIN,
    )
    for one in files:
        custody.append(one, Act.EXPORTED, officer, reason)


def _require_unchanged(files: Sequence[Evidence]) -> None:
    """Lock evidence, and raise Problem unless it is as it was when its files were read."""
    rows = Evidence.objects.filter(pk__in=[one.pk for one in files], removed_at__isnull=True)
    now = {row.pk: row.quarantined for row in rows.select_for_update().order_by("pk")}
    if now != {one.pk: one.quarantined for one in files}:
        raise Problem("report_moved_on")


def _package(report: Report, files: Sequence[Evidence], officer: User, reason: str) -> Package:
    originals = [
        Original(f"{FOLDER}/{number:02}{looking.extension_of(one)}", one)
        for number, one in enumerate(files, start=1)
    ]
    texts = {
        README: _readme(report),
        KEY: signing.public_pem(),
        MANIFEST: _as_json(_manifest(report, originals, officer, reason)),
    }
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in texts.items()}
    sums |= {one.name: one.evidence.sha256 for one in originals}
    listed = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items()).encode()
    return Package(originals, texts | {SUMS: listed, SIGNATURE: signing.sign(listed)})


def _readme(report: Report) -> bytes:
    text = _README.read_text()
    values = {"{number}": report.number, "{police}": police_name()}
    for place, value in values.items():
        text = text.replace(place, value)
    return text.encode()


def _as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _manifest(
    report: Report, originals: Sequence[Original], officer: User, reason: str
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "police": police_name(),
        "exported_at": _moment(timezone.now()),
        "exported_by": _name_of(officer),
        "reason": defused(reason),
        "public_key_sha256": signing.fingerprint(),
        "evidence_ever_received": register.count(),
        "report": {
            "number": report.number,
            "kind": {"code": report.kind_id, "name": report.kind.name},
            "office": report.office.name,
            "first_received_at": _moment(report.first_received_at),
            "occurred_from": _moment(report.occurred_from),
            "occurred_to": _moment(report.occurred_to),
        },
        "files": [_described(one) for one in originals],
    }


def _described(one: Original) -> dict[str, Any]:
    evidence = one.evidence
    entries = evidence.custody.select_related("officer").order_by("sequence")
    return {
        "name": one.name,
        "id": str(evidence.pk),
        "type": evidence.media_type,
        "size": evidence.size,
        "sha256": evidence.sha256,
        "received_at": _moment(evidence.completed_at),
        "picker": evidence.picker,
        "own_recording": evidence.own_recording,
        "keeps_original": evidence.keeps_original,
        "custody": [_link(entry) for entry in entries],
    }


def _link(entry: CustodyEntry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "act": entry.act,
        "act_name": entry.get_act_display(),
        "at": _moment(entry.at),
        "officer": _name_of(entry.officer) if entry.officer else None,
        "note": defused(entry.note),
        "sha256": entry.sha256,
        "says": entry.says,
        "mac": entry.mac,
    }


def _name_of(officer: User) -> str:
    return defused(officer.get_full_name() or officer.get_username())


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(ZONE).isoformat(timespec="seconds") if at else None
