"""Check the entries of a file with the rules of the models. Rows are neither read nor written."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from foundation.api.problems import pointer
from offices.importing import contents
from offices.importing.contents import Content
from offices.importing.document import Fault
from offices.importing.points import point_faults, province_of, with_centres
from offices.models import Field, Office, OpeningException, OpeningHours
from offices.validators import find_loop, refuse_mixed_exceptions, refuse_overlap

_TYPES = {str: "chữ", bool: "true hoặc false", int: "số nguyên", float: "số", list: "danh sách"}
_NULLABLE_TYPES = {"latitude": float, "longitude": float, "weekday": int}
_DAY, _TIME = (
    (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "2026-11-24"),
    (re.compile(r"\d\d:\d\d", re.ASCII), "07:30"),
)
# Only one way to write each value, so that an imported one equals the stored one.
_FORMS = {
    "valid_from": _DAY,
    "valid_to": _DAY,
    "as_of": _DAY,
    "date": _DAY,
    "opens": _TIME,
    "closes": _TIME,
}
_LINKS = ("parent", "successor", "fields", "hours", "exceptions")


def faults_of(
    rows: list[Any],
    defaults: Mapping[str, Any],
    path: tuple[str | int, ...],
    *,
    required: Iterable[str],
) -> Iterator[Fault]:
    """Yield unknown members, missing members and values of a wrong type."""
    for i, row in enumerate(rows):
        if not isinstance(row, dict):
            yield Fault(pointer(*path, i), "Phải là một đối tượng.")
            continue
        yield from (
            Fault(pointer(*path, i, key), "Không có mục này.") for key in row if key not in defaults
        )
        yield from (
            Fault(pointer(*path, i, key), "Thiếu mục này.")
            for key in required
            if row.get(key) in (None, "")
        )
        for key, value in row.items():
            if key in defaults and (reason := _wrong_type(key, value, defaults[key])):
                yield Fault(pointer(*path, i, key), reason)


def _wrong_type(key: str, value: Any, default: Any) -> str | None:
    wanted = _NULLABLE_TYPES.get(key, str if default is None else type(default))
    if value is None and default is None:
        return None
    right = _is_float(value) if wanted is float else isinstance(value, wanted)
    if not right or (isinstance(value, bool) and wanted is not bool):
        return f"Phải là {_TYPES[wanted]}."
    return _wrong_text(key, value) if isinstance(value, str) else None


def _is_float(value: Any) -> bool:
    """Return True for a number that fits a float; JSON also allows 1e999."""
    return isinstance(value, int | float) and abs(value) <= sys.float_info.max


def _wrong_text(key: str, value: str) -> str | None:
    if "\0" in value:
        return "Có ký tự NUL."
    form, example = _FORMS.get(key, (None, ""))
    return f"Phải viết như «{example}»." if form and value and not form.fullmatch(value) else None


def check_fields(rows: list[Any], outside: Mapping[str, str]) -> tuple[list[Content], list[Fault]]:
    """Return the contents of the entries in «fields», and their faults.

    `outside` are the names of the fields in the database, by code.
    """
    faults = list(faults_of(rows, contents.FIELD_DEFAULTS, ("fields",), required=["code", "name"]))
    if faults:
        return [], faults
    full = [{**contents.FIELD_DEFAULTS, **row} for row in rows]
    faults += _repeated(full, "code", "fields") + _repeated(full, "name", "fields")
    taken = {name: code for code, name in outside.items()}
    for i, content in enumerate(full):
        faults += _model_faults(Field(**content), ("fields", i))
        if taken.get(content["name"], content["code"]) != content["code"]:
            faults.append(
                Fault(
                    pointer("fields", i, "name"),
                    f"Lĩnh vực «{taken[content['name']]}» đang mang tên này.",
                )
            )
    return full, faults


def check_offices(
    rows: list[Any], known_fields: set[str], outside: Mapping[str, Office]
) -> tuple[list[Content], list[Fault]]:
    """Return the contents of the entries in «offices», and their faults.

    `outside` are the offices in the database that an entry may refer to as parent or successor.
    """
    faults = list(
        faults_of(rows, contents.OFFICE_DEFAULTS, ("offices",), required=["id", "kind", "name"])
    )
    faults += [
        fault
        for i, row in enumerate(rows)
        if isinstance(row, dict)
        for fault in _child_shapes(row, i)
    ]
    if faults:
        return [], faults
    full = [_normal({**contents.OFFICE_DEFAULTS, **row}) for row in rows]
    faults += _repeated(full, "id", "offices")
    province = province_of(full, outside)
    full = with_centres(full, province)
    for i, content in enumerate(full):
        faults += [
            *_office_faults(content, i),
            *point_faults(content, i, province),
            *_link_faults(content, i, known_fields, {*outside, *(row["id"] for row in full)}),
        ]
    return full, faults or _loops(full, outside)


def _child_shapes(row: Content, i: int) -> Iterator[Fault]:
    for key, defaults, required in (
        ("hours", contents.HOURS_DEFAULTS, ["weekday", "opens", "closes"]),
        ("exceptions", contents.EXCEPTION_DEFAULTS, ["date"]),
    ):
        if isinstance(row.get(key), list):
            yield from faults_of(row[key], defaults, ("offices", i, key), required=required)
    for key in ("fields", "former_names", "phones"):
        for n, value in enumerate(row[key] if isinstance(row.get(key), list) else ()):
            if not isinstance(value, str) or "\0" in value:
                yield Fault(pointer("offices", i, key, n), "Phải là chữ, không có ký tự NUL.")


def _normal(content: Content) -> Content:
    """Return `content` in the order and form of the database."""
    by_day = sorted(content["hours"], key=lambda row: (row["weekday"], row["opens"]))
    by_date = sorted(content["exceptions"], key=lambda row: (row["date"], row.get("opens") or ""))
    exceptions = [
        contents.without_defaults(
            {**contents.EXCEPTION_DEFAULTS, **row}, contents.EXCEPTION_DEFAULTS
        )
        for row in by_date
    ]
    point = {
        key: None if content[key] is None else float(content[key])
        for key in ("latitude", "longitude")
    }
    return {
        **content,
        **point,
        "fields": sorted(set(content["fields"])),
        "hours": by_day,
        "exceptions": exceptions,
    }


def _repeated(rows: list[Content], key: str, name: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for i, row in enumerate(rows):
        if first.setdefault(row[key], i) != i:
            faults.append(
                Fault(pointer(name, i, key), f"«{row[key]}» đã có ở /{name}/{first[row[key]]}.")
            )
    return faults


def _model_faults(
    row: models.Model, path: tuple[str | int, ...], exclude: Iterable[str] = ()
) -> list[Fault]:
    """Return the faults that the model's own rules find in `row`."""
    try:
        row.clean_fields(exclude=set(exclude))
        unique = {field.name for field in row._meta.concrete_fields if field.unique}
        row.validate_constraints(exclude={*exclude, *unique})
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        return [
            Fault(pointer(*path, *(() if key == "__all__" else (key,))), text)
            for key, texts in found.items()
            for text in texts
        ]
    return []


