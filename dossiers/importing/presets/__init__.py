"""Column names of other systems, as files that a province copies and edits.

A file has a `name` and a table `columns`: a header as written, and our key or «ignored». What was
read where stands beside each line: [P] in a public source, [U] unverified.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from dossiers.importing.columns import DOSSIERS
from foundation.importing.columns import MAX_HEADER_LENGTH
from foundation.importing.tables import FileRefused

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """Return the names of the files that come along."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def read(which: str) -> Mapping[str, str]:
    """Return what headers mean, from a file that comes along or from any other.

    Raises FileRefused.
    """
    file = FOLDER / f"{which}.toml" if which in names() else Path(which)
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8")).get("columns")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"Không đọc được tệp {which}; có sẵn: {', '.join(names())}.") from error
    except tomllib.TOMLDecodeError as error:
        raise FileRefused(f"Tệp {which} không đúng TOML: {error}.") from error
    if not isinstance(found, dict) or not found:
        raise FileRefused(f"Tệp {which} không có bảng [columns].")
    for header, key in found.items():
        _check(header, key)
    return found


def _check(header: str, key: object) -> None:
    keys = [one for one, _title in DOSSIERS.choices()]
    if key not in keys:
        raise FileRefused(f"Cột «{header}»: không có «{key}»; chọn trong {', '.join(keys)}.")
    if not 0 < len(header.strip()) <= MAX_HEADER_LENGTH:
        raise FileRefused(f"Tên cột dài từ 1 đến {MAX_HEADER_LENGTH} ký tự.")
