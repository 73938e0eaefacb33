"""Read and write the JSON file. A faulty file is refused with the place of each fault."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from foundation.importing import json_files
from foundation.importing.tables import FileRefused

LISTS = ("fields", "offices")


class Fault(NamedTuple):
    """One fault in a file: the JSON pointer to its place, and the reason in Vietnamese."""

    pointer: str
    reason: str


class ImportRefused(Exception):
    """The file cannot be imported; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{fault.pointer or '/'}: {fault.reason}" for fault in faults))
        self.faults = faults


def read(raw: bytes) -> dict[str, list[Any]]:
    """Return the lists in a file. Raises ImportRefused for any other content."""
    try:
        document = json_files.parse(raw)
    except FileRefused as error:
        raise ImportRefused([Fault("", str(error))]) from error
    if not isinstance(document, dict):
        raise ImportRefused(
            [Fault("", f"Tệp phải là một đối tượng JSON có danh sách {_named(LISTS)}.")]
        )
    faults = [Fault(f"/{key}", "Không có mục này.") for key in document if key not in LISTS]
    faults += [
        Fault(f"/{key}", "Phải là một danh sách.")
        for key, rows in document.items()
        if key in LISTS and not isinstance(rows, list)
    ]
    if not any(document.get(key) for key in LISTS):
        faults.append(Fault("", f"Tệp không có danh sách {_named(LISTS)} nào có nội dung."))
    if faults:
        raise ImportRefused(faults)
    return document


def merge(documents: Iterable[Mapping[str, list[Any]]]) -> dict[str, list[Any]]:
    """Return several files as one. Raises ImportRefused if two contain the same list."""
    whole: dict[str, list[Any]] = {}
    for document in documents:
        if twice := whole.keys() & document.keys():
            raise ImportRefused(
                [Fault(f"/{min(twice)}", "Danh sách này nằm trong hai tệp; mỗi lần chỉ nhập một.")]
            )
        whole.update(document)
    return whole


def _named(keys: Iterable[str]) -> str:
    return " hoặc ".join(f"«{key}»" for key in keys)


def write(key: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of a file, one member per line, for readable diffs."""
    return f'{{\n "{key}": [\n' + ",\n".join(map(_entry, rows)) + "\n ]\n}\n"


def _entry(row: Mapping[str, Any]) -> str:
    members = ",\n".join(
        f"   {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in row.items()
    )
    return f"  {{\n{members}\n  }}"
