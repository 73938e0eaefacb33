"""Static files of this version and of earlier ones, which open pages still request.

A file's name contains a hash of its content, so versions never overwrite each other's. Only the
list of names, the manifest, differs: each version has its own, named after its code's folder, and a
process of the previous version that restarts meanwhile finds its own again.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

from police_portal.environment import BASE_DIR

# Nobody keeps a page open for longer, and browsers reload it.
KEPT = timedelta(days=14)
_MANIFESTS = "staticfiles*.json"
# ManifestFilesMixin puts the hash into a name like this; whitenoise writes compressed copies next
# to it.
_HASHED = re.compile(r"\.[0-9a-f]{12}(\.[^./]+)*$")
_COMPRESSED = {".gz", ".br"}


class KeptStaticFiles(CompressedManifestStaticFilesStorage):
    """Django's files with hashes, compressed, with a manifest for each version."""

    manifest_name = f"staticfiles.{BASE_DIR.name}.json"


def sweep(folder: Path, now: datetime, kept: timedelta = KEPT) -> int:
    """Delete hashed files that no version of the last `kept` uses; return how many.

    A version counts until `kept` after the next one was collected; the newest, and that of this
    code, always do. So run it after collectstatic.
    """
    limit = (now - kept).timestamp()
    manifests = sorted(folder.glob(_MANIFESTS), key=_changed)
    replaced = {old: _changed(new) for old, new in pairwise(manifests)}
    gone = [old for old in replaced if replaced[old] < limit and not _is_ours(old)]
    named = {name for file in manifests if file not in gone for name in _names(file)}
    lost = [file for file in _hashed(folder) if _plain_name(folder, file) not in named]
    old = [file for file in lost if _changed(file) < limit]
    for file in (*old, *gone):
        file.unlink(missing_ok=True)
    return len(old)


def _changed(file: Path) -> float:
    return file.stat().st_mtime


def _is_ours(manifest: Path) -> bool:
    return manifest.name == KeptStaticFiles.manifest_name


def _names(manifest: Path) -> Iterator[str]:
    """Yield the names in a manifest: original ones, and those with hashes."""
    for name, hashed in json.loads(manifest.read_text())["paths"].items():
        yield from (name, hashed)


def _hashed(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if _HASHED.search(file.name) and file.is_file())


def _plain_name(folder: Path, file: Path) -> str:
    """Return the name of a file in a manifest, compressed or not."""
    plain = file.with_suffix("") if file.suffix in _COMPRESSED else file
    return plain.relative_to(folder).as_posix()