def _office_faults(content: Content, i: int) -> Iterator[Fault]:
    plain = {key: value for key, value in content.items() if key not in _LINKS}
    yield from _model_faults(
        Office(**plain),
        ("offices", i),
        ["parent", "successor", "search_text", "imported_fingerprint"],
    )
    hours = [OpeningHours(**row) for row in content["hours"]]
    exceptions = [OpeningException(**row) for row in content["exceptions"]]
    wrong = [
        *(
            fault
            for n, row in enumerate(hours)
            for fault in _model_faults(row, ("offices", i, "hours", n), ["office"])
        ),
        *(
            fault
            for n, row in enumerate(exceptions)
            for fault in _model_faults(row, ("offices", i, "exceptions", n), ["office"])
        ),
    ]
    yield from wrong or _clashes(hours, exceptions, i)


def _clashes(
    hours: list[OpeningHours], exceptions: list[OpeningException], i: int
) -> Iterator[Fault]:
    special = [(row.date, row.opens, row.closes) for row in exceptions if row.opens and row.closes]
    checks: list[tuple[str, Callable[[], None]]] = [
        ("hours", lambda: refuse_overlap((row.weekday, row.opens, row.closes) for row in hours)),
        ("exceptions", lambda: refuse_overlap(special)),
        (
            "exceptions",
            lambda: refuse_mixed_exceptions((row.date, row.closed) for row in exceptions),
        ),
    ]
    for key, check in checks:
        try:
            check()
        except ValidationError as error:
            yield Fault(pointer("offices", i, key), error.messages[0])


def _link_faults(
    content: Content, i: int, known_fields: set[str], known: set[str]
) -> Iterator[Fault]:
    for n, code in enumerate(content["fields"]):
        if code not in known_fields:
            yield Fault(pointer("offices", i, "fields", n), f"Không có lĩnh vực «{code}».")
    for key in ("parent", "successor"):
        if content[key] is not None and content[key] not in known:
            yield Fault(pointer("offices", i, key), f"Không có đơn vị «{content[key]}».")
    if (content["kind"] == Office.Kind.PROVINCE) != (content["parent"] is None):
        yield Fault(
            pointer("offices", i, "parent"), "Mọi đơn vị trừ công an tỉnh cần một đơn vị cấp trên."
        )


def _loops(full: list[Content], outside: Mapping[str, Office]) -> list[Fault]:
    faults = []
    for key in ("parent", "successor"):
        following = {pk: getattr(office, f"{key}_id") for pk, office in outside.items()}
        following |= {content["id"]: content[key] for content in full}
        for i, content in enumerate(full):
            if (loop := find_loop(following, content["id"])) and loop[0] == loop[-1]:
                faults.append(
                    Fault(
                        pointer("offices", i, key),
                        f"Các đơn vị nối vòng với nhau: {' → '.join(loop)}.",
                    )
                )
    return faults
