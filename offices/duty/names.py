"""Names of hamlets and quarters as people write them: «tổ 5», «TDP số 05», «xom dong»; pure."""

import re
from collections.abc import Iterable

from foundation.records.vietnamese import syllables

# What one kind of place is called. A number means another place with another kind, a name does not.
_SAME = (("to dan pho", "to"), ("to dan cu", "to"), ("tdp", "to"), ("khu dan cu", "khu"))
_KINDS = (
    "to", "khu pho", "khu", "thon", "xom", "ban", "ap", "lang", "buon", "khom", "doi",
    "duong", "pho", "ngo", "ngach", "hem",
)  # fmt: skip
_KIND = re.compile(rf"(?:{'|'.join(_KINDS)}) (?=.*[a-z])")


def fold_name(name: str) -> str:
    """Return a name for comparison.

    >>> fold_name("Tổ dân phố số 05"), fold_name("xóm Đồng")
    ('to 5', 'xom dong')
    """
    words = [word.lstrip("0") or "0" if word.isdigit() else word for word in syllables(name)]
    folded = re.sub(r"\bso (?=\d)", "", " ".join(words))
    for long, short in _SAME:
        folded = re.sub(rf"^{long}\b", short, folded)
    return folded


def bare(folded: str) -> str:
    """Return a folded name without its kind, unless the rest is only a number."""
    return _KIND.sub("", folded, count=1) if _KIND.match(folded) else folded


def aliases(names: Iterable[str]) -> set[str]:
    """Return the folded names; «Tổ 5 (Thọ Sơn)» is also found as «tổ 5»."""
    written = {part for name in names for part in (name, name.split("(", maxsplit=1)[0])}
    return {folded for name in written if (folded := fold_name(name))}


def is_called(names: set[str], asked: str) -> bool:
    """Return True if one of these folded names is meant by another."""
    return not {asked, bare(asked)}.isdisjoint(names | {bare(name) for name in names})
