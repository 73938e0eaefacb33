"""The shipped catalogue for one province, without facts of the province of its collection.

Procedures are the same everywhere, but the catalogue was collected in one province and contains its
files of forms, its page as a source, and facts of its police posts. `catalogue/particulars` says
which province that is. For other provinces its links and pages are left out, its name is removed
from public texts, and doubts say «công an một tỉnh khác».
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from offices.geography.provinces import Province, provinces
from procedures.choices import Trust
from procedures.importing.reading import TRANSLATIONS

CATALOGUE = Path(settings.BASE_DIR) / "procedures" / "catalogue"
_PARTICULARS = CATALOGUE / "particulars"
_POLICE, _ELSEWHERE = "công an một tỉnh khác", "một tỉnh khác"
_TIMES = "Một thời hạn lấy theo niêm yết của công an một tỉnh khác; cần đối chiếu."
_LINKED = ("link", "link_source")
Entry = dict[str, Any]


@contextmanager
def catalogue_of(province: Province) -> Iterator[Path]:
    """Yield a folder with the shipped catalogue for `province`."""
    with TemporaryDirectory() as folder:
        Path(folder, TRANSLATIONS).mkdir()
        for path in (*CATALOGUE.glob("*.json"), *CATALOGUE.glob(f"{TRANSLATIONS}/*.json")):
            adapted = adapt(json.loads(province.in_own_words(path.read_text())), province)
            target = Path(folder) / path.relative_to(CATALOGUE)
            target.write_text(json.dumps(adapted, ensure_ascii=False))
        yield Path(folder)


def adapt(document: Any, province: Province) -> Any:
    """Return `document`, a file of the catalogue, for `province`."""
    for path in _PARTICULARS.glob("*.json"):
        known, collected_in = json.loads(path.read_text()), provinces()[path.stem]
        if isinstance(document, dict) and "procedures" in document:
            rows = [_applied(row, known["applies_in"], province) for row in document["procedures"]]
            document = {**document, "procedures": rows}
        if collected_in != province:
            document = _Leaving(collected_in, known).whole(document)
    return document


def _applied(entry: Entry, applies_in: dict[str, list[str]], province: Province) -> Entry:
    """Mark an entry that applies only in some provinces for rechecking if this is one of them."""
    if province.code not in applies_in.get(entry["id"], []):
        return entry
    kept = {key: value for key, value in entry.items() if key != "applicability_note"}
    return {**kept, "trust": Trust.NEEDS_RECHECK.value}


class _Leaving:
    """Removes the facts of the province where the catalogue was collected."""

    def __init__(self, province: Province, known: dict[str, Any]) -> None:
        name = re.escape(province.bare)
        self._host, self._national = known["host"], known["national"]
        self._own_times = frozenset(known["own_times"])
        self._named = re.compile(name)
        self._aside = re.compile(rf"\s*\([^()]*{name}[^()]*\)")
        self._police = re.compile(rf"(?:Trang thông tin điện tử )?Công an (?:tỉnh )?{name}")

    def whole(self, value: Any) -> Any:
        """Return `value` without the facts of that province; objects and lists member by member."""
        if isinstance(value, list):
            return [self.whole(row) for row in value if not self._is_its_page(row)]
        if isinstance(value, str):
            return self._text(value)
        if not isinstance(value, dict):
            return value
        national = self._national.get(value.get("id"), {})
        left = self._without_links(self._doubted({**value, **national}))
        return {key: self.whole(member) for key, member in left.items()}

    def _doubted(self, row: Entry) -> Entry:
        """Mark a procedure for rechecking if it has the other province's time limits."""
        if row.get("id") not in self._own_times:
            return row
        trust = Trust.NEEDS_RECHECK.value if row["trust"] == Trust.CURRENT else row["trust"]
        return {**row, "trust": trust, "doubts": [*row.get("doubts", []), _TIMES]}

    def _is_its_page(self, row: Any) -> bool:
        return isinstance(row, dict) and self._host in str(row.get("url", ""))

    def _without_links(self, row: Entry) -> Entry:
        if self._host not in str(row.get("link", "")):
            return row
        return {key: value for key, value in row.items() if key not in _LINKED}

    def _text(self, text: str) -> str:
        if self._host in text:
            return ""
        if not self._named.search(text):
            return text
        left = self._police.sub(_POLICE, self._aside.sub("", text))
        left = self._named.sub(_ELSEWHERE, left)
        return left[:1].upper() + left[1:]
